using TrialKeep.Generator.CodeFixes.Fixes;

namespace TrialKeep.Generator.CodeFixes.Tests;

public sealed class CodeFixTests
{
    [Fact]
    public async Task A_type_and_its_containers_become_partial()
    {
        const string Source = """
            using TrialKeep;

            // Around it.
            public static class Outer
            {
                /// <summary>Kept.</summary>
                [ExperimentRecord("r")]
                public sealed record R(int A);
            }

            """;
        string actual = await Fixed.OneAsync(new MakePartialFix(), "Make partial", Source);
        Assert.Equal(Source.Replace("static class", "static partial class", StringComparison.Ordinal).Replace("sealed record", "sealed partial record", StringComparison.Ordinal), actual);
        Assert.Empty(await Fixed.ReportedAsync(actual));
    }

    [Fact]
    public async Task All_types_become_partial_also_when_they_share_a_container()
    {
        const string Source = """
            using TrialKeep;
            class Outer
            {
                [ExperimentRecord("a")] internal sealed record A(int X);
                [ExperimentRecord("b")] internal sealed class B { public int X { get; set; } }
                class Inner { [ExperimentRecord("c")] internal readonly record struct C(int X); }
            }
            """;
        string actual = await Fixed.AllAsync(new MakePartialFix(), "Make partial", Source.Replace("    class Inner", "    internal class Inner", StringComparison.Ordinal));
        Assert.Equal(
            """
            using TrialKeep;
            partial class Outer
            {
                [ExperimentRecord("a")] internal sealed partial record A(int X);
                [ExperimentRecord("b")] internal sealed partial class B { public int X { get; set; } }
                internal partial class Inner { [ExperimentRecord("c")] internal readonly partial record struct C(int X); }
            }
            """,
            actual);
        Assert.Empty(await Fixed.ReportedAsync(actual));
    }

    [Fact]
    public async Task A_class_is_sealed()
    {
        string actual = await Fixed.OneAsync(new SealFix(), "Seal the class", "using TrialKeep;\n[ExperimentRecord(\"r\")]\npublic partial record R(int A);\n");
        Assert.Equal("using TrialKeep;\n[ExperimentRecord(\"r\")]\npublic sealed partial record R(int A);\n", actual);
    }

    [Fact]
    public async Task All_classes_are_sealed()
    {
        const string Source = "using TrialKeep;\n// One.\n[ExperimentRecord(\"a\")] partial class A;\n\n// Two.\n[ExperimentRecord(\"b\")] internal partial class B;\n";
        string actual = await Fixed.AllAsync(new SealFix(), "Seal the class", Source);
        Assert.Equal(Source.Replace("] partial", "] sealed partial", StringComparison.Ordinal).Replace("internal partial", "internal sealed partial", StringComparison.Ordinal), actual);
        Assert.Empty(await Fixed.ReportedAsync(actual));
    }

    private const string WithoutRoles = """
        using TrialKeep;

        [ExperimentVariant("v")]
        public sealed partial record V([KeyPart] string Model, int Seed)
        {
            /// <summary>Kept.</summary>
            public double Temperature { get; init; }

            [Slice] public int Group { get; init; }
            public int Field;
        }

        """;

    [Fact]
    public async Task A_member_becomes_a_key_part() => Assert.Equal(
        WithoutRoles.Replace("int Seed", "[KeyPart] int Seed", StringComparison.Ordinal),
        await Fixed.OneAsync(new GiveRoleFix(), "Mark [KeyPart]", WithoutRoles));

    [Fact]
    public async Task All_members_become_key_parts()
    {
        string actual = await Fixed.AllAsync(new GiveRoleFix(), "Mark [KeyPart]", WithoutRoles);
        Assert.Equal(
            WithoutRoles.Replace("int Seed", "[KeyPart] int Seed", StringComparison.Ordinal)
                .Replace("public double", "[KeyPart]\n    public double", StringComparison.Ordinal)
                .Replace("public int Field", "[KeyPart]\n    public int Field", StringComparison.Ordinal),
            actual);

        // The field can be assigned, which is another matter.
        Assert.Equal(["TRK108"], await Fixed.ReportedAsync(actual));
    }

    [Fact]
    public async Task All_members_leave_the_key_with_a_reason()
    {
        string actual = await Fixed.AllAsync(new GiveRoleFix(), "Mark [NotInKey(\"why\")]", WithoutRoles);
        Assert.Equal(3, actual.Split("[NotInKey(\"why\")]").Length - 1);
        Assert.Empty(await Fixed.ReportedAsync(actual));
    }

    [Fact]
    public async Task Without_a_using_directive_the_attribute_is_written_in_full()
    {
        const string Source = "[TrialKeep.ExperimentVariant(\"v\")] public sealed partial record V { [TrialKeep.KeyPart] public int K { get; init; } public int A { get; init; } }";
        string actual = await Fixed.OneAsync(new GiveRoleFix(), "Mark [KeyPart]", Source);
        Assert.Contains("[TrialKeep.KeyPart] public int A", actual, StringComparison.Ordinal);
    }
}
