using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Indexes;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs.Appending;

namespace TrialKeep.Storage.Runs;

/// <summary>Appends the scores of one evaluation. Nothing is created before the first append. May be used by several threads.</summary>
public sealed class EvaluationWriter
{
    private readonly RunStream _stream;
    private readonly ITextRedaction? _redaction;

    internal EvaluationWriter(RunStream stream, ITextRedaction? redaction)
    {
        _stream = stream;
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
            return _stream.Append(LineKind.Score, body.Written);
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
        if (_redaction is null && ScoreLine.UsageAt(line.Span) == line.Span.Length - Line.SuffixLength) return _stream.Append(LineKind.Score, line.Span[body..^Line.SuffixLength]);
        // Redactors that the other run did not have see the texts.
        return source.TryGet(generation, out StoredScore score) ? Append(score with { Usage = null, Elapsed = null }) : throw EvaluationReader.Missing(generation);
    }

    /// <summary>Completes when every score appended before is durable.</summary>
    public Task FlushAsync() => _stream.FlushAsync();

    internal long FlushedSequence => _stream.FlushedSequence;

    internal void Close() => _stream.Close();
}
