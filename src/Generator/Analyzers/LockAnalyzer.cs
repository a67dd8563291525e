using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model.Locks;
using TrialKeep.Generator.Parsing;
using TrialKeep.Generator.Parsing.Locks;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK203 to TRK210: compares each schema with its line in <c>trialkeep.lock.json</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds the name before.</summary>
    internal const string NameBefore = "before";

    /// <summary>The property of a diagnostic that says that a code fix can change the member.</summary>
    internal const string IsOwn = "own";

    /// <summary>The property of a diagnostic that holds the version that would declare the change; its additional location is then the annotation.</summary>
    internal const string NextVersion = "version";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        Descriptors.DiffersFromLock, Descriptors.RenamedKeyPart, Descriptors.RenamedWireName, Descriptors.NoDefaultForOldRows,
        Descriptors.NotRetired, Descriptors.NotInLock,
    ];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(Start);
    }

    private static void Start(CompilationStartAnalysisContext context)
    {
        if (context.Compilation.GetTypeByMetadataName(KnownTypes.Task) is null) return;
        LockOptions options = LockOptions.Read(context.Options.AnalyzerConfigOptionsProvider);
        AdditionalText? file = context.Options.AdditionalFiles.FirstOrDefault(static f => IsLock(f.Path));
        if (options.Accepts || options.IsOff || (file is null && !options.IsCI)) return;
        IReadOnlyDictionary<string, LockSchema>? locked = Read(context, file);
        if (locked is null) return;
        Compilation compilation = context.Compilation;

        // All types are looked at only where one of them is not in the lock.
        Lazy<HashSet<string>> present = new(() => LockContent.IdsOf(compilation, CancellationToken.None));
        context.RegisterSymbolAction(symbol => Check(symbol, locked, present, options), SymbolKind.NamedType);
    }

    private static bool IsLock(string path)
    {
        string name = path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
        return name == LockFile.Name;
    }

    private static IReadOnlyDictionary<string, LockSchema>? Read(CompilationStartAnalysisContext context, AdditionalText? file)
    {
        if (file is null) return new Dictionary<string, LockSchema>();
        try
        {
            return LockFile.Read(file.GetText(context.CancellationToken)?.ToString() ?? "");
        }
        catch (FormatException problem)
        {
            // Conflict markers of a merge, for the most part.
            Location location = Location.Create(file.Path, default, default);
            Diagnostic diagnostic = Diagnostic.Create(Descriptors.DiffersFromLock, location, LockFile.Name, "it can't be read, " + problem.Message, "resolve what a merge left");
            context.RegisterAdditionalFileAction(read =>
            {
                if (read.AdditionalFile == file) read.ReportDiagnostic(diagnostic);
            });
            return null;
        }
    }

    private static void Check(SymbolAnalysisContext context, IReadOnlyDictionary<string, LockSchema> locked, Lazy<HashSet<string>> present, LockOptions options)
    {
        INamedTypeSymbol symbol = (INamedTypeSymbol)context.Symbol;
        if (Annotations.KindOf(symbol) is null) return;
        foreach (INamedTypeSymbol type in Closings.SchemasOf(symbol)) Check(context, type, locked, present, options);
    }

    private static void Check(SymbolAnalysisContext context, INamedTypeSymbol type, IReadOnlyDictionary<string, LockSchema> locked, Lazy<HashSet<string>> present, LockOptions options)
    {
        if (LockSchemaReader.Read(type, context.Compilation, context.CancellationToken) is not { } schema) return;
        if (!locked.TryGetValue(schema.Id, out LockSchema? before))
        {
            LockSchema? former = locked.Values.FirstOrDefault(old => LockComparison.IsRenamed(old, schema) && !present.Value.Contains(old.Id));
            context.ReportDiagnostic(former is null ? NotInLock(type, options, "is not") : Renamed(type, former));
            return;
        }

        IReadOnlyList<LockDifference> differences = LockComparison.Compare(before, schema);
        foreach (LockDifference difference in differences) context.ReportDiagnostic(ToDiagnostic(type, before, difference, options));
    }

    private static Diagnostic NotInLock(INamedTypeSymbol type, LockOptions options, string what) => Diagnostic.Create(
        Descriptors.NotInLock, type.Locations[0], options.IsCI ? DiagnosticSeverity.Error : DiagnosticSeverity.Info, additionalLocations: null, properties: null, CSharpText.Display(type), what);

    private static Diagnostic Renamed(INamedTypeSymbol type, LockSchema former) => Diagnostic.Create(
        Descriptors.DiffersFromLock, type.Locations[0], CSharpText.Display(type), $"its id was \"{former.Id}\", so that nothing stored is found", "restore the id");

    private static Diagnostic ToDiagnostic(INamedTypeSymbol type, LockSchema before, LockDifference difference, LockOptions options)
    {
        string place = CSharpText.Display(type) + (difference.Place.Length > 0 ? "." + difference.Place : "");
        Location location = LocationOf(type, difference.Member);
        var properties = ImmutableDictionary<string, string?>.Empty.Add(NameBefore, difference.Before);
        if (difference.IsOwn) properties = properties.Add(IsOwn, "true");
        return difference.Rule switch
        {
            LockRule.RenamedKey => Diagnostic.Create(Descriptors.RenamedKeyPart, location, properties, place, difference.Now, difference.Before),
            LockRule.RenamedWire => Diagnostic.Create(Descriptors.RenamedWireName, location, properties, place, difference.Now, difference.Before),
            LockRule.NoDefault => Diagnostic.Create(Descriptors.NoDefaultForOldRows, location, properties, place, difference.Now),
            LockRule.NotRetired => Diagnostic.Create(Descriptors.NotRetired, location, properties, place, difference.Before),
            LockRule.Outdated => NotInLock(type, options, "is not as it is now"),
            _ when difference.IsOwn && difference.Before == LockComparison.Raise(before.Body) => Diagnostic.Create(
                Descriptors.DiffersFromLock, location, AnnotationsOf(type), properties.Add(NextVersion, (before.Body.Version + 1).ToString(CultureInfo.InvariantCulture)), place, difference.Now, difference.Before),
            _ => Diagnostic.Create(Descriptors.DiffersFromLock, location, properties, place, difference.Now, difference.Before),
        };
    }

    private static IEnumerable<Location> AnnotationsOf(INamedTypeSymbol type)
    {
        if (Closings.AttributeOf(type)?.ApplicationSyntaxReference is { } annotation) yield return annotation.SyntaxTree.GetLocation(annotation.Span);
    }

    private static Location LocationOf(INamedTypeSymbol type, string member)
    {
        for (INamedTypeSymbol? at = type; member.Length > 0 && at is not null; at = at.BaseType)
        {
            if (at.GetMembers(member).FirstOrDefault()?.Locations.FirstOrDefault() is { IsInSource: true } found) return found;
        }

        return type.Locations[0];
    }
}
