using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Sealing;

/// <summary>
/// Finds the members of a sealed segment whose trailer is gone, by their headers: each says how long its member is, and where one is damaged
/// the next one is searched for. Memory is bounded by the number of members.
/// </summary>
internal sealed class MemberWalk(FileOperations files, SafeFileHandle file, long length)
{
    private const int WindowSize = 256 << 10;

    private readonly byte[] _window = new byte[WindowSize];
    private readonly MemberTable _table = new();
    private long _start;
    private int _filled;
    private int _lines;

    /// <exception cref="IOException">The file can't be read.</exception>
    public MemberTable Run()
    {
        for (long at = 0; at < length;) at = Next(at);
        return _table;
    }

    // Where to look next.
    private long Next(long at)
    {
        ReadOnlySpan<byte> window = At(at);
        if (GzipMember.TryReadContent(window, at, _lines, out Member member) && member.Content >= _table.ContentLength)
        {
            _table.Add(member);
            _lines += member.Lines;
            return member.FileEnd;
        }

        int next = window[1..].IndexOf((byte)0x1F);
        return next >= 0 ? at + 1 + next : at + window.Length;
    }

    // At least a header's bytes from an offset on, or what there is.
    private ReadOnlySpan<byte> At(long at)
    {
        if (at < _start || at + Math.Min(GzipMember.ContentHeader, length - at) > _start + _filled) Fill(at);
        return _window.AsSpan((int)(at - _start), (int)(_start + _filled - at));
    }

    private void Fill(long at)
    {
        _start = at;
        _filled = 0;
        for (int read; _filled < _window.Length && (read = files.Read(file, _window.AsSpan(_filled), at + _filled)) > 0; _filled += read) { }
        if (_filled == 0) throw new IOException($"the file became shorter than {length} bytes while it was read");
    }
}
