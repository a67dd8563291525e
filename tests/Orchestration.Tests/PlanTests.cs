using TrialKeep.Orchestration.Execution;
using TrialKeep.Orchestration.Explaining;
using TrialKeep.Orchestration.Planning;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage;
using TrialKeep.Storage.Erasure;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Plans: order, identity, states, and why.</summary>
public sealed class PlanTests : IDisposable
{
    private readonly Lab _lab = new();

    private static Question[] Six => [.. Enumerable.Range(0, 6).Select(static i => Question.Of(i))];

    public void Dispose() => _lab.Dispose();

    [Fact]
    public void Plan_order_is_items_then_variants_then_samples()
    {
        Plan<Question, Reply> plan = Planner.Plan(_lab.Experiment(Six[..2]).Samples(2), Selection.All);
        Assert.Equal(
            ["q0 loud 0", "q0 loud 1", "q0 soft 0", "q0 soft 1", "q1 loud 0", "q1 loud 1", "q1 soft 0", "q1 soft 1"],
            Enumerable.Range(0, plan.Count).Select(i => $"{plan.TaskOf(i).Item} {plan.VariantOf(i).Name} {plan.SampleOf(i)}"));
        Assert.Equal(plan.Count, plan.Keys.Distinct().Count());
    }

    [Fact]
    public void A_generation_is_the_composite_of_what_docs_keys_lists()
    {
        Plan<Question, Reply> plan = Planner.Plan(_lab.Experiment(Six[..1], ["loud"]).Environment("cpu=x"), Selection.All);
        byte[] buffer = [
            .. "\u000A\0\0\0generation"u8,
            .. Key.Of(Six[0]).AsSpan(),
            .. Key.Of(new Speaker { Voice = "loud" }).AsSpan(),
            .. "\u000B\0\0\0tests.reply"u8,
            .. "\u0009\0\0\0version:1"u8,
            .. new byte[8],
            .. "\u0005\0\0\0cpu=x"u8,
        ];
        Assert.Equal(Digest.Of(buffer).Id, plan.Keys[0]);
    }

    [Fact]
    public void A_seed_is_eight_bytes_of_its_composite()
    {
        byte[] buffer = [.. "\u0004\0\0\0seed"u8, 7, 0, 0, 0, 0, 0, 0, 0, .. "\u0006\0\0\0subset"u8, .. "\u0002\0\0\0q1"u8];
        long expected = System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(Digest.Of(buffer).AsSpan()) & long.MaxValue;
        Assert.Equal(expected, Identities.Seed(7, "subset", "q1"));
    }

    [Fact]
    public void A_subset_is_a_seeded_draw_in_data_set_order_that_does_not_depend_on_the_order_of_the_file()
    {
        string[] Drawn(IEnumerable<Question> questions, int count, long seed) =>
            [.. Planner.Plan(_lab.Experiment(questions), new Selection { Subset = count, SubsetSeed = seed }).Tasks.Select(static task => task.Item)];

        string[] drawn = Drawn(Six, 3, 1);
        Assert.Equal(3, drawn.Length);
        Assert.Equal(drawn.Order(StringComparer.Ordinal), drawn);
        Assert.Equal(drawn.Order(StringComparer.Ordinal), Drawn(Six.Reverse(), 3, 1).Order(StringComparer.Ordinal));
        Assert.Contains(Enumerable.Range(2, 20), seed => !Drawn(Six, 3, seed).SequenceEqual(drawn));
        Assert.Empty(drawn.Except(Drawn(Six, 4, 1)));
    }

