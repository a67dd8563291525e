using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace TrialKeep.Generator.Emit;

/// <summary>Writes indented lines that end in LF on every machine.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    public void Line() => _text.Append('\n');

    public void Line(string line)
    {
        _text.Append(' ', _depth * 4).Append(line).Append('\n');
    }

    /// <summary>Writes a line and opens a block below it.</summary>
    public void Open(string head)
    {
        Line(head);
        OpenBlock();
    }

    /// <summary>Opens a block.</summary>
    public void OpenBlock()
    {
        Line("{");
        _depth++;
    }

    /// <summary>Closes a block.</summary>
    public void Close(string tail = "")
    {
        _depth--;
        Line("}" + tail);
    }

    /// <summary>Indents the lines that follow, without braces.</summary>
    public void Indent() => _depth++;

    /// <summary>Ends <see cref="Indent"/>.</summary>
    public void Outdent() => _depth--;

    public SourceText ToSource() => SourceText.From(_text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
}
