using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace TrialKeep.WordProblems.Tests;

/// <summary>What an experiment costs its author: lines of code, and only what every user can call.</summary>
public sealed partial class ExperimentCodeTests
{
    private static readonly string[] s_own = ["Program.cs", "Sources", "Types"];

    /// <summary>Three experiments, their types and the command line. Solvers and generated problems are the subject, the tour is a demonstration.</summary>
    [Fact]
    public void The_sample_s_own_experiment_code_is_under_150_lines()
    {
        string sample = Checkout.PathOf("samples/WordProblems");
        string[] files = [.. s_own.SelectMany(part => File.Exists(Path.Combine(sample, part)) ? [Path.Combine(sample, part)] : Directory.GetFiles(Path.Combine(sample, part), "*.cs", SearchOption.AllDirectories))];
        Assert.True(files.Length > 10);
        Assert.InRange(files.Sum(static file => File.ReadLines(file).Count(static line => !NoCode().IsMatch(line))), 50, 149);
    }

    [Fact]
    public void The_sample_uses_the_public_api_only()
    {
        foreach (string project in Directory.EnumerateFiles(Checkout.PathOf("src"), "*.csproj", SearchOption.AllDirectories).Append(Checkout.PathOf("src/Directory.Build.props")))
        {
            Assert.DoesNotContain(XDocument.Load(project).Descendants("InternalsVisibleTo"), static friend => ((string?)friend.Attribute("Include"))!.Contains("WordProblems", StringComparison.Ordinal));
        }

        IEnumerable<string> references = XDocument.Load(Checkout.PathOf("samples/WordProblems/WordProblems.csproj")).Descendants("ProjectReference")
            .Where(static reference => reference.Attribute("OutputItemType") is null).Select(static reference => Path.GetFileName((string)reference.Attribute("Include")!));
        Assert.Equal(["Hosting.csproj"], references);
    }

    // Blank lines, comments, usings, namespaces and braces that stand alone.
    [GeneratedRegex(@"^\s*(//.*|using .*;|namespace .*|[{}]|\}\)?;?)?\s*$")]
    private static partial Regex NoCode();
}
