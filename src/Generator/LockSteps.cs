using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Emit.Locks;
using TrialKeep.Generator.Parsing.Locks;

namespace TrialKeep.Generator;

/// <summary>The lock's steps. Only a build that accepts looks at all types at once, and such a build is never an editor's.</summary>
internal static class LockSteps
{
    /// <summary>Emits the text of the lock for the build to write.</summary>
    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<LockOptions> options = context.AnalyzerConfigOptionsProvider.Select(static (provider, _) => LockOptions.Read(provider));
        IncrementalValueProvider<bool> hasLock = context.AdditionalTextsProvider
            .Where(static file => file.Path.EndsWith(LockFile.Name, StringComparison.Ordinal))
            .Collect()
            .Select(static (files, _) => files.Length > 0);
        IncrementalValueProvider<string?> text = context.CompilationProvider.Combine(options.Combine(hasLock))
            .Select(static (pair, cancellation) => LockContent.Of(pair.Left, pair.Right.Left, pair.Right.Right, cancellation));
        context.RegisterSourceOutput(text, static (output, lockText) =>
        {
            if (lockText is not null) output.AddSource("TrialKeep.Lock.g.cs", LockEmitter.Source(lockText));
        });
    }
}
