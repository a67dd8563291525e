using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace TrialKeep.Runtime.Tests.Keys;

/// <summary>The key vectors once more in processes of their own: what a process is started with is no part of a key.</summary>
public sealed class KeyProcessTests
{
    private const string Invariant = "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT";
    private const string Language = "LC_ALL";

    public static TheoryData<string, string> Modes => [.. new[] { "fi_FI", "tr_TR", "ar_SA", "en_US" }.SelectMany(static culture => new[] { "0", "1" }.Select(invariant => (culture, invariant)))];

    [Theory]
    [MemberData(nameof(Modes))]
    public async Task Keys_are_those_of_the_vectors_in_a_process_of(string culture, string invariant)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet") { RedirectStandardOutput = true };
        foreach (string argument in (string[])[Path.Combine(AppContext.BaseDirectory, "TrialKeep.Runtime.Tests.dll"), "-explicit", "on", "-noColor", "-method", $"*.{nameof(KeyVectorTests.A_key_is_what_another_language_computes)}", "-method", $"*.{nameof(The_process_is_what_it_was_started_as)}"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment[Invariant] = invariant;
        start.Environment[Language] = culture + ".UTF-8";
        using Process process = Process.Start(start)!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"Total: {KeyVectorTests.Cases.Count + 1},"), output, StringComparison.Ordinal);
    }

    /// <summary>Runs in those processes alone: without it they could all be the same.</summary>
    [Fact(Explicit = true)]
    public void The_process_is_what_it_was_started_as()
    {
        bool isInvariant = Environment.GetEnvironmentVariable(Invariant) == "1";
        string culture = Environment.GetEnvironmentVariable(Language)![..5].Replace('_', '-');
        Assert.Equal(isInvariant ? "" : culture, CultureInfo.CurrentCulture.Name);
        Assert.Equal(isInvariant ? 2 : 1, "e\u0301".Normalize(NormalizationForm.FormC).Length);
    }
}
