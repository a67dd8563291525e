using System.Text.RegularExpressions;

namespace TrialKeep.Generator.Tests.Running;

public sealed partial class RunningShapeTests(RunningShapes running) : IClassFixture<RunningShapes>
{
    public static TheoryData<int, string> Cases { get; } = [.. ShapeCases.All.Select(static (shape, i) => (i, shape.Name))];

    public static TheoryData<int, string> Keyed { get; } = [.. ShapeCases.All.Select(static (shape, i) => (i, shape)).Where(static c => c.shape.OtherKey is not null).Select(static c => (c.i, c.shape.Name))];

    [Fact]
    public void There_are_at_least_sixty_shapes_with_names_of_their_own()
    {
        Assert.True(ShapeCases.All.Count >= 60);
        Assert.Distinct(ShapeCases.All.Select(static c => c.Name));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_is_written_as_expected_and_comes_back(int index, string name)
    {
        string json = running.Call(index, "Write");
        Assert.True(ShapeCases.All[index].Json == TemplateId().Replace(json, "TEMPLATE"), $"{name}: {json}");
        Assert.Equal(json, running.Call(index, "Again", json));
    }

    [Theory]
    [MemberData(nameof(Keyed))]
    public void Its_key_tells_values_apart_and_survives_storing(int index, string name)
    {
        string key = running.Call(index, "Key");
        Assert.True(key == running.Call(index, "SameKey"), name);
        Assert.True(key != running.Call(index, "OtherKey"), name);
        Assert.Equal(key, running.Call(index, "KeyAgain", running.Call(index, "Write")));
    }

    [GeneratedRegex("(?<=\"template\":\")[0-9a-f]{32}")]
    private static partial Regex TemplateId();
}
