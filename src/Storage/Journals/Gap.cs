namespace TrialKeep.Storage.Journals;

/// <summary>Lines of a writer's stream that were taken out, one behind the other.</summary>
/// <param name="First">The number of the first.</param>
/// <param name="Last">The number of the last.</param>
/// <param name="Cause">Why they are gone.</param>
internal readonly record struct Gap(long First, long Last, GapCause Cause)
{
    public long Lines => Last - First + 1;
}
