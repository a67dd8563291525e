using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TrialKeep.Generator.Tests.Harness;

/// <summary>An additional file that is on no disk.</summary>
internal sealed class InMemoryFile(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
