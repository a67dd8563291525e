using System.Collections.Immutable;

namespace TrialKeep.Storage.Maintenance;

/// <summary>What repair does, or would.</summary>
/// <param name="Actions">Each thing, by experiment, run and file; none when nothing is to be repaired.</param>
public sealed record RepairReport(ImmutableArray<RepairAction> Actions)
{
    /// <summary>Whether everything that was found could be repaired.</summary>
    public bool IsComplete => !Actions.Any(static action => action.Kind == RepairKind.NotRepairable);
}
