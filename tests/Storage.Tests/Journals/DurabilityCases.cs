namespace TrialKeep.Storage.Tests.Journals;

/// <summary>The durabilities by the names that test cases have.</summary>
internal static class DurabilityCases
{
    public static readonly string[] Names = ["flush", "batch", "none"];

    public static Durability Of(string name) => name switch
    {
        "flush" => Durability.Flush,
        "batch" => Durability.Batch(TimeSpan.FromMilliseconds(5)),
        "none" => Durability.None,
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "There is no such durability."),
    };
}
