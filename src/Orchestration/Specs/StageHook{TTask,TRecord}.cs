using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Specs;

/// <summary>What a program does before or after a stage.</summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
/// <param name="Stage">The stage.</param>
/// <param name="IsBefore">It runs before the stage, not after it.</param>
/// <param name="Name">What it is called in messages.</param>
/// <param name="Work">What is done.</param>
public sealed record StageHook<TTask, TRecord>(RunStage Stage, bool IsBefore, string Name, Func<StageContext<TTask, TRecord>, CancellationToken, Task> Work)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    internal static string Place(RunStage stage, bool isBefore) => $"{(isBefore ? "before" : "after")} {stage switch { RunStage.Generate => "generate", RunStage.Transform => "transform", _ => "evaluate" }}";
}
