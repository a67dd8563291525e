namespace TrialKeep;

/// <summary>How an external process is given its task.</summary>
public enum ProcessInput
{
    /// <summary>On its standard input, which is then closed.</summary>
    StandardInput,

    /// <summary>In a file, whose path stands where an argument or a variable says <c>{task}</c>. Its standard input is empty.</summary>
    File,
}
