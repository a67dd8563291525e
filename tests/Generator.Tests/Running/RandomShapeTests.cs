using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Running;

public sealed class RandomShapeTests
{
    [Fact]
    public void Any_shape_compiles_comes_back_and_has_the_keys_of_what_it_encodes() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(40), Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), Holds));

    private static void Holds(int seed)
    {
        string source = new RandomShape(seed).Source();
        Compiled compiled = Compiled.From(source);
        Assert.True(compiled.Reported.IsEmpty && !compiled.Complaints.Any(), string.Join('\n', compiled.Reported.Concat(compiled.Complaints)) + "\n" + source);
        Type run = compiled.Load().GetType("Run")!;
        var write = Method(run, "Write");
        var key = Method(run, "Key");
        string[] json = [.. Enumerable.Range(0, RandomShape.Values).Select(i => write([i]))];
        string[] keys = [.. Enumerable.Range(0, RandomShape.Values).Select(i => key([i]))];
        for (int i = 0; i < RandomShape.Values; i++)
        {
            Assert.Equal(json[i], Method(run, "Again")([i]));
            Assert.Equal(keys[i], Method(run, "KeyAgain")([i]));
            for (int j = 0; j < i; j++) Assert.True((json[i] == json[j]) == (keys[i] == keys[j]), $"{json[i]}\n{json[j]}\n{source}");
        }
    }

    private static Func<object[], string> Method(Type run, string name) => run.GetMethod(name, BindingFlags.Public | BindingFlags.Static)!.CreateDelegate<Func<object[], string>>();
}
