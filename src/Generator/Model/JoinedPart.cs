namespace TrialKeep.Generator.Model;

/// <summary>How a part stands in a joined key.</summary>
/// <param name="Order">Its place.</param>
/// <param name="Format">Its format, invariant; null for the canonical text.</param>
/// <param name="Hash">How many digits of its SHA-256 stand for it; 0 for the part itself.</param>
/// <param name="OmitWhenEmpty">An empty part leaves no trace.</param>
internal sealed record JoinedPart(int Order, string? Format, int Hash, bool OmitWhenEmpty);
