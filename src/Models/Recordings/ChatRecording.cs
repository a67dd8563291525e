using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Win32.SafeHandles;
using TrialKeep.Models.Recordings;
using TrialKeep.Storage.Files;

namespace TrialKeep;

/// <summary>
/// A JSONL file of requests and answers: to be committed beside a test, sent to a colleague, or replayed where no model can be reached. Its lines are
/// described in docs/formats.md. Any number of processes may replay a file at once; whoever records has it alone.
/// </summary>
public sealed class ChatRecording : IDisposable
{
    private readonly object _gate = new();
    private readonly FileOperations _files = new();
    private readonly Dictionary<string, RecordedLine> _lines = new(StringComparer.Ordinal);
    private readonly SafeFileHandle? _file;
    private long _end;
    private bool _disposed;

    /// <summary>Opens a recording; one that is to be added to is made when it is not there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mode">What clients do with it.</param>
    /// <exception cref="InvalidInputException">
    /// The file is not there, is no recording, is of a newer version, or another process records into it. An unfinished last line, which a killed recorder
    /// leaves, is no error: it is not read, and cut before anything is added.
    /// </exception>
    public ChatRecording(string path, RecordingMode mode = RecordingMode.Replay)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        Path = path;
        Mode = mode;
        try
        {
            bool replays = mode == RecordingMode.Replay;
            if (!replays) _file = OpenToAdd(path);
            _end = Read(replays ? File.ReadAllBytes(path) : Whole(_file!));
            if (_file is not null) Prepare(_file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _file?.Dispose();
            throw new InvalidInputException($"The recording '{path}' can't be opened: {error.Message.TrimEnd('.')}. Whoever records has the file alone; to replay, it has to be there.", error);
        }
        catch
        {
            _file?.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>What clients do with it.</summary>
    public RecordingMode Mode { get; }

    /// <summary>The requests that it holds.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _lines.Count;
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _file?.Dispose();
        }
    }

    internal bool TryFind(string request, [NotNullWhen(true)] out RecordedLine? line)
    {
        lock (_gate) return _lines.TryGetValue(request, out line);
    }

    internal NotRecordedException Missing(string request)
    {
        lock (_gate) return NearestRequest.Explain(Path, request, _lines.Keys);
    }

    /// <summary>Adds a line, durable when this returns. What was written in part is cut by the next one.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    internal void Add(RecordedLine line)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line.ToLine() + "\n");
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            Append(_file ?? throw new InvalidOperationException("A recording that is replayed is not added to."), bytes);
            _lines[line.Request] = line;
        }
    }

    // Alone: on Unix a share for readers would let other writers in.
    private static SafeFileHandle OpenToAdd(string path) => File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

    private byte[] Whole(SafeFileHandle file)
    {
        byte[] bytes = new byte[_files.Length(file)];
        for (int read = 0; read < bytes.Length;)
        {
            int more = _files.Read(file, bytes.AsSpan(read), read);
            if (more == 0) throw new IOException("it became shorter while it was read");
            read += more;
        }

        return bytes;
    }

    // The length of the whole lines.
    private long Read(byte[] bytes)
    {
        int end = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        if (end == 0)
        {
            // Nothing, or the start of a header whose writer was killed.
            if (!Encoding.UTF8.GetBytes(RecordedLine.Header).AsSpan().StartsWith(bytes)) throw NoRecording(1, "it has no header");
            return 0;
        }

        string[] lines = Encoding.UTF8.GetString(bytes, 0, end).Split('\n');
        if (lines[0].TrimEnd('\r') != RecordedLine.Header)
            throw NoRecording(1, lines[0].Contains("trialkeep.chat-recording", StringComparison.Ordinal) ? "it is of another version than 1; use a newer release" : "its header is another one");
        for (int i = 1; i < lines.Length; i++)
        {
            if (lines[i].AsSpan().Trim().IsEmpty) continue;
            Read(lines[i], i + 1);
        }

        return end;
    }

    private void Read(string text, int number)
    {
        try
        {
            RecordedLine line = RecordedLine.Parse(text);
            _lines[line.Request] = line;
        }
        catch (FormatException error)
        {
            throw NoRecording(number, error.Message);
        }
    }

    private InvalidInputException NoRecording(int line, string why) =>
        new($"{Path}({line}): this is no recording that can be read: {why}. Take the line out, or record into another file.");

    private void Prepare(SafeFileHandle file)
    {
        if (_files.Length(file) > _end) _files.Truncate(file, _end);
        if (_end == 0) Append(file, Encoding.UTF8.GetBytes(RecordedLine.Header + "\n"));
    }

    private void Append(SafeFileHandle file, byte[] bytes)
    {
        _files.Write(file, bytes, _end);
        _files.Flush(file);
        _end += bytes.Length;
    }
}
