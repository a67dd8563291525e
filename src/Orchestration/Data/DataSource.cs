namespace TrialKeep.Orchestration.Data;

/// <summary>The file that rows come from, and what it held when it was read last: the digest costs no second reading.</summary>
/// <param name="path">The file as the user named it.</param>
internal sealed class DataSource(string path)
{
    private readonly object _opening = new();
    private volatile ReadData? _read;
    private volatile ReadAgainFile? _again;

    public string Path => path;

    /// <summary>What was read; null until somebody has read it to its end.</summary>
    public ReadData? Read
    {
        get => _read;
        set
        {
            lock (_opening) (_read, _again) = (value, null);
        }
    }

    /// <summary>The file as it was read last, to read single rows of it again.</summary>
    /// <exception cref="InvalidInputException">The file is gone.</exception>
    public ReadAgainFile Again
    {
        get
        {
            if (_again is { } open) return open;
            lock (_opening) return _again ??= new(this, _read ?? throw new InvalidOperationException("Nobody has read the file to its end."));
        }
    }

    /// <summary>What to throw when a row that is read again is not what it was.</summary>
    /// <param name="offset">The offset of its first byte.</param>
    /// <param name="cause">What went wrong.</param>
    public InvalidInputException Changed(long offset, Exception? cause = null) =>
        new($"{path}, line {LineAt(offset)}: the row is not what it was when the plan was made, because the file was changed meanwhile or the same row was made another task; leave the file alone and run again.", cause);

    private long LineAt(long offset)
    {
        byte[] buffer = new byte[1 << 16];
        using FileStream file = DataFile.Open(path);
        long line = 1;
        while (offset > 0 && file.Read(buffer, 0, (int)Math.Min(buffer.Length, offset)) is var read and > 0)
        {
            line += buffer.AsSpan(0, read).Count((byte)'\n');
            offset -= read;
        }

        return line;
    }
}
