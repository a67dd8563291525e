using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Progress;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Storage.Artifacts;
using TrialKeep.Storage.Events;
using TrialKeep.Storage.Runs;

namespace TrialKeep;

/// <summary>What a hook, or a stage of the program's own, knows about the call, and where it keeps what it has to say. It can add to a run; it can't change an answer or a score.</summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public sealed class StageContext<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    private readonly RunSession _session;

    internal StageContext(RunStage stage, Plan<TTask, TRecord> plan, RunSession session, IReadOnlyList<RunProgress> ended, int? pending) =>
        (Stage, Plan, _session, Ended, Pending) = (stage, plan, session, ended, pending);

    /// <summary>The stage that begins or has ended.</summary>
    public RunStage Stage { get; }

    /// <summary>The plan: its tasks, variants, samples and their number.</summary>
    public Plan<TTask, TRecord> Plan { get; }

    /// <summary>The id of the run.</summary>
    public RunId Run => _session.Id;

    /// <summary>How many answers are to be asked for, what other runs know left out; null but before generate.</summary>
    public int? Pending { get; }

    /// <summary>The stages of the call that are over, as they ended, the one that a hook stands after included.</summary>
    public IReadOnlyList<RunProgress> Ended { get; }

    /// <summary>What the store says of the run, as it was when the hook or the stage began. It is not to be disposed.</summary>
    public RunReader Reader => _session.Reader;

    /// <summary>Keeps something that happened with the run.</summary>
    /// <param name="happened">What happened.</param>
    public void Event(RunEvent happened) => _session.Writer.Event(happened);

    /// <summary>Keeps something that happened with the run, with data of an annotated type.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="data">What belongs to it.</param>
    public void Event<T>(RunEvent happened, T data)
        where T : ICodec<T> => _session.Writer.Event(happened, data);

    /// <summary>Keeps a number with the run. A later one of the same name and step replaces it.</summary>
    /// <param name="name">The name, up to 128 letters, digits and <c>. _ - /</c>.</param>
    /// <param name="value">The number.</param>
    /// <param name="step">The step, in a count of your own.</param>
    public void Measurement(string name, double value, long step = 0) => _session.Writer.Measurement(generation: null, name, value, step);

    /// <summary>Keeps a file with the run, by the content's SHA-256 and durable when this returns.</summary>
    /// <param name="name">Its name, by the grammar of experiments' names.</param>
    /// <param name="content">Its content, read to its end and not disposed.</param>
    /// <param name="mediaType">Its media type; null for none.</param>
    /// <param name="cancellation">Stops it; then nothing is kept.</param>
    /// <exception cref="TrialKeep.Storage.StoreException">The name is none, or it can't be written.</exception>
    public Task<StoredArtifact> AttachAsync(string name, Stream content, string? mediaType = null, CancellationToken cancellation = default) =>
        _session.Writer.ArtifactAsync(new(name) { MediaType = mediaType }, content, cancellation);
}
