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
    private readonly string? _evaluation;
    private readonly Digest _identity;

    public HeaderExtra(ImmutableArray<Schema> schemas) => _schemas = schemas;

    /// <param name="written">The schemas as another header has them, in JSON; empty for none.</param>
    public HeaderExtra(ReadOnlyMemory<byte> written) => _written = written;

    public HeaderExtra(string evaluation, Digest identity)
    {
        _evaluation = evaluation;
        _identity = identity;
    }

    public void Write(ref JsonSpanWriter writer)
    {
        if (_evaluation is null) WriteSchemas(ref writer);
        else WriteEvaluation(ref writer);
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

    private void WriteEvaluation(ref JsonSpanWriter writer)
    {
        writer.Raw(",\"evaluation\":"u8);
        writer.Value(_evaluation);
        writer.Raw(",\"identity\":"u8);
        writer.Value(_identity.ToString());
    }
}
