using System.Text;

namespace TrialKeep.Orchestration.Processes;

/// <summary>Reads one stream of a process to its end into a file, so that the process never waits for a full pipe and memory stays flat.</summary>
internal sealed class OutputStream(string file)
{
    private const int BufferBytes = 64 << 10;
    private const int TailBytes = 8 << 10;

    public long Length { get; private set; }

    /// <summary>Why what was read could not be written down; null when it could.</summary>
    public IOException? Failure { get; private set; }

    /// <summary>Reads until the last process that has the other end closes it, or the token is cancelled. It reads on when nothing can be written: the process must not wait for it.</summary>
    public async Task ReadAsync(Stream source, CancellationToken cancellation)
    {
        FileStream target = new(file, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        await using (target.ConfigureAwait(false))
        {
            byte[] buffer = new byte[BufferBytes];
            while (await source.ReadAsync(buffer, cancellation).ConfigureAwait(false) is > 0 and int read)
            {
                if (Failure is null) await WriteAsync(target, buffer.AsMemory(0, read)).ConfigureAwait(false);
            }
        }
    }

    private async Task WriteAsync(FileStream target, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            await target.WriteAsync(bytes, CancellationToken.None).ConfigureAwait(false);
            Length += bytes.Length;
        }
        catch (IOException error)
        {
            Failure = error;
        }
    }

    public FileStream Open() => new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);

    /// <summary>The end of the stream as text, from the start of a line.</summary>
    public string Tail()
    {
        if (Length == 0) return "";
        using FileStream stream = Open();
        stream.Seek(-Math.Min(TailBytes, stream.Length), SeekOrigin.End);
        byte[] bytes = new byte[Math.Min(TailBytes, stream.Length)];
        stream.ReadExactly(bytes);
        int start = stream.Length > TailBytes ? Array.IndexOf(bytes, (byte)'\n') + 1 : 0;
        return Encoding.UTF8.GetString(bytes, start, bytes.Length - start).TrimEnd();
    }
}
