using System.Globalization;
using TrialKeep.Benchmarks.Corpus;
using TrialKeep.Benchmarks.Measuring;
using TrialKeep.Storage;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>A process that opens a store and reads one record: prints the seconds since its start and its memory.</summary>
internal sealed class OpenChild : IChild
{
    public string Name => "open";

    public Task<int> RunAsync(string[] arguments)
    {
        using Store store = Store.Open(arguments[0]);
        using GenerationLookup lookup = store.Experiment("bench").Lookup(null);
        if (!lookup.TryRead<IndexedReply>(CatalogCorpus.Generation(int.Parse(arguments[1], CultureInfo.InvariantCulture)), out IndexedReply? reply) || reply.Text.Length == 0) return Task.FromResult(1);
        ChildProcess.Print(ChildProcess.SinceStart());
        ChildProcess.Print(ChildProcess.PeakMemory());
        return Task.FromResult(0);
    }
}
