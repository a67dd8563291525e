using System.Text;
using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Gates.Baselines;

namespace TrialKeep.Analysis.Tests.Gates;

/// <summary>A baseline as a file.</summary>
public sealed class BaselineFileTests
{
    [Fact]
    public void A_file_reads_back_to_the_same_scores_and_writes_the_same_bytes()
    {
        ArmTable first = Table(TestArms.Evaluator), second = Table(new("length", "00000000000000aa"));
        byte[] bytes = Write(first, second);
        IReadOnlyList<ArmTable> read = BaselineFile.Read(bytes, "b.json");
        Assert.Equal([first.Evaluator, second.Evaluator], read.Select(static table => table.Evaluator));
        ArmTable table = read[0];
        Assert.Equal((first.RunId, first.Experiment), (table.RunId, table.Experiment));
        Assert.Equal(first.Units, table.Units);
        Assert.Equal(first.Variants, table.Variants);
        Assert.Equal(first.Measurements, table.Measurements);
        for (int unit = 0; unit < first.Units.Length; unit++)
        {
            Assert.Equal((first.InputsOf(unit), first.ClusterOf(unit)), (table.InputsOf(unit), table.ClusterOf(unit)));
            Assert.Equal(first.PromptOf(unit), table.PromptOf(unit));
            Assert.Equal((first.KeyOf(0, unit), first.KeyOf(1, unit)), (table.KeyOf(0, unit), table.KeyOf(1, unit)));
        }

        for (int column = 0; column < 2; column++)
        {
            Assert.Equal(first.ScoresOf(column).ToArray(), table.ScoresOf(column).ToArray());
            Assert.Equal(first.StandingsOf(column).ToArray(), table.StandingsOf(column).ToArray());
            Assert.Equal(first.MeasurementsOf(column, 0).ToArray(), table.MeasurementsOf(column, 0).ToArray());
        }

        Assert.Equal(bytes, Write([.. read]));
    }

    [Fact]
    public void It_has_no_content_and_a_line_for_each_unit()
    {
        string text = Encoding.UTF8.GetString(Write(Table(TestArms.Evaluator)));
        Assert.DoesNotContain("secret answer", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\r", text, StringComparison.Ordinal);
        Assert.Equal(2 + 4 + 1, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Cultures.ChangeNothing(() => Encoding.UTF8.GetString(Write(Table(TestArms.Evaluator))));
    }

    [Theory]
    [InlineData("{", "is no JSON (line 1)")]
    [InlineData("{}", "is no baseline file")]
    [InlineData("[]", "is no baseline file")]
    [InlineData("{\"head\":{\"format\":\"trialkeep-baseline/9\"}}", "is of the format 'trialkeep-baseline/9', and this version reads 'trialkeep-baseline/1'")]
    [InlineData("{\"head\":{\"format\":\"trialkeep-baseline/1\"}}", "is damaged")]
    public void What_is_none_is_refused_by_name(string json, string expected)
    {
        string message = Assert.Throws<BaselineFormatException>(() => BaselineFile.Read(Encoding.UTF8.GetBytes(json), "b.json")).Message;
        Assert.Contains("b.json", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("--write-baseline", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_cut_of_a_file_is_refused()
    {
        byte[] bytes = Write(Table(TestArms.Evaluator));
        for (int length = 0; length < bytes.Length - 2; length++)
            Assert.Throws<BaselineFormatException>(() => BaselineFile.Read(bytes.AsMemory(0, length), "b.json"));
    }

    [Fact]
    public void Another_evaluator_is_refused_by_name()
    {
        IReadOnlyList<ArmTable> read = BaselineFile.Read(Write(Table(TestArms.Evaluator)), "b.json");
        BaselineFile.Demand(read, [TestArms.Evaluator], "b.json");
        string message = Assert.Throws<BaselineFormatException>(() => BaselineFile.Demand(read, [TestArms.Evaluator with { Identity = "fedcba9876543210" }], "b.json")).Message;
        Assert.Contains("The scores 'correct' in the baseline file b.json are by evaluator 0123456789abcdef, and now it is fedcba9876543210", message, StringComparison.Ordinal);
        Assert.Contains("has scores by 'correct' and none by 'other'", Assert.Throws<BaselineFormatException>(() => BaselineFile.Demand(read, [new("other", "")], "b.json")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_of_different_runs_are_refused() =>
        Assert.Throws<ArgumentException>(() => Write(TestArms.Letters("r", ("a", "+")), TestArms.Letters("s", ("a", "+"))));

    private static byte[] Write(params ArmTable[] tables)
    {
        using MemoryStream stream = new();
        BaselineFile.Write(stream, tables);
        return stream.ToArray();
    }

    private static ArmTable Table(EvaluatorLabel evaluator)
    {
        ArmTableBuilder table = new("e", "run-1", evaluator, ["a", "b \"x\""], measurements: [new("latency", "s", Direction.Lower)]);
        for (int i = 0; i < 4; i++)
        {
            int unit = table.AddUnit(TestArms.Item(i), 0, new UnitTraits { Inputs = TestArms.Key($"{i}"), Cluster = i < 2 ? "c" : null, Prompt = [new("Prompt", "template", TestArms.Key("t").ToString())] });
            table.SetScore(unit, 0, i / 3.0);
            if (i < 3)
                table.SetGap(unit, 1, (Standing)i, i == 0 ? null : "secret answer");
            else
                table.SetScore(unit, 1, 1);
            table.SetKey(unit, 0, TestArms.Key($"key {i}"));
            table.SetMeasurement(unit, 0, 0, 0.1 * i);
        }

        return table.Build();
    }
}
