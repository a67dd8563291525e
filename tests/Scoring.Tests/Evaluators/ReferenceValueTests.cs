using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Scoring.Texts;

namespace TrialKeep.Scoring.Tests.Evaluators;

/// <summary>Against Reference/overlap.json, which Reference/overlap.py made from the published definitions.</summary>
public sealed class ReferenceValueTests
{
    [Fact]
    public void Rouge_token_overlap_and_edits_are_those_of_the_published_definitions()
    {
        using JsonDocument reference = JsonDocument.Parse(File.ReadAllText(Checkout.PathOf("tests/Scoring.Tests/Reference/overlap.json")));
        Evaluator<string, string?> rouge = TrialKeep.Evaluators.RougeL<string, string?>(static task => [task], static record => record);
        Evaluator<string, string?> tokens = TrialKeep.Evaluators.TokenOverlap<string, string?>(static task => [task], static record => record);
        Evaluator<string, string?> edits = TrialKeep.Evaluators.EditDistance<string, string?>(static task => task, static record => record);
        foreach (JsonElement row in reference.RootElement.EnumerateArray())
        {
            (string expected, string found) = (row.GetProperty("expected").GetString()!, row.GetProperty("found").GetString()!);
            Assert.Equal(row.GetProperty("rougeL").GetDouble(), Scored.Value(rouge, expected, found)!.Value, 1e-12);
            Assert.Equal(row.GetProperty("tokenF1").GetDouble(), Scored.Value(tokens, expected, found)!.Value, 1e-12);
            Assert.Equal(row.GetProperty("edits").GetDouble(), Scored.Value(edits, expected, found)!.Value);
        }

        Assert.Equal(57, reference.RootElement.GetArrayLength());
    }

    [Fact]
    public void Bits_say_what_the_tables_of_the_textbook_say() => Prop.ForAll(
        (from left in Sequences from right in Sequences select (Left: left, Right: right)).ToArbitrary(),
        static pair => EditDistance.Of(pair.Left, pair.Right) == Edits(pair.Left, pair.Right) && CommonSubsequence.Of(pair.Left, pair.Right) == Common(pair.Left, pair.Right))
        .QuickCheckThrowOnFailure();

    // Few symbols and lengths around the blocks of 64.
    private static Gen<int[]> Sequences =>
        from length in Gen.OneOf(Gen.Choose(0, 10), Gen.Choose(60, 70), Gen.Choose(120, 200))
        from symbols in Gen.ArrayOf(Gen.Choose(0, 3), length)
        select symbols;

    private static int Edits(int[] left, int[] right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        foreach ((int i, int symbol) in left.Index())
        {
            int[] next = new int[row.Length];
            next[0] = i + 1;
            for (int j = 0; j < right.Length; j++) next[j + 1] = Math.Min(Math.Min(row[j + 1], next[j]) + 1, row[j] + (right[j] == symbol ? 0 : 1));
            row = next;
        }

        return row[^1];
    }

    private static int Common(int[] left, int[] right)
    {
        int[] row = new int[right.Length + 1];
        foreach (int symbol in left)
        {
            int[] next = new int[row.Length];
            for (int j = 0; j < right.Length; j++) next[j + 1] = right[j] == symbol ? row[j] + 1 : Math.Max(row[j + 1], next[j]);
            row = next;
        }

        return row[^1];
    }
}
