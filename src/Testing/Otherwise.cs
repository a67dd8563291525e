namespace TrialKeep.Testing;

/// <summary>What a test does when a gate neither passed nor failed.</summary>
public enum Otherwise
{
    /// <summary>The test fails.</summary>
    Fail,

    /// <summary>The test goes on, as if the gate had passed.</summary>
    Pass,

    /// <summary>
    /// xUnit v3 reports the test as skipped, by the beginning of the exception's message; NUnit and MSTest don't know that convention and report a
    /// failure with the same text.
    /// </summary>
    Skip,
}
