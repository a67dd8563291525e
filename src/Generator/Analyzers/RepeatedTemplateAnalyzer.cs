using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Parsing;

namespace TrialKeep.Generator.Analyzers;

/// <summary>TRK306: two templates with one text are one template under two names.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RepeatedTemplateAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Descriptors.RepeatedTemplate];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (start.Compilation.GetTypeByMetadataName(KnownTypes.Template) is null) return;
            ConcurrentBag<(string Text, INamedTypeSymbol Type)> found = [];
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (Text((INamedTypeSymbol)symbol.Symbol) is { } text) found.Add((text, (INamedTypeSymbol)symbol.Symbol));
                },
                SymbolKind.NamedType);
            start.RegisterCompilationEndAction(end => Report(end, found));
        });
    }

    private static string? Text(INamedTypeSymbol type)
    {
        AttributeData? attribute = AttributeSet.Of(type).Find(KnownTypes.Template);
        if (attribute?.Text("File") is { } file) return "file " + TemplateFile.Relative(file);
        return attribute?.Text(0) is { } text ? "text " + TemplateText.Normalize(text) : null;
    }

    private static void Report(CompilationAnalysisContext context, IEnumerable<(string Text, INamedTypeSymbol Type)> found)
    {
        foreach (var group in found.GroupBy(static f => f.Text, StringComparer.Ordinal))
        {
            INamedTypeSymbol[] types = [.. group.Select(static f => f.Type).OrderBy(CSharpText.Display, StringComparer.Ordinal)];
            foreach (INamedTypeSymbol type in types.Skip(1)) context.ReportDiagnostic(Diagnostic.Create(Descriptors.RepeatedTemplate, type.Locations[0], CSharpText.Display(type), CSharpText.Display(types[0])));
        }
    }
}
