using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Storage.Journals;

/// <summary>What a header says beyond its place: the schemas of a journal, the name and identity of an evaluation.</summary>
internal sealed class HeaderExtra
{
    private readonly ImmutableArray<Schema> _schemas = [];
    private readonly ReadOnlyMemory<byte> _written;
    private readonly EvaluationHead? _evaluation;

    public HeaderExtra(ImmutableArray<Schema> schemas) => _schemas = schemas;

    public HeaderExtra(string evaluation, Digest identity) => _evaluation = new(evaluation, identity.ToString());

    private HeaderExtra(ReadOnlyMemory<byte> schemas, EvaluationHead? evaluation)
    {
        _written = schemas;
        _evaluation = evaluation;
    }

    /// <summary>What a header says that takes the place of one which is gone.</summary>
    /// <param name="schemas">The JSON of the schemas as another segment of the stream has it; empty for none.</param>
    /// <param name="evaluation">The evaluation; null in a journal.</param>
    public static HeaderExtra Of(ReadOnlyMemory<byte> schemas, EvaluationHead? evaluation) => new(schemas, evaluation);

    public void Write(ref JsonSpanWriter writer)
    {
        if (_evaluation is null) WriteSchemas(ref writer);
        else WriteEvaluation(ref writer, _evaluation);
    }

    private void WriteSchemas(ref JsonSpanWriter writer)
    {
        if (!_written.IsEmpty)
        {
            writer.Raw(",\"schemas\":"u8);
            writer.Raw(_written.Span);
            return;
        }

        writer.Raw(",\"schemas\":{"u8);
        for (int i = 0; i < _schemas.Length; i++)
        {
            if (i > 0) writer.Raw(","u8);
            writer.Value(_schemas[i].Id);
            writer.Raw(":"u8);
            SchemaObject.Write(ref writer, _schemas[i]);
        }

        writer.Raw("}"u8);
    }

    private static void WriteEvaluation(ref JsonSpanWriter writer, EvaluationHead evaluation)
    {
        writer.Raw(",\"evaluation\":"u8);
        writer.Value(evaluation.Name);
        writer.Raw(",\"identity\":"u8);
        writer.Value(evaluation.Identity);
    }
}
