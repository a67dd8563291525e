using System.Text;
using TrialKeep.Storage.Artifacts;

namespace TrialKeep;

/// <summary>What an external process answered.</summary>
public sealed record ProcessAnswer
{
    /// <summary>The result: its standard output, or the result file, byte by byte.</summary>
    public required ReadOnlyMemory<byte> Result { get; init; }

    /// <summary>The result as text; bytes that are not UTF-8 are shown as U+FFFD, and <see cref="IsText"/> tells.</summary>
    public string Text => Encoding.UTF8.GetString(Result.Span);

    /// <summary>Whether the result is UTF-8.</summary>
    public bool IsText => System.Text.Unicode.Utf8.IsValid(Result.Span);

    /// <summary>The end of what it wrote to its standard error, secrets masked.</summary>
    public required string Error { get; init; }

    /// <summary>From its start to its end.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Processes that it left behind and that were ended.</summary>
    public required int LeftBehind { get; init; }

    /// <summary>Files that were kept: output files, and a standard output or error too long for here.</summary>
    public required IReadOnlyList<StoredArtifact> Artifacts { get; init; }
}
