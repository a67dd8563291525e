using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace TrialKeep.Generator.Tests.Harness;

/// <summary>Source text, compiled with the generator.</summary>
internal sealed class Compiled
{
    private static readonly ImmutableArray<MetadataReference> s_references = [.. Platform(), MetadataReference.CreateFromFile(typeof(ExperimentTaskAttribute).Assembly.Location)];

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    private Compiled(CSharpCompilation input, GeneratorDriver driver, Compilation output)
    {
        Input = input;
        Driver = driver;
        Output = output;
        Result = driver.GetRunResult();
    }

    public CSharpCompilation Input { get; }

    public Compilation Output { get; }

    public GeneratorDriver Driver { get; }

    public GeneratorDriverRunResult Result { get; }

    /// <summary>What the generator reported.</summary>
    public ImmutableArray<Diagnostic> Reported => Result.Diagnostics;

    /// <summary>The generated files of the types by name.</summary>
    public IReadOnlyDictionary<string, string> Files => Result.Results[0].GeneratedSources.Where(s => s.HintName != Emit.ResolverEmitter.HintName).ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    public static Compiled From(params string[] sources) => From(Compilation(sources));

    public static Compiled From(CSharpCompilation input, IEnumerable<AdditionalText>? files = null, AnalyzerConfigOptionsProvider? options = null)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ExperimentGenerator().AsSourceGenerator()],
            files,
            s_parse,
            options,
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        driver = driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        return new(input, driver, output);
    }

    /// <summary>The list of types for System.Text.Json; null where there is none.</summary>
    public string? Resolver => Result.Results[0].GeneratedSources.FirstOrDefault(s => s.HintName == Emit.ResolverEmitter.HintName).SourceText?.ToString();

    /// <summary>Runs the same driver on another compilation, as an editor does.</summary>
    public Compiled Then(CSharpCompilation input)
    {
        GeneratorDriver driver = Driver.RunGeneratorsAndUpdateCompilation(input, out Compilation output, out _);
        return new(input, driver, output);
    }

    public static CSharpCompilation Compilation(params string[] sources) => CSharpCompilation.Create(
        "Subject",
        sources.Select((source, i) => Tree(source, string.Create(CultureInfo.InvariantCulture, $"File{i}.cs"))),
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999, allowUnsafe: false));

    public static SyntaxTree Tree(string source, string path) => CSharpSyntaxTree.ParseText(source, s_parse, path, System.Text.Encoding.UTF8);

    /// <summary>The compiler's own complaints, warnings included, about user and generated code; of the user's only missing comments and lower-case names are let pass.</summary>
    public IEnumerable<Diagnostic> Complaints => Output.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && !(d.Id is "CS1591" or "CS8981" && IsUsers(d)));

    /// <summary>Loads what was compiled.</summary>
    public System.Reflection.Assembly Load()
    {
        using MemoryStream image = new();
        var emitted = Output.Emit(image);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        image.Position = 0;
        return new AssemblyLoadContext("subject", isCollectible: true).LoadFromStream(image);
    }

    /// <summary>A reference to what was compiled.</summary>
    public MetadataReference Reference()
    {
        using MemoryStream image = new();
        Assert.True(Output.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static bool IsUsers(Diagnostic diagnostic) => diagnostic.Location.SourceTree?.FilePath.StartsWith("File", StringComparison.Ordinal) == true;

    private static IEnumerable<MetadataReference> Platform() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(path) is "netstandard.dll" or "mscorlib.dll")
        .Where(path => !Path.GetFileName(path).Contains("Composition", StringComparison.Ordinal))
        .Select(path => MetadataReference.CreateFromFile(path));
}
