using System.Text;

namespace TrialKeep.Hosting.Tests;

/// <summary>A stream on a full disk.</summary>
internal sealed class BrokenWriter : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(char value) => throw new IOException("No space left on device");
}
