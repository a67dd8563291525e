namespace TrialKeep.Storage.Maintenance;

/// <summary>What repair does about something.</summary>
public enum RepairKind
{
    /// <summary>A segment is written anew with its good lines; what is bad is set aside.</summary>
    Segment,

    /// <summary>A file is made anew from what else the run has; the bad one is set aside.</summary>
    MadeAnew,

    /// <summary>A file that can't be read is set aside, and nothing takes its place.</summary>
    SetAside,

    /// <summary>Nothing can be done: the message says what is lost and what helps.</summary>
    NotRepairable,
}
