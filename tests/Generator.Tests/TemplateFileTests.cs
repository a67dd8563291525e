using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests;

public sealed class TemplateFileTests
{
    private const string Source = "using TrialKeep; [PromptTemplate(File = \"prompts/a.md\")] public readonly partial record struct P;";

    [Fact]
    public void A_file_is_as_good_as_an_inline_text()
    {
        string inline = Compiled.From("using TrialKeep; [PromptTemplate(\"one\\n{two}\\n\")] public readonly partial record struct P;").Files.Single().Value;
        Assert.Equal(inline, Generated(Source, new Text("/repo/project/prompts/a.md", "one\n{two}\n")));
        Assert.Equal(inline, Generated(Source, new Text("C:\\repo\\project\\prompts\\a.md", "\uFEFFone\r\n{two}\r\n")));
    }

    [Fact]
    public void Of_several_files_the_one_of_the_project_counts()
    {
        Text[] files = [new("/repo/other/prompts/a.md", "other"), new("/repo/project/prompts/a.md", "own")];
        Assert.Contains("\"own\"", Generated(Source, files), StringComparison.Ordinal);
        Compiled outside = Compiled.From(Compiled.Compilation(Source), files);
        Assert.Contains("several AdditionalFiles", Assert.Single(outside.Reported).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_file_is_reported_with_its_line()
    {
        Compiled compiled = Compiled.From(Compiled.Compilation(Source), [new Text("/x/prompts/a.md", "a\n{")]);
        Assert.Contains("line 2, column 1", Assert.Single(compiled.Reported, d => d.Id == "TRK304").GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Generated(string source, params Text[] files)
    {
        Compiled compiled = Compiled.From(Compiled.Compilation(source), files, new Options());
        Assert.Empty(compiled.Reported);
        return compiled.Files.Single().Value;
    }

    private sealed class Text(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Project();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Project : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.ProjectDir" ? "/repo/project/" : null;
            return value is not null;
        }
    }
}
