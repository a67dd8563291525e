namespace TrialKeep.Storage.Sealing;

/// <summary>Where a member of a sealed segment is, in its content and in its file.</summary>
/// <param name="Content">The offset of its content.</param>
/// <param name="File">The offset of the member in the file.</param>
/// <param name="ContentLength">The bytes of its content.</param>
/// <param name="FileLength">The bytes of the member, header and footer included.</param>
/// <param name="FirstLine">The lines before it.</param>
/// <param name="Lines">Its lines.</param>
internal readonly record struct Member(long Content, long File, int ContentLength, int FileLength, int FirstLine, int Lines)
{
    public long ContentEnd => Content + ContentLength;

    public long FileEnd => File + FileLength;
}
