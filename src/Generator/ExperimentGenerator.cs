using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Emit;
using TrialKeep.Generator.Model;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator;

/// <summary>
/// Adds keys, codecs, schemas and templates to annotated types. Each type has two outputs: its source, which is cached on an equatable
/// model, and its diagnostics, which hold the compiler's own locations so that a pragma suppresses them.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ExperimentGenerator : IIncrementalGenerator
{
    internal const string TypeStep = "TrialKeep.Types";
    internal const string TemplateStep = "TrialKeep.Templates";
    internal const string SchemaStep = "TrialKeep.SchemaIds";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<EquatableArray<SchemaEntry>> foreign = context.CompilationProvider.Select(SchemaIds.OfReferences);
        IncrementalValuesProvider<Parsed<TypeModel>>[] kinds = [.. Annotations.Kinds.Where(static kind => kind != KnownTypes.Template).Select(kind => Types(context, kind))];
        IncrementalValueProvider<EquatableArray<SchemaEntry>> ids = foreign;
        foreach (IncrementalValuesProvider<Parsed<TypeModel>> parsed in kinds)
        {
            ids = ids.Combine(parsed.SelectMany(static (p, _) => p.Schemas).Collect())
                .Select(static (pair, _) => new EquatableArray<SchemaEntry>(pair.Left.Concat(pair.Right)));
        }

        IncrementalValueProvider<EquatableArray<SchemaEntry>> repeated = ids.Select(static (all, _) => Repeated(all)).WithTrackingName(SchemaStep);
        IncrementalValuesProvider<TypeModel>[] types = [.. kinds.Select(parsed => Output(context, parsed, repeated))];
        IncrementalValuesProvider<TemplateModel> templates = Templates(context);
        FingerprintSteps.Register(context, types, templates);
        ResolverSteps.Register(context, types, templates);
        LockSteps.Register(context);
    }

    private static IncrementalValuesProvider<Parsed<TypeModel>> Types(IncrementalGeneratorInitializationContext context, string annotation) =>
        context.SyntaxProvider
            .ForAttributeWithMetadataName(annotation, static (node, _) => node is TypeDeclarationSyntax, (found, cancellation) => TypeParser.Parse(found, annotation, cancellation))
            .Where(static parsed => parsed is not null)
            .Select(static (parsed, _) => parsed!);

    private static IncrementalValuesProvider<TypeModel> Output(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<Parsed<TypeModel>> parsed, IncrementalValueProvider<EquatableArray<SchemaEntry>> repeated)
    {
        var models = parsed.Select(static (p, _) => p.Model).Where(static m => m is not null).Select(static (m, _) => m!).WithTrackingName(TypeStep);
        context.RegisterSourceOutput(models, static (output, model) => output.AddSource(model.Declaration.HintName + ".g.cs", TypeEmitter.Emit(model)));
        context.RegisterSourceOutput(parsed.Combine(repeated), static (output, pair) =>
        {
            foreach (Diagnostic diagnostic in pair.Left.Diagnostics) output.ReportDiagnostic(diagnostic);
            ReportRepeated(output, pair.Left, pair.Right);
        });
        return models;
    }

    private static EquatableArray<SchemaEntry> Repeated(EquatableArray<SchemaEntry> all) =>
        new(all.GroupBy(static e => e.Id).Where(static g => g.Skip(1).Any()).SelectMany(static g => g).OrderBy(static e => e.Id, StringComparer.Ordinal).ThenBy(static e => e.Type, StringComparer.Ordinal));

    private static void ReportRepeated(SourceProductionContext output, Parsed<TypeModel> parsed, EquatableArray<SchemaEntry> repeated)
    {
        foreach (SchemaEntry own in parsed.Schemas)
        {
            SchemaEntry? other = repeated.FirstOrDefault(e => e.Id == own.Id && e.Type != own.Type);
            if (other is not null) output.ReportDiagnostic(Diagnostic.Create(Descriptors.RepeatedSchemaId, parsed.Location, own.Type, own.Id, other.Type));
        }
    }

    private static IncrementalValuesProvider<TemplateModel> Templates(IncrementalGeneratorInitializationContext context)
    {
        var requests = context.SyntaxProvider
            .ForAttributeWithMetadataName(KnownTypes.Template, static (node, _) => node is TypeDeclarationSyntax, TemplateParser.Parse)
            .Where(static request => request is not null)
            .Select(static (request, _) => request!);
        var wanted = requests.SelectMany(static (r, _) => r.Model?.Messages.Select(static m => m.File) ?? []).Where(static f => f is not null).Collect()
            .Select(static (files, _) => new EquatableArray<string>(files.OfType<string>().Distinct().OrderBy(static f => f, StringComparer.Ordinal)));
        IncrementalValueProvider<ImmutableArray<TemplateFile>> files = context.AdditionalTextsProvider.Combine(wanted)
            .Select(static (pair, cancellation) => TemplateFile.Read(pair.Left, pair.Right, cancellation))
            .Where(static f => f is not null)
            .Select(static (f, _) => f!)
            .Collect();
        IncrementalValueProvider<string> project = context.AnalyzerConfigOptionsProvider.Select(static (options, _) =>
            options.GlobalOptions.TryGetValue("build_property.ProjectDir", out string? folder) ? folder : "");
        var bound = requests.Combine(files.Combine(project)).Select(static (pair, _) => TemplateBinder.Bind(pair.Left, pair.Right.Left, pair.Right.Right));
        var models = bound.Select(static (p, _) => p.Model).Where(static m => m is not null).Select(static (m, _) => m!).WithTrackingName(TemplateStep);
        context.RegisterSourceOutput(models, static (output, model) => output.AddSource(model.Declaration.HintName + ".g.cs", TemplateEmitter.Emit(model)));
        context.RegisterSourceOutput(bound, static (output, parsed) =>
        {
            foreach (Diagnostic diagnostic in parsed.Diagnostics) output.ReportDiagnostic(diagnostic);
        });
        return models;
    }
}
