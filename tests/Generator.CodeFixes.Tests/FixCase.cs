using Microsoft.CodeAnalysis.CodeFixes;

namespace TrialKeep.Generator.CodeFixes.Tests;

/// <summary>A case of a code fix.</summary>
/// <param name="Fix">The fix.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Wrong">A source with two places to fix.</param>
/// <param name="One">The source when the first is fixed.</param>
/// <param name="All">The source when both are.</param>
/// <param name="Before">The source that the lock was made of; null without a lock.</param>
internal sealed record FixCase(CodeFixProvider Fix, string Title, string Wrong, string One, string All, string? Before = null);
