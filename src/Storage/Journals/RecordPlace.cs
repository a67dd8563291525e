using System.Text;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Journals;

/// <summary>Reads where the record stands that a reuse or a score names.</summary>
internal static class RecordPlace
{
    /// <param name="line">The line.</param>
    /// <param name="at">Behind its key.</param>
    /// <param name="place">The run, the writer and the number.</param>
    public static bool TryRead(ReadOnlySpan<byte> line, int at, out RecordReference place)
    {
        place = default;
        if (!ReuseLine.TryReference(line, ref at, out ReadOnlySpan<byte> run, out ReadOnlySpan<byte> writer, out long sequence)) return false;
        if (!RunId.TryParse(Encoding.ASCII.GetString(run), out RunId id)) return false;
        place = new(id, Encoding.ASCII.GetString(writer), sequence);
        return true;
    }
}
