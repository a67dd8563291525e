namespace TrialKeep.Generator.Tests.Fingerprints;

public sealed class FingerprintTests
{
    public static TheoryData<string> Edits => [.. FingerprintEdits.All.Select(static edit => edit.Name)];

    [Theory]
    [MemberData(nameof(Edits))]
    public void An_edit_changes_the_fingerprint_or_does_not(string name)
    {
        FingerprintEdits.Edit edit = FingerprintEdits.All.Single(one => one.Name == name);
        string[] after = [.. Sources(edit).Select(source => source.Replace(edit.From, edit.To, StringComparison.Ordinal))];
        Assert.NotEqual(Sources(edit), after);
        string one = FingerprintText.Only(Sources(edit));
        string other = FingerprintText.Only(after);
        if (edit.Changes) Assert.NotEqual(one, other);
        else Assert.Equal(one, other);
    }

    private static string[] Sources(FingerprintEdits.Edit edit) => [FingerprintEdits.Solver(edit.Members), FingerprintEdits.Other(edit.Others)];
}
