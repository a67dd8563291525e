namespace TrialKeep.Orchestration.Stages;

/// <summary>How a try ended, whatever came of it.</summary>
/// <param name="Tries">The how manieth of its item in this call, from 1.</param>
/// <param name="Time">When it ended.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="Usage">What it has used up; null when nobody said.</param>
/// <param name="Outcome">How the answer ended.</param>
internal readonly record struct CallEnd(int Tries, DateTimeOffset Time, TimeSpan Elapsed, Usage? Usage, AnswerOutcome Outcome);
