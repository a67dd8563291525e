using System.Text;
using Spectre.Console;

namespace TrialKeep.Hosting.Rendering;

/// <summary>The terminal that shows standard error, to Spectre.Console, which would look at standard output.</summary>
internal sealed class TerminalOutput(HostConsole console) : IAnsiConsoleOutput
{
    private const int UsualWidth = 80;

    public TextWriter Writer => console.Error;

    public bool IsTerminal => true;

    public int Width => console.TerminalWidth is { } width ? width : UsualWidth;

    public int Height => 1;

    // It is a writer of ours, whose encoding is that of the terminal.
    public void SetEncoding(Encoding encoding)
    {
    }
}
