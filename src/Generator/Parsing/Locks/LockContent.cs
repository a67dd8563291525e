using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Emit.Locks;
using TrialKeep.Generator.Model.Locks;

namespace TrialKeep.Generator.Parsing.Locks;

/// <summary>What a build that accepts writes: the text of the lock over all schemas of the assembly.</summary>
internal static class LockContent
{
    /// <summary>The text; null when the build does not accept, or when there is neither a schema nor a lock.</summary>
    public static string? Of(Compilation compilation, LockOptions options, bool hasLock, CancellationToken cancellation)
    {
        if (!options.Accepts) return null;
        List<LockSchema> schemas = [];
        foreach (INamedTypeSymbol type in Types(compilation.Assembly.GlobalNamespace, cancellation))
        {
            // Of two types with one id (TRK201) the build fails; the lock holds one.
            foreach (INamedTypeSymbol one in Closings.SchemasOf(type))
            {
                if (LockSchemaReader.Read(one, compilation, cancellation) is { } schema && schemas.TrueForAll(other => other.Id != schema.Id)) schemas.Add(schema);
            }
        }

        return schemas.Count > 0 || hasLock ? LockEmitter.Text(schemas) : null;
    }

    /// <summary>The ids of all schemas of the assembly.</summary>
    public static HashSet<string> IdsOf(Compilation compilation, CancellationToken cancellation) => new(
        Types(compilation.Assembly.GlobalNamespace, cancellation).SelectMany(static type => AttributeSet.Of(type).All(Annotations.KindOf(type)!)).Select(static attribute => attribute.Text(0)).OfType<string>(), StringComparer.Ordinal);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        foreach (ISymbol member in container.GetMembers())
        {
            if (member is INamedTypeSymbol type && Annotations.KindOf(type) is not null) yield return type;
            if (member is not INamespaceOrTypeSymbol inner) continue;
            foreach (INamedTypeSymbol nested in Types(inner, cancellation)) yield return nested;
        }
    }
}
