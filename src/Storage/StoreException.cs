namespace TrialKeep.Storage;

/// <summary>Something is wrong with a store. The message is one sentence that names the thing and the cure.</summary>
public sealed class StoreException : Exception
{
    /// <summary>An error, with its place where that is known.</summary>
    /// <param name="problem">The kind of problem.</param>
    /// <param name="message">One sentence that names the thing and the cure.</param>
    /// <param name="file">The file or folder; null when there is none.</param>
    /// <param name="line">The line in the file, from 1; null when it is not known.</param>
    /// <param name="offset">The offset in the file in bytes; null when it is not known.</param>
    /// <param name="cause">What the system said; null when the store found out by itself.</param>
    public StoreException(Problem problem, string message, string? file = null, long? line = null, long? offset = null, Exception? cause = null)
        : base(message, cause)
    {
        Problem = problem;
        File = file;
        Line = line;
        Offset = offset;
    }

    /// <summary>The kind of problem.</summary>
    public Problem Problem { get; }

    /// <summary>The file or folder; null when there is none.</summary>
    public string? File { get; }

    /// <summary>The line in the file, from 1; null when it is not known.</summary>
    public long? Line { get; }

    /// <summary>The offset in the file in bytes; null when it is not known.</summary>
    public long? Offset { get; }
}
