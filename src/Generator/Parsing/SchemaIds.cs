using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>The grammar of schema ids, and the ids of other assemblies.</summary>
internal static class SchemaIds
{
    // "joined" heads the buffer of joined keys.
    private const string Reserved = "joined";

    private static readonly Regex s_grammar = new("^[a-z][a-z0-9]*([.-][a-z0-9]+)*$", RegexOptions.CultureInvariant);

    public static bool IsWellFormed(string id) => id != Reserved && id.Length <= 200 && s_grammar.IsMatch(id) && !id.EndsWith("\n", StringComparison.Ordinal);

    /// <summary>The ids that referenced assemblies list. Only those that reference the Runtime can list any.</summary>
    public static EquatableArray<SchemaEntry> OfReferences(Compilation compilation, CancellationToken cancellation)
    {
        List<SchemaEntry> entries = [];
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!assembly.Modules.Any(static m => m.ReferencedAssemblies.Any(static r => r.Name == "TrialKeep.Runtime"))) continue;
            foreach (AttributeData attribute in AttributeSet.Of(assembly).All(KnownTypes.ExperimentSchema))
            {
                if (attribute.Text(0) is { } id) entries.Add(new(id, attribute.Type(1)?.ToDisplayString() ?? assembly.Name));
            }
        }

        return new(entries.OrderBy(static e => e.Id, StringComparer.Ordinal));
    }
}
