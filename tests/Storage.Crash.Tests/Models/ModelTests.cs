using System.Globalization;

namespace TrialKeep.Storage.Crash.Tests.Models;

/// <summary>Random sequences of all that a store does, against a model in memory. <c>TRIALKEEP_SEQUENCES</c> says how many, <c>TRIALKEEP_SEED</c> which.</summary>
public sealed class ModelTests(ITestOutputHelper output)
{
    private const int Steps = 40;

    [Fact]
    public async Task A_store_says_what_its_model_says_whatever_is_done_in_whatever_order()
    {
        int sequences = int.Parse(Environment.GetEnvironmentVariable("TRIALKEEP_SEQUENCES") ?? "300", CultureInfo.InvariantCulture);
        output.WriteLine($"seed {Chance.Seed}");
        ParallelOptions two = new() { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, sequences, two, async (i, _) => await RunAsync(Chance.Seed + (ulong)i));
    }

    private static async Task RunAsync(ulong seed)
    {
        using TemporaryFolder folder = new(inMemory: true);
        Machine machine = new(new(seed), folder.Path);
        try
        {
            for (int step = 0; step < Steps; step++) await machine.StepAsync();
            await machine.Check();
        }
        catch (Exception error)
        {
            throw new InvalidOperationException($"TRIALKEEP_SEED={seed}, after {string.Join(", ", machine.Done)}: {error.Message}", error);
        }
        finally
        {
            await machine.DisposeAsync();
        }
    }
}
