using System.Text;

namespace TrialKeep.Hosting.Builds;

/// <summary>
/// What a build server would take for a command becomes text: GitHub obeys lines that begin with <c>::</c> and Azure obeys <c>##vso[</c> anywhere in a
/// line, so that an item's id or an error's message could set variables or mark a build. A blank comes between.
/// </summary>
/// <remarks>Looks back and never ahead, so that nothing is held back when a line is written in parts.</remarks>
internal sealed class CommandGuard(TextWriter inner) : TextWriter
{
    private const string Vso = "##vso";

    private readonly StringBuilder _tail = new();
    private bool _isAtStart = true;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => inner.Write(Guarded([value]));

    public override void Write(char[] buffer, int index, int count) => inner.Write(Guarded(buffer.AsSpan(index, count)));

    public override void Write(string? value) => inner.Write(Guarded(value));

    public override void WriteLine(string? value) => inner.WriteLine(Guarded(value + "\n")[..^1]);

    public override void Flush() => inner.Flush();

    private string Guarded(ReadOnlySpan<char> text)
    {
        StringBuilder guarded = new(text.Length);
        foreach (char letter in text)
        {
            if (IsCommand(letter)) guarded.Append(' ');
            guarded.Append(letter);
            Remember(letter);
        }

        return guarded.ToString();
    }

    private bool IsCommand(char letter) => letter switch
    {
        '[' => EndsWith("##") || EndsWith(Vso),
        ':' => _isAtStart && EndsWith(":"),
        _ => false,
    };

    private bool EndsWith(string text) => _tail.Length >= text.Length && _tail.ToString(_tail.Length - text.Length, text.Length).Equals(text, StringComparison.OrdinalIgnoreCase);

    private void Remember(char letter)
    {
        if (letter is '\n' or '\r')
        {
            _tail.Clear();
            _isAtStart = true;
            return;
        }

        _isAtStart &= char.IsWhiteSpace(letter) || letter == ':';
        _tail.Append(letter);
        if (_tail.Length > Vso.Length) _tail.Remove(0, 1);
    }
}
