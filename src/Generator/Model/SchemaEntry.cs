namespace TrialKeep.Generator.Model;

/// <summary>A schema id and the type that has it: all that is compared across types.</summary>
internal sealed record SchemaEntry(string Id, string Type);
