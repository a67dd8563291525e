namespace TrialKeep.Hosting;

/// <summary>What a program says to the shell. Of several that apply the first in this list counts.</summary>
public static class ExitCode
{
    /// <summary>Stopped by SIGINT, as from Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by SIGTERM.</summary>
    public const int Terminated = 143;

    /// <summary>A fault of this SDK or of the program.</summary>
    public const int InternalError = 70;

    /// <summary>The store is damaged, or of a newer format.</summary>
    public const int StoreUnreadable = 7;

    /// <summary>What the user gave can't be used.</summary>
    public const int InvalidInput = 2;

    /// <summary>An answer is not stored, and the call was offline.</summary>
    public const int OfflineMiss = 8;

    /// <summary>The call stopped by itself: a budget is used up, too much failed, or a breaker tripped.</summary>
    public const int Stopped = 6;

    /// <summary>The gate's verdict is that the run is worse.</summary>
    public const int GateFailed = 1;

    /// <summary>Answers failed or are missing, or records have no score.</summary>
    public const int Incomplete = 3;

    /// <summary>There is nothing to compare.</summary>
    public const int NothingToCompare = 5;

    /// <summary>The gate can't tell.</summary>
    public const int Undecided = 4;

    /// <summary>All is well.</summary>
    public const int Success = 0;
}
