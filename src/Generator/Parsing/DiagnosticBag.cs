using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace TrialKeep.Generator.Parsing;

/// <summary>Gathers what is wrong with one type. Locations are the compiler's own, so that a pragma suppresses a diagnostic.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>The property of a diagnostic that holds the name that is wrong.</summary>
    public const string NameProperty = "name";

    private readonly List<Diagnostic> _diagnostics = [];

    /// <summary>Something is so wrong that no code can be emitted for the type.</summary>
    public bool IsBlocked { get; private set; }

    public ImmutableArray<Diagnostic> ToImmutable() => [.. _diagnostics];

    /// <summary>Reports an error after which code is still emitted, so that it does not drown in the compiler's own.</summary>
    public void Report(DiagnosticDescriptor descriptor, Location? location, params object[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(descriptor, location, arguments));

    /// <summary>Reports an error with a property that its code fix reads.</summary>
    public void ReportWith(string property, string value, DiagnosticDescriptor descriptor, Location? location, params object[] arguments) =>
        _diagnostics.Add(Diagnostic.Create(descriptor, location, ImmutableDictionary<string, string?>.Empty.Add(property, value), arguments));

    /// <summary>Reports an error after which no code can be emitted.</summary>
    public void Block(DiagnosticDescriptor descriptor, Location? location, params object[] arguments)
    {
        Report(descriptor, location, arguments);
        IsBlocked = true;
    }

    /// <summary>As <see cref="Block"/>, of a name that a code fix can change.</summary>
    public void BlockName(DiagnosticDescriptor descriptor, Location? location, string name, params object[] arguments)
    {
        _diagnostics.Add(Diagnostic.Create(descriptor, location, ImmutableDictionary<string, string?>.Empty.Add(NameProperty, name), arguments));
        IsBlocked = true;
    }

    /// <summary>Adds what was found in a closed generic type, but for what was found in the open one already.</summary>
    public void Merge(DiagnosticBag closed)
    {
        foreach (Diagnostic diagnostic in closed._diagnostics)
        {
            if (_diagnostics.TrueForAll(known => known.Id != diagnostic.Id || known.Location != diagnostic.Location)) _diagnostics.Add(diagnostic);
        }

        IsBlocked |= closed.IsBlocked;
    }

    /// <summary>No code can be emitted, and the compiler says why.</summary>
    public void Silence() => IsBlocked = true;
}
