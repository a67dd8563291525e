using System.Security.Cryptography;
using System.Text.Json;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>
/// Takes answers and scores that were made elsewhere into the run of a plan, as if they had been made here: validated, durable, each once however often
/// it is imported. An event of the run says where they came from.
/// </summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public sealed class ExperimentImport<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    /// <summary>The name of the event that a run keeps of an import.</summary>
    public const string EventName = "imported";

    private readonly Plan<TTask, TRecord> _plan;
    private readonly StoredExperiment _stored;
    private readonly ExperimentRunner<TTask, TRecord> _runner;
    private readonly TimeProvider _time;

    /// <summary>Imports for one plan.</summary>
    public ExperimentImport(Plan<TTask, TRecord> plan, Store store, RunOptions? options = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        _plan = plan;
        _stored = store.Experiment(plan.Experiment.Name);
        _runner = new(plan, store, options ?? new(), time);
        _time = time ?? TimeProvider.System;
    }

    /// <summary>
    /// Takes records from a file of JSON lines: <c>{"item":…,"variant":…,"sample":0,"record":{…}}</c>, or <c>"key"</c> for the first three, or <c>"error"</c> for the record. What
    /// <c>--results</c> writes can be read.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="policy">What becomes of it when a line is refused.</param>
    /// <param name="cancellation">Ends it; what was appended before is kept, and the same call again adds the rest.</param>
    /// <exception cref="InvalidInputException">The file can't be read.</exception>
    /// <exception cref="StoreException">The store can't be read or written, or another process works on the run.</exception>
    public async Task<ImportReport> RecordsAsync(string file, ImportPolicy policy = ImportPolicy.WholeFile, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        using AnswerIntake<TTask, TRecord> intake = new(_plan, _stored, null, _time);
        return await ImportAsync(file, intake, policy, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes the answers of a bundle: all files <c>answers*.jsonl</c> in its folder. Items without an answer stay to be done. Foreign and altered ones are refused by their line.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="policy">What becomes of a file when a line is refused.</param>
    /// <param name="cancellation">Ends it; what was appended before is kept, and the same call again adds the rest.</param>
    /// <exception cref="InvalidInputException">It is no bundle of this experiment, or it has no answers.</exception>
    /// <exception cref="StoreException">The store can't be read or written, or another process works on the run.</exception>
    public async Task<ImportReport> BundleAsync(string folder, ImportPolicy policy = ImportPolicy.GoodLines, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        Bundle bundle = Bundle.Read(folder);
        if (bundle.Manifest.Experiment != _plan.Experiment.Name) throw new InvalidInputException($"The bundle {folder} belongs to the experiment '{bundle.Manifest.Experiment}', not to '{_plan.Experiment.Name}'.");
        if (bundle.Answers.Count == 0) throw new InvalidInputException($"The bundle {folder} has no answers yet; write them into answers.jsonl, as its README.md says.");
        ImportReport all = new(null, 0, 0, 0, 0, [], true);
        foreach (string file in bundle.Answers) all = Sum(all, await ImportAsync(bundle, file, policy, cancellation).ConfigureAwait(false));
        return bundle.Manifest.Plan == _plan.Manifest.ToString() ? all : all with { Notes = ["The bundle was made from another plan; what it has in common with this one was looked at."] };
    }

    private async Task<ImportReport> ImportAsync(Bundle bundle, string file, ImportPolicy policy, CancellationToken cancellation)
    {
        if (bundle.Manifest.Kind == BundleKind.Evaluation)
        {
            using ScoreIntake<TTask, TRecord> scores = new(_plan, _stored, bundle, _time);
            return await ImportAsync(file, scores, policy, cancellation).ConfigureAwait(false);
        }

        using AnswerIntake<TTask, TRecord> answers = new(_plan, _stored, bundle, _time);
        return await ImportAsync(file, answers, policy, cancellation).ConfigureAwait(false);
    }

    private static ImportReport Sum(ImportReport left, ImportReport right) => new(
        right.Run ?? left.Run, left.Lines + right.Lines, left.Added + right.Added, left.Failures + right.Failures, left.Already + right.Already,
        [.. left.Refused, .. right.Refused], left.IsApplied && right.IsApplied);

    // Everything is judged before anything is written, and what is to be written once more while the run is held: it may have changed since.
    private async Task<ImportReport> ImportAsync(string file, ILineIntake<TRecord> intake, ImportPolicy policy, CancellationToken cancellation)
    {
        ImportReport report = Judge(file, intake, out HashSet<long> added, cancellation);
        if (report.Refused.Count > 0 && policy == ImportPolicy.WholeFile) return report with { IsApplied = false };
        if (added.Count == 0) return report with { IsApplied = true };
        RunSession session = _runner.Begin();
        await using (session.ConfigureAwait(false))
        {
            (int records, int failures) = Append(file, intake, added, session, cancellation);
            if (records > 0) Note(session, file, records, failures);
            await session.RefreshAsync().ConfigureAwait(false);
            RunCounts counts = RunCounts.Of(session.Reader);
            if (session.Status != RunStatus.Running) session.SetStatus(RunStatus.Running, counts);
            session.SetStatus(counts.Succeeded == counts.Planned ? RunStatus.Completed : RunStatus.Failed, counts);
            return report with { Run = session.Id, Added = records, Failures = failures, Already = report.Lines - report.Refused.Count - records, IsApplied = true };
        }
    }

    private ImportReport Judge(string file, ILineIntake<TRecord> intake, out HashSet<long> added, CancellationToken cancellation)
    {
        added = [];
        List<RefusedLine> refused = [];
        Dictionary<(int, int), (string Content, long Line)> seen = [];
        int lines = 0;
        int failures = 0;
        using RunReader? run = _stored.LatestRun(_plan.Manifest) is { } known ? _stored.Read(known) : null;
        foreach ((ReadOnlyMemory<byte> text, long number) in TextLines.Read(file))
        {
            cancellation.ThrowIfCancellationRequested();
            lines++;
            LineVerdict verdict = Judge(text, intake, run, seen, number, out bool isFailure);
            if (verdict.Standing == LineStanding.Refused) refused.Add(new(file, number, verdict.Reason));
            if (verdict.Standing != LineStanding.New) continue;
            added.Add(number);
            if (isFailure) failures++;
        }

        return new(null, lines, added.Count, failures, lines - added.Count - refused.Count, refused, false);
    }

    private static LineVerdict Judge(ReadOnlyMemory<byte> text, ILineIntake<TRecord> intake, RunReader? run, Dictionary<(int, int), (string Content, long Line)> seen, long number, out bool isFailure)
    {
        isFailure = false;
        try
        {
            AnswerLine line = AnswerLine.Read(text.Span);
            isFailure = line.Error is not null;
            JudgedLine<TRecord> judged = intake.Judge(line, run);
            if (judged.Verdict.Standing == LineStanding.Refused || seen.TryAdd((judged.Place, judged.Evaluation), (judged.Content, number))) return judged.Verdict;
            (string content, long first) = seen[(judged.Place, judged.Evaluation)];
            return content == judged.Content ? LineVerdict.Already : LineVerdict.Refused(FormattableString.Invariant($"line {first} says something else of the same item; leave one of them."));
        }
        catch (ExperimentDataException exception)
        {
            return LineVerdict.Refused(exception.Message);
        }
    }

    private static (int Records, int Failures) Append(string file, ILineIntake<TRecord> intake, HashSet<long> added, RunSession session, CancellationToken cancellation)
    {
        int records = 0;
        int failures = 0;
        foreach ((ReadOnlyMemory<byte> text, long number) in TextLines.Read(file))
        {
            if (cancellation.IsCancellationRequested) break;
            if (!added.Contains(number)) continue;
            AnswerLine line = Again(text, file, number);
            JudgedLine<TRecord> judged = intake.Judge(line, session.Reader);
            if (judged.Verdict.Standing != LineStanding.New) continue;
            intake.Append(line, judged, session);
            records++;
            if (line.Error is not null) failures++;
        }

        return (records, failures);
    }

    private static AnswerLine Again(ReadOnlyMemory<byte> text, string file, long number)
    {
        try
        {
            return AnswerLine.Read(text.Span);
        }
        catch (ExperimentDataException exception)
        {
            throw new InvalidInputException(FormattableString.Invariant($"{file}, line {number}: the file has changed while it was imported; import it again."), exception);
        }
    }

    private static void Note(RunSession session, string file, int records, int failures)
    {
        JsonSpanWriter json = JsonSpanWriter.Rent(shared: null);
        try
        {
            json.Raw("{\"source\":"u8);
            json.Value(file);
            json.Raw(",\"sha256\":"u8);
            json.Value(Hash(file));
            json.Raw(",\"added\":"u8);
            json.Value(records);
            json.Raw(",\"failures\":"u8);
            json.Value(failures);
            json.Raw("}"u8);
            using JsonDocument data = JsonDocument.Parse(json.Written.ToArray());
            session.Writer.Event(new RunEvent(EventName) { Level = EventLevel.Information, Text = FormattableString.Invariant($"{records} imported from {file}"), Data = data.RootElement.Clone() });
        }
        finally
        {
            json.Return();
        }
    }

    private static string Hash(string file)
    {
        using FileStream content = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }
}
