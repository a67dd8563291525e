using System.Text;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Streaming;

/// <summary>The schema id that records must have, compared as the bytes of a line.</summary>
internal sealed class SchemaName(string id)
{
    private readonly byte[] _member = Encoding.UTF8.GetBytes($",\"schema\":\"{id}\",\"version\":");

    /// <summary>The JSON of a record of this schema.</summary>
    /// <param name="cursor">At the line.</param>
    /// <param name="at">Where the schema's member stands.</param>
    /// <exception cref="StoreException">It is of another type.</exception>
    public ReadOnlySpan<byte> JsonOf(RecordCursor cursor, int at)
    {
        ReadOnlySpan<byte> line = cursor.Line;
        if (Line.Skip(line, ref at, _member) && Line.TryNumber(line, ref at, out _) && Line.Skip(line, ref at, ",\"record\":"u8)) return line[at..^Line.SuffixLength];
        ReadOnlySpan<byte> json = RecordLine.Json(line, out string actual);
        if (actual == id) return json;
        StoreException refused = cursor.Refuse("");
        throw new StoreException(Problem.BadState, $"The record at byte {refused.Offset} of '{refused.File}' is a '{actual}', not a '{id}'; read it with the type that wrote it.", refused.File, offset: refused.Offset);
    }
}
