namespace TrialKeep.Storage;

/// <summary>When an append is acknowledged.</summary>
public enum Durability
{
    /// <summary>After the device has it: neither a killed process nor a power cut loses what was acknowledged.</summary>
    Flush,

    /// <summary>After the operating system has it: a killed process loses nothing, a power cut may.</summary>
    None,
}
