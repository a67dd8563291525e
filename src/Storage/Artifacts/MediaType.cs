namespace TrialKeep.Storage.Artifacts;

/// <summary>The grammar of media types: enough to be written without escapes.</summary>
internal static class MediaType
{
    private const int Longest = 127;

    /// <exception cref="StoreException">It is none (<see cref="Problem.BadName"/>).</exception>
    public static void Check(string? type)
    {
        if (type is null || IsGood(type)) return;
        throw new StoreException(Problem.BadName, $"'{string.Concat(type.Take(Longest).Select(static c => char.IsControl(c) || char.IsSurrogate(c) ? '?' : c))}' is no media type; write one like image/png or text/plain; charset=utf-8, of at most {Longest} printable ASCII characters without quotes and backslashes.");
    }

    private static bool IsGood(string type) =>
        type.Length <= Longest && type.IndexOf('/', StringComparison.Ordinal) is > 0 and int slash && slash < type.Length - 1
        && type.All(static c => c is >= ' ' and <= '~' and not '"' and not '\\');
}
