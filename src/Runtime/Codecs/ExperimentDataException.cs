namespace TrialKeep;

/// <summary>Data can't be read, written or keyed as the annotated type demands. The message names the place and the cure.</summary>
public sealed class ExperimentDataException : Exception
{
    /// <summary>An error that has no place in JSON.</summary>
    public ExperimentDataException(string message)
        : base(message)
    {
        Problem = message;
        Path = "";
        Offset = -1;
    }

    /// <summary>An error at a place in JSON.</summary>
    /// <param name="problem">What is wrong and what to do about it, as one sentence without the place.</param>
    /// <param name="path">The JSON path, <c>$.prompt.arguments[2]</c>.</param>
    /// <param name="offset">The byte offset from the start of the JSON.</param>
    public ExperimentDataException(string problem, string path, long offset)
        : base($"{problem} (at {path}, byte {offset})")
    {
        Problem = problem;
        Path = path;
        Offset = offset;
    }

    /// <summary>What is wrong, without the place.</summary>
    public string Problem { get; }

    /// <summary>The JSON path; empty where there is none.</summary>
    public string Path { get; }

    /// <summary>The byte offset in the JSON; -1 where there is none.</summary>
    public long Offset { get; }
}
