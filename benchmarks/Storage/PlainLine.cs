using TrialKeep.Benchmarks.Corpus;

namespace TrialKeep.Benchmarks.Storage;

/// <summary>The members of a record's line, as a program without a store would write them.</summary>
internal sealed record PlainLine(
    string Kind, long Seq, string Key, string Task, string Variant, int Sample, int Attempt, DateTimeOffset Time, double Elapsed,
    string Schema, int Version, Reply Record);
