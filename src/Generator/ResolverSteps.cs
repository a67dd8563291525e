using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Emit;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator;

/// <summary>The output that lists all types of an assembly for System.Text.Json; it changes only when a type comes, goes or is renamed.</summary>
internal static class ResolverSteps
{
    internal const string Step = "TrialKeep.Codecs";

    public static void Register(
        IncrementalGeneratorInitializationContext context, IReadOnlyList<IncrementalValuesProvider<TypeModel>> kinds, IncrementalValuesProvider<TemplateModel> templates)
    {
        var all = templates.Select(static (m, _) => CodecEntry.Of(m.Declaration)).Collect().Select(static (found, _) => new EquatableArray<CodecEntry>(found));
        foreach (IncrementalValuesProvider<TypeModel> models in kinds)
        {
            all = all.Combine(models.SelectMany(static (m, _) => m.SelfOrClosed.Select(static c => CodecEntry.Of(c.Declaration))).Collect())
                .Select(static (pair, _) => new EquatableArray<CodecEntry>(pair.Left.Concat(pair.Right)));
        }

        IncrementalValueProvider<string> assembly = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "");
        var sorted = all.Select(static (entries, _) => new EquatableArray<CodecEntry>(entries.Distinct().OrderBy(static e => e.Type, StringComparer.Ordinal)));
        context.RegisterSourceOutput(sorted.Combine(assembly).WithTrackingName(Step), static (output, pair) =>
        {
            if (pair.Left.Count > 0) output.AddSource(ResolverEmitter.HintName, ResolverEmitter.Emit(pair.Right, pair.Left));
        });
    }
}