    [Fact]
    public void Two_items_with_one_id_are_refused_with_both_places()
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => Planner.Plan(_lab.Experiment([Six[0], Six[1], Six[0] with { Expected = "x" }]), Selection.All));
        Assert.Contains("line 3", refused.Message, StringComparison.Ordinal);
        Assert.Contains("line 1", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_without_an_id_is_refused() =>
        Assert.Contains("id is empty", Assert.Throws<InvalidInputException>(() => Planner.Plan(_lab.Experiment([Six[0] with { Id = " " }]), Selection.All)).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_variants_that_can_not_be_told_apart_are_refused()
    {
        Experiment<Question, Reply> experiment = _lab.Experiment(Six, ["loud"]).Variant("same", new Speaker { Voice = "loud" }, _lab.Answer, Code.Version("1"));
        Assert.Contains("'loud' and 'same'", Assert.Throws<InvalidInputException>(() => Planner.Plan(experiment, Selection.All)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_taken_once()
    {
        Assert.Throws<ArgumentException>(() => _lab.Experiment(Six, ["loud", "loud"]));
#pragma warning disable TRK122 // The compiler says so too, but what it can't see is refused as well.
        Assert.Throws<ArgumentException>(() => _lab.Experiment(Six).Variant("new", new Speaker { Voice = "x" }, _lab.Answer, default));
#pragma warning restore TRK122
    }

    [Fact]
    public async Task Every_state_is_told_apart()
    {
        _lab.Answer = static (input, _, _) => input.Id == "q1" ? throw new InvalidOperationException("no") : Task.FromResult(new Reply { Text = input.Id == "q2" ? "throw" : "0" });
        using (await _lab.RunAsync(_lab.Experiment(Six[..3], ["loud"])))
        {
        }

        Assert.Equal([WorkState.Done, WorkState.Failed, WorkState.Outdated], States(_lab.Experiment(Six[..3], ["loud"])));
        Assert.Equal([WorkState.Reused, WorkState.Missing, WorkState.Reused, WorkState.Missing], States(_lab.Experiment(Six[..4], ["loud"])));
    }

    [Fact]
    public async Task What_was_erased_is_counted_as_that_and_not_asked_again()
    {
        using (await _lab.RunAsync(_lab.Experiment(Six, ["loud"])))
        {
        }

        using (Store store = Store.Open(_lab.Store)) store.Erase(EraseRequest.Item("q1", "no consent"));
        Assert.Equal([WorkState.Done, WorkState.Erased, WorkState.Done], States(_lab.Experiment(Six, ["loud"]))[..3]);
        Assert.Equal([WorkState.Reused, WorkState.Erased], States(_lab.Experiment(Six[..2], ["loud"])));
        int calls = _lab.Calls;
        using (Run<Question, Reply> again = await _lab.RunAsync(_lab.Experiment(Six, ["loud"])))
        {
            Assert.Equal(new WorkCounts(0, 5, 0, 0, 0) { Erased = 1 }, again.Counts);
            Assert.Equal((WorkState.Erased, "no consent"), (again.StateOf(1), again.TombstoneOf(1)!.Reason));
        }

        // A new variant and a fresh run would ask for the item anew; a call offline lacks nothing.
        using (Run<Question, Reply> wider = await _lab.RunAsync(_lab.Experiment(Six)))
        {
            Assert.Equal(new WorkCounts(5, 5, 0, 0, 5) { Erased = 2 }, wider.Counts);
            using Store store = Store.Open(_lab.Store);
            RunInfo info = store.Experiment("lab").Info(wider.Id);
            Assert.Equal((RunStatus.Completed, new RunCounts(12, 10, 0, 0) { Erased = 2 }), (info.Status, info.Counts));
        }

        using (Run<Question, Reply> fresh = await _lab.RunAsync(_lab.Experiment(Six, ["loud"]), new RunOptions { Fresh = true })) Assert.Equal(1, fresh.Counts.Erased);
        using (Run<Question, Reply> offline = await _lab.RunAsync(_lab.Experiment(Six, ["loud"]), new RunOptions { Offline = true })) Assert.Equal(1, offline.Counts.Erased);
        Assert.Equal(calls + 10, _lab.Calls);
    }

    [Fact]
    public async Task Why_names_the_parts_that_differ_with_both_values()
    {
        using (await _lab.RunAsync(_lab.Experiment(Six.Select(static question => question with { SystemPrompt = "Old." }))))
        {
        }

        Question[] changed = [Question.Of(0, "Shout") with { SystemPrompt = "New." }, .. Six[1..].Select(static question => question with { SystemPrompt = "Old." }), Question.Of(9)];
        using Store store = Store.Open(_lab.Store);
        Plan<Question, Reply> plan = Planner.Plan(_lab.Experiment(changed), Selection.All);
        StoredExperiment experiment = store.Experiment("lab");
        IReadOnlyList<TaskExplanation> why = Explainer.Explain(plan, experiment, PlanStates.Read(plan, experiment)).Tasks;
        Assert.Equal(["q0", "q9"], why.Select(static one => one.Item));
        Assert.Equal([new("prompt.wording", "Say", "Shout"), new("systemPrompt", "Old.", "New.")], why[0].Differences);
        Assert.Equal((2, 2), (why[0].Missing, why[1].Missing));
        Assert.Empty(why[1].Differences);
    }

    [Fact]
    public async Task Why_names_the_part_or_the_code_of_a_variant_that_differs()
    {
        using (await _lab.RunAsync(_lab.Experiment(Six)))
        {
        }

        using Store store = Store.Open(_lab.Store);
        StoredExperiment experiment = store.Experiment("lab");
        Explanation Why(Experiment<Question, Reply> changed)
        {
            Plan<Question, Reply> plan = Planner.Plan(changed, Selection.All);
            return Explainer.Explain(plan, experiment, PlanStates.Read(plan, experiment));
        }

        VariantExplanation other = Assert.Single(Why(_lab.Experiment(Six, ["loud", "whispering"])).Variants);
        Assert.Equal(("whispering", 6), (other.Variant, other.Missing));
        Assert.Equal("voice", Assert.Single(other.Differences).Part);
        Explanation code = Why(_lab.Experiment(Six, code: "2"));
        Assert.All(code.Variants, static one => Assert.Equal([new("code", "version:1", "version:2")], one.Differences));
        Assert.Equal(["loud", "soft"], code.Variants.Select(static one => one.Variant));
        Assert.Empty(Why(_lab.Experiment(Six)).Variants);
    }

    [Fact]
    public void A_plan_of_many_rows_is_that_of_few_at_a_time()
    {
        Question[] many = [.. Enumerable.Range(0, 9000).Select(static i => Question.Of(i))];
        Plan<Question, Reply> plan = Planner.Plan(_lab.Experiment(many).Samples(2), Selection.All);
        // Five hundred rows are planned by one thread.
        Plan<Question, Reply>[] few = [.. many.Chunk(500).Select(rows => Planner.Plan(_lab.Experiment(rows).Samples(2), Selection.All))];
        Assert.Equal(few.SelectMany(static one => one.Keys), plan.Keys);
        Assert.Equal(few.SelectMany(static one => one.Tasks), plan.Tasks);
    }

    [Theory]
    [InlineData(10, 8000, "line 8001", "line 11")]
    [InlineData(7000, 7001, "line 7002", "line 7001")]
    public void An_item_that_is_there_twice_is_found_however_far_apart(int first, int second, string place, string other)
    {
        Question[] many = [.. Enumerable.Range(0, 9000).Select(static i => Question.Of(i))];
        many[second] = many[second] with { Id = many[first].Id };
        InvalidInputException error = Assert.Throws<InvalidInputException>(() => Planner.Plan(_lab.Experiment(many), Selection.All));
        Assert.Contains(place, error.Message, StringComparison.Ordinal);
        Assert.Contains(other, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_many_rows_that_are_wrong_the_first_is_told()
    {
        Question[] many = [.. Enumerable.Range(0, 9000).Select(static i => i % 1000 == 999 && i > 2500 ? Question.Of(i) with { Id = " " } : Question.Of(i))];
        for (int i = 0; i < 5; i++)
        {
            InvalidInputException error = Assert.Throws<InvalidInputException>(() => Planner.Plan(_lab.Experiment(many), Selection.All));
            Assert.Contains("line 3000:", error.Message, StringComparison.Ordinal);
        }
    }

    private WorkState[] States(Experiment<Question, Reply> experiment)
    {
        using Store store = Store.Open(_lab.Store);
        Plan<Question, Reply> plan = Planner.Plan(experiment, Selection.All);
        PlanStates states = PlanStates.Read(plan, store.Experiment("lab"));
        return [.. Enumerable.Range(0, plan.Count).Select(i => states[i])];
    }
}
