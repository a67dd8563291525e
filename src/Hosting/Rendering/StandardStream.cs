using System.Text;

namespace TrialKeep.Hosting.Rendering;

/// <summary>
/// Standard output or standard error, which may be closed or full: what then becomes of a text is for <paramref name="failed"/> to say, so that
/// the end of a good run is never a crash.
/// </summary>
/// <param name="stream">The stream, opened when it is first written to.</param>
/// <param name="failed">Called with what went wrong; returning ignores it.</param>
internal sealed class StandardStream(Func<TextWriter> stream, Action<IOException> failed) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>Results: when they can't be written, the user must know.</summary>
    public static StandardStream Results(Func<TextWriter> stream) =>
        new(stream, static exception => throw OutputFailure.Of("Standard output", exception));

    /// <summary>Progress and errors: nobody is there to be told that they can't be written.</summary>
    public static StandardStream Remarks(Func<TextWriter> stream) => new(stream, static _ => { });

    public override void Write(char value) => Attempt(writer => writer.Write(value));

    public override void Write(char[] buffer, int index, int count) => Attempt(writer => writer.Write(buffer, index, count));

    public override void Write(string? value) => Attempt(writer => writer.Write(value));

    public override void WriteLine(string? value) => Attempt(writer => writer.WriteLine(value));

    public override void Flush() => Attempt(static writer => writer.Flush());

    private void Attempt(Action<TextWriter> write)
    {
        try
        {
            write(stream());
        }
        catch (IOException exception)
        {
            failed(exception);
        }
    }
}
