using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrialKeep.Benchmarks.Measuring;

namespace TrialKeep.Benchmarks.Generator;

/// <summary>A generator and a project in an editor: one line is edited, and the generator runs again.</summary>
internal sealed class Session
{
    private readonly int _edited;
    private readonly int _number;
    private GeneratorDriver _driver;
    private CSharpCompilation _compilation;
    private int _edits;

    /// <param name="generator">What is measured.</param>
    /// <param name="compilation">The project.</param>
    /// <param name="edited">Which of its trees is edited.</param>
    /// <param name="number">The number of the file in it.</param>
    /// <param name="isDesignTime">An editor runs the generator.</param>
    /// <param name="tracks">The driver notes what it ran, which costs time.</param>
    public Session(ISourceGenerator generator, CSharpCompilation compilation, int edited, int number, bool isDesignTime, bool tracks)
    {
        _compilation = compilation;
        _edited = edited;
        _number = number;
        _driver = CSharpGeneratorDriver.Create(
            [generator], parseOptions: Subject.Options, optionsProvider: new BuildOptions(isDesignTime), driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, tracks))
            .RunGenerators(compilation);
        if (_driver.GetRunResult().GeneratedTrees.IsEmpty) throw new InvalidOperationException("The generator emitted nothing.");
    }

    /// <summary>Seconds from an edit to the end of the generator.</summary>
    public double Edit()
    {
        SyntaxTree old = _compilation.SyntaxTrees[_edited];
        _compilation = _compilation.ReplaceSyntaxTree(old, CSharpSyntaxTree.ParseText(Subject.Other(_number, ++_edits), Subject.Options, old.FilePath, Encoding.UTF8));
        return Timed.Run(() => _driver = _driver.RunGenerators(_compilation));
    }

    /// <summary>How many outputs the last edit made the generator compute again.</summary>
    public int Emitted() => _driver.GetRunResult().Results[0].TrackedOutputSteps
        .SelectMany(static step => step.Value)
        .SelectMany(static step => step.Outputs)
        .Count(static output => output.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
}
