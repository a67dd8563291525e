using System.Globalization;
using Spectre.Console;
using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Hosting.Rendering;

/// <summary>
/// One line that is drawn anew by Spectre.Console: a bar of what was cached, done and failed, and the figures. It is gone when the run has ended, and a message that
/// is written meanwhile stays, because nothing but that line is drawn.
/// </summary>
internal sealed class TerminalProgress(HostConsole console, TimeProvider time) : ProgressDisplay(time, TimeSpan.FromMilliseconds(100))
{
    private const int BarWidth = 24;
    private const int BarFrom = 64;
    private static readonly ControlCode s_start = new("\r"), s_rest = new("\u001b[K"), s_gone = new("\r\u001b[2K");
    private IAnsiConsole? _terminal;

    /// <summary>The line, at most so many columns wide.</summary>
    internal static string Markup(in RunProgress progress, int width, bool isUnicode)
    {
        string text = ProgressText.Of(progress);
        string bar = width < BarFrom ? "" : $"{Bar(progress, isUnicode)}  ";
        int most = Math.Max(1, width - (bar.Length > 0 ? BarWidth + 2 : 0));
        if (text.Length > most) text = text[..most];
        return bar + Spectre.Console.Markup.Escape(text);
    }

    // Most runs end before anything is to be shown: the library is loaded when something is. Its live display is for several lines: of one it climbs (a cursor that goes up
    // by 0 goes up by 1 on most terminals), and it hides the cursor, which a process that is killed would not bring back.
    protected override void Show(in RunProgress progress)
    {
        _terminal ??= AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.Yes, Interactive = InteractionSupport.Yes, Out = new TerminalOutput(console) });
        string line = Markup(progress, _terminal.Profile.Width - 1, _terminal.Profile.Capabilities.Unicode);
        _terminal.Write(s_start);
        _terminal.Write(new Markup(line));
        _terminal.Write(s_rest);
    }

    protected override void End() => _terminal?.Write(s_gone);

    private static string Bar(in RunProgress progress, bool isUnicode)
    {
        // Told apart without colours, too.
        (char piece, char left) = isUnicode ? ('\u2501', '\u2500') : ('=', '-');
        int cached = Pieces(progress.Cached, progress);
        int done = Pieces(progress.Cached + progress.Done, progress) - cached;
        int failed = Pieces(progress.Cached + progress.Done + progress.Failed, progress) - cached - done;
        return Part("blue", cached, piece) + Part("green", done, piece) + Part("red", failed, piece) + Part("grey", BarWidth - cached - done - failed, left);
    }

    private static int Pieces(int items, in RunProgress progress) => progress.Planned == 0 ? 0 : (int)Math.Min(BarWidth, (long)items * BarWidth / progress.Planned);

    private static string Part(string colour, int pieces, char piece) =>
        pieces == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"[{colour}]{new string(piece, pieces)}[/]");
}
