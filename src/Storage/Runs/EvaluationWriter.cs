using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs;

/// <summary>Appends the scores of one evaluation. Nothing is created before the first append. May be used by several threads.</summary>
public sealed class EvaluationWriter
{
    private readonly object _gate = new();
    private readonly Func<JournalWriter> _open;
    private readonly Action _takeUp;
    private readonly ITextRedaction? _redaction;
    private volatile JournalWriter? _stream;

    internal EvaluationWriter(Action takeUp, Func<JournalWriter> open, ITextRedaction? redaction)
    {
        _takeUp = takeUp;
        _open = open;
        _redaction = redaction;
    }

    /// <summary>Appends a score.</summary>
    /// <exception cref="StoreException">An earlier append could not be made durable.</exception>
    public Appended Append(in StoredScore score)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        try
        {
            ScoreLine.Write(ref body, score, _redaction);
            return Stream().Append(LineKind.Score, body.Written);
        }
        finally
        {
            body.Return();
        }
    }

    /// <summary>Appends the score that an evaluation of another run has of a generation, as it stands there but for what it has used up: that was there.</summary>
    /// <param name="source">The other evaluation, of the same evaluator.</param>
    /// <param name="generation">A generation that has a score there.</param>
    /// <exception cref="StoreException">It has none (<see cref="Problem.NotFound"/>), its line is damaged, or an earlier append could not be made durable.</exception>
    public Appended Append(EvaluationReader source, KeyId generation)
    {
        ArgumentNullException.ThrowIfNull(source);
        using PooledLine line = source.Line(generation, out int body);
        if (_redaction is null && ScoreLine.UsageAt(line.Span) == line.Span.Length - Line.SuffixLength) return Stream().Append(LineKind.Score, line.Span[body..^Line.SuffixLength]);
        // Redactors that the other run did not have see the texts.
        return source.TryGet(generation, out StoredScore score) ? Append(score with { Usage = null, Elapsed = null }) : throw EvaluationReader.Missing(generation);
    }

    /// <summary>Completes when every score appended before is durable.</summary>
    public Task FlushAsync() => _stream?.FlushAsync() ?? Task.CompletedTask;

    internal long FlushedSequence => _stream?.FlushedSequence ?? 0;

    internal void Close() => _stream?.Dispose();

    private JournalWriter Stream()
    {
        _takeUp();
        if (_stream is { } open) return open;
        lock (_gate) return _stream ??= _open();
    }
}
