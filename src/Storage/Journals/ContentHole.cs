namespace TrialKeep.Storage.Journals;

/// <summary>A part of a sealed segment's content that can't be read.</summary>
/// <param name="End">The offset in the content where reading goes on.</param>
/// <param name="Lines">The lines that stood there; 0 when that is not known.</param>
/// <param name="Reason">What is wrong, with the place in the file.</param>
internal sealed record ContentHole(long End, int Lines, string Reason);
