using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TrialKeep.Generator.Emit;
using TrialKeep.Generator.Model;
using TrialKeep.Generator.Model.Fingerprints;
using TrialKeep.Generator.Parsing.Fingerprints;

namespace TrialKeep.Generator;

/// <summary>
/// The steps that compute fingerprints. They bind every method that a fingerprint reaches, which an editor can't wait for at each key:
/// in a design-time build the compilation never gets to them, and a property that refuses to be run stands in.
/// </summary>
internal static class FingerprintSteps
{
    internal const string TargetStep = "TrialKeep.FingerprintTargets";
    internal const string ComputeStep = "TrialKeep.Fingerprints";
    internal const string ModelStep = "TrialKeep.FingerprintModels";

    // Every IDE's project system and MSBuildWorkspace set it. BuildingProject would also be false for 'dotnet build -t:Compile', whose assemblies run.
    private const string DesignTime = "build_property.DesignTimeBuild";

    public static void Register(
        IncrementalGeneratorInitializationContext context, IEnumerable<IncrementalValuesProvider<TypeModel>> types, IncrementalValuesProvider<TemplateModel> templates)
    {
        var parsed = context.SyntaxProvider
            .ForAttributeWithMetadataName(FingerprintParser.Annotation, static (node, _) => node is TypeDeclarationSyntax or MethodDeclarationSyntax or LocalFunctionStatementSyntax, FingerprintParser.Parse)
            .Where(static p => p is not null)
            .Select(static (p, _) => p!);
        context.RegisterSourceOutput(parsed, static (output, p) =>
        {
            foreach (Diagnostic diagnostic in p.Diagnostics) output.ReportDiagnostic(diagnostic);
        });
        var targets = parsed.Select(static (p, _) => p.Model).Where(static m => m is not null).Select(static (m, _) => m!).WithTrackingName(TargetStep);
        IncrementalValueProvider<ImmutableArray<FingerprintTarget>> all = targets.Collect();
        IncrementalValueProvider<bool> isWanted = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => !(options.GlobalOptions.TryGetValue(DesignTime, out string? value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase)))
            .Combine(all)
            .Select(static (pair, _) => pair.Left && !pair.Right.IsEmpty);
        IncrementalValueProvider<ImmutableArray<GeneratedCode>> generated = Generated(isWanted, types, templates);
        IncrementalValuesProvider<EquatableArray<Fingerprinted>> computed = context.CompilationProvider.Combine(isWanted)
            .SelectMany(static (pair, _) => pair.Right ? [pair.Left] : ImmutableArray<Compilation>.Empty)
            .Combine(all.Combine(generated))
            .Select(static (input, cancellation) => CodeFingerprints.Of(input.Left, input.Right.Left, input.Right.Right, cancellation))
            .WithTrackingName(ComputeStep);
        var models = targets.Combine(computed.Collect()).Select(static (pair, _) => Model(pair.Left, pair.Right)).WithTrackingName(ModelStep);
        context.RegisterSourceOutput(models, static (output, model) => output.AddSource(model.Target.HintName + ".g.cs", FingerprintEmitter.Emit(model)));
    }

    private static FingerprintModel Model(FingerprintTarget target, ImmutableArray<EquatableArray<Fingerprinted>> computed) =>
        new(target, computed.SelectMany(static all => all).FirstOrDefault(one => one.Id == target.Id)?.Text);

    // What this generator adds to the compilation is not in it yet; without it a variant's input would have no members.
    private static IncrementalValueProvider<ImmutableArray<GeneratedCode>> Generated(
        IncrementalValueProvider<bool> isWanted, IEnumerable<IncrementalValuesProvider<TypeModel>> types, IncrementalValuesProvider<TemplateModel> templates)
    {
        var all = templates.Combine(isWanted).SelectMany(static (pair, _) => pair.Right ? [Code(pair.Left)] : ImmutableArray<GeneratedCode>.Empty).Collect();
        foreach (IncrementalValuesProvider<TypeModel> kind in types)
        {
            var some = kind.Combine(isWanted).SelectMany(static (pair, _) => pair.Right ? [Code(pair.Left)] : ImmutableArray<GeneratedCode>.Empty).Collect();
            all = all.Combine(some).Select(static (pair, _) => pair.Left.AddRange(pair.Right));
        }

        return all;
    }

    private static GeneratedCode Code(TypeModel model) => new(model.Declaration.HintName, TypeEmitter.Emit(model).ToString(), null, null);

    private static GeneratedCode Code(TemplateModel model) =>
        new(model.Declaration.HintName, TemplateEmitter.Emit(model).ToString(), "T:" + model.Declaration.FullName.Replace("global::", "").Replace("@", ""), model.AllText);
}
