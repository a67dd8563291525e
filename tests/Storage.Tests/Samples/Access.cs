namespace TrialKeep.Storage.Tests.Samples;

[Flags]
public enum Access
{
    None = 0,
    Read = 1,
    Write = 2,
    Both = 3,
    Own = 4,
}
