using Microsoft.Win32.SafeHandles;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Journals.Committing;

/// <summary>The segment that a writer appends to. One thread writes at a time; another may flush meanwhile.</summary>
internal sealed class SegmentFile : IDisposable
{
    // Blocks are set aside in growing steps, so that a small run takes little and a large one asks seldom.
    private const long FirstStep = 1 << 20;
    private const long LargestStep = 16 << 20;
    // Only who flushes after every few lines feels the difference.
    private const int SmallWrite = 64 << 10;

    private readonly FileOperations _files;
    private readonly SafeFileHandle _file;
    private long _aside;
    private long _step = FirstStep;

    /// <summary>Creates the file, without a header yet.</summary>
    public SegmentFile(FileOperations files, SegmentName name, Durability durability)
    {
        _files = files;
        Name = name;
        Salt = name.Salt;
        if (durability == Durability.None) files.CreateFolders(name.Stream.Folder);
        else DurableFolder.Create(files, name.Stream.Folder);
        _file = files.CreateNew(name.Path);
    }

    public SegmentName Name { get; }

    public uint Salt { get; }

    /// <summary>Where the next line goes.</summary>
    public long End { get; private set; }

    /// <summary>Writes the header.</summary>
    /// <param name="settings">The writer's.</param>
    /// <param name="flushed">The last sequence number that needs no place in this segment.</param>
    public void Begin(JournalSettings settings, long flushed)
    {
        JsonSpanWriter body = JsonSpanWriter.Rent(shared: null);
        SegmentHeader.WriteBody(ref body, Name, settings.Epoch, settings.Durability, settings.Time.GetUtcNow(), settings.Extra);
        byte[] line = new byte[Line.Length(LineKind.Header, flushed, body.Written.Length)];
        Line.Write(line, LineKind.Header, flushed, body.Written, salt: 0);
        body.Return();
        Write(line);
        // The name must be as durable as the lines; the lines' own flush follows before anything is said to be flushed.
        if (settings.Durability != Durability.None) _files.FlushFolder(Name.Stream.Folder);
    }

    public void Write(ReadOnlySpan<byte> lines)
    {
        if (lines.Length <= SmallWrite && _step > 0 && End + lines.Length > _aside) SetAside();
        _files.Write(_file, lines, End);
        End += lines.Length;
    }

    public void Flush() => _files.Flush(_file);

    /// <summary>Cuts what was written behind a good line.</summary>
    public void CutTo(long end)
    {
        _files.Truncate(_file, end);
        End = end;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_aside > End && !_file.IsClosed) _files.TryGiveBack(_file, End);
        _file.Dispose();
    }

    private void SetAside()
    {
        long from = Math.Max(_aside, End);
        _aside = from + _step;
        _step = _files.TrySetAside(_file, from, _step) ? Math.Min(_step * 4, LargestStep) : 0;
    }
}
