using System.Collections.Immutable;
using System.Globalization;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Tests.Samples;

/// <summary>Questions, one solver and what they answer, numbered.</summary>
public static class Corpus
{
    public static Solver Solver { get; } = new("model-x");

    public static Digest SolverKey { get; } = Key.Of(Solver);

    public static RunStart Start { get; } = new() { Configuration = "{\"samples\":1}", CommandLine = "tests", Schemas = [Samples.Question.Schema, Samples.Solver.Schema, Samples.Reply.Schema] };

    public static Question Question(int number) => new(string.Create(CultureInfo.InvariantCulture, $"item-{number}"), $"What is {number} \"times\" 2?\n", "Be exact.", $"{number * 2}");

    public static Reply Reply(int number) => new($"The answer to {number} is … {number * 2}", number / 4.0);

    public static KeyId Generation(int number)
    {
        CompositeDigest digest = CompositeDigest.Of("generation"u8);
        digest.Add(Key.Of(Question(number)));
        digest.Add(SolverKey);
        return digest.Finish().Id;
    }

    public static Manifest Manifest(int count) =>
        new([.. Enumerable.Range(0, count).Select(i => new ManifestEntry(Generation(i), $"item-{i}", "x", 0)).ToImmutableArray()]);

    public static RecordEnvelope Envelope(int number, int attempt = 1) =>
        new(Generation(number), Key.Of(Question(number)).Id, SolverKey.Id, 0, attempt, new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero).AddSeconds(number), TimeSpan.FromTicks(12_345_678));

    /// <summary>Appends what a run of one generation appends.</summary>
    public static Appended Append(RunWriter writer, int number)
    {
        Solve(writer, number);
        return writer.Record(Envelope(number), Reply(number));
    }

    /// <summary>Appends what stands before a record: the variant and the task.</summary>
    public static void Solve(RunWriter writer, int number)
    {
        writer.Variant(SolverKey, "x", Code.Version("1"), Solver);
        Question question = Question(number);
        writer.Task(Key.Of(question), question.Id, question);
    }
}
