namespace TrialKeep.Storage.Erasure;

/// <summary>A line of a run, wherever it stands: after a failed flush it may stand twice.</summary>
internal readonly record struct LinePosition(string Stream, string Writer, long Sequence);
