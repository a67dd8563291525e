using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Fingerprints;

/// <summary>What must not be in a fingerprint: the machine, the order of files, line ends, culture; and what of other assemblies must.</summary>
public sealed class FingerprintStabilityTests
{
    private static readonly string[] s_files =
    [
        "using TrialKeep; namespace S; [CodeFingerprint] public partial class Solver : Base { public int Answer(Shape s) => s.Area() + Helper.Do() + Own(); }",
        "namespace S; public partial class Solver { private int Own() => Helper.Text.Length; public Solver() : base(3) { } }",
        "namespace S; public static class Helper { public static string Text = @\"one\ntwo\"; public static int Do() => new Square().Area(); }",
        "namespace S; public abstract class Shape { public abstract int Area(); public override string ToString() => \"shape\"; }",
        "namespace S; public class Square : Shape { public override int Area() => 4; } file class Hidden { }",
        "namespace S; public class Round : Shape { public override int Area() => Hidden.Pi; } file class Hidden { public static int Pi => int.Parse(\"3\"); }",
        "namespace S; public class Base { protected readonly int _n; protected Base(int n) => _n = n; public virtual int Inherited() => _n; }",
    ];

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        string expected = FingerprintText.Only(s_files);
        Random random = new(20261121);
        for (int i = 0; i < 40; i++)
        {
            string[] shuffled = [.. s_files];
            random.Shuffle(shuffled);
            Assert.Equal(expected, FingerprintText.Only(shuffled));
        }
    }

    [Fact]
    public void Line_ends_do_not_matter_even_in_texts() =>
        Assert.Equal(FingerprintText.Only(s_files), FingerprintText.Only([.. s_files.Select(static file => file.Replace("; ", ";\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal))]));

    [Fact]
    public void The_folder_does_not_matter()
    {
        CSharpCompilation compilation = Compiled.Compilation();
        SyntaxTree[] trees = [.. s_files.Select(static (file, i) => Compiled.Tree(file, string.Create(CultureInfo.InvariantCulture, $"/elsewhere/{i}/Same.cs")))];
        Assert.Equal(FingerprintText.Only(s_files), FingerprintText.Only(Compiled.From(compilation.AddSyntaxTrees(trees))));
    }

    [Fact]
    public void The_culture_of_the_compiler_does_not_matter()
    {
        string expected = FingerprintText.Only(s_files);
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = culture;
        try
        {
            Assert.Equal(expected, FingerprintText.Only(s_files));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_member_may_move_to_another_part_of_its_type()
    {
        string[] moved = [.. s_files];
        moved[0] = moved[0].Replace(" + Own(); }", " + Own(); private int Own() => Helper.Text.Length; }", StringComparison.Ordinal);
        moved[1] = moved[1].Replace("private int Own() => Helper.Text.Length; ", "", StringComparison.Ordinal);
        Assert.NotEqual(s_files, moved);
        Assert.Equal(FingerprintText.Only(s_files), FingerprintText.Only(moved));
    }

    [Theory]
    [InlineData(1, "Helper.Text.Length", "Helper.Text.Length + 1")]
    [InlineData(2, "one", "three")]
    [InlineData(4, "=> 4", "=> 5")]
    [InlineData(5, "\"3\"", "\"4\"")]
    [InlineData(6, "=> _n;", "=> -_n;")]
    [InlineData(6, "Inherited() =>", "Inherited(int more = 1) =>")]
    public void A_type_covers_its_members_its_bases_and_what_they_call(int file, string from, string to)
    {
        string[] edited = [.. s_files];
        edited[file] = edited[file].Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(FingerprintText.Only(s_files), FingerprintText.Only(edited));
    }

    [Theory]
    [InlineData("1.0.0.0", "1.0.0.0", 5, 5, true)]
    [InlineData("1.0.0.0", "1.0.1.0", 5, 5, false)]
    [InlineData("1.0.0.0", "1.0.0.0", 5, 6, false)]
    public void Another_assembly_counts_by_name_and_version_and_by_its_constants(string version, string other, int constant, int otherConstant, bool isSame)
    {
        string before = AgainstLibrary(version, constant, "1");
        Assert.Equal(isSame, before == AgainstLibrary(other, otherConstant, "2"));
    }

    [Fact]
    public void An_assembly_that_is_not_called_does_not_count()
    {
        string source = "using TrialKeep; public partial class C { [CodeFingerprint] static int F() => 1; static int G() => Lib.Call(); }";
        Assert.Equal(
            FingerprintText.Only(Compiled.From(Compiled.Compilation(source).AddReferences(Library("1.0.0.0", 1, "1")))),
            FingerprintText.Only(Compiled.From(Compiled.Compilation(source).AddReferences(Library("2.0.0.0", 1, "1")))));
    }

    [Fact]
    public void Whether_arithmetic_is_checked_counts()
    {
        CSharpCompilation compilation = Compiled.Compilation(s_files);
        Assert.NotEqual(FingerprintText.Only(Compiled.From(compilation)), FingerprintText.Only(Compiled.From(compilation.WithOptions(compilation.Options.WithOverflowChecks(true)))));
    }

    [Fact]
    public void A_type_and_a_method_may_both_have_one()
    {
        Compiled compiled = Compiled.From("using TrialKeep; [CodeFingerprint] public static partial class C { [CodeFingerprint] public static int F() => G(); private static int G() => 1; [CodeFingerprint] private static int f() => 2; }");
        Assert.Empty(compiled.Reported);
        Assert.Equal(3, FingerprintText.All(compiled).Values.Distinct().Count());
        Type type = compiled.Load().GetType("C")!;
        Assert.StartsWith("fingerprint:", type.GetProperty("Fingerprint")!.GetValue(null)!.ToString(), StringComparison.Ordinal);
        Assert.NotNull(type.GetProperty("FFingerprint"));
        Assert.Null(type.GetProperty("fFingerprint"));
    }

    [Fact]
    public void A_text_can_be_told_from_a_version()
    {
        string text = FingerprintText.Only(s_files);
        Assert.Matches("^fingerprint:[0-9a-f]{32}$", text);
        Assert.NotEqual(new CodeIdentity(text), Code.Version(text));
    }

    private static string AgainstLibrary(string version, int constant, string body) => FingerprintText.Only(Compiled.From(Compiled
        .Compilation("using TrialKeep; public partial class C { [CodeFingerprint] public static int F() => Lib.Limit + Lib.Call(); }")
        .AddReferences(Library(version, constant, body))));

    private static MetadataReference Library(string version, int constant, string body) => Compiled.From(Compiled
        .Compilation(string.Create(CultureInfo.InvariantCulture, $"[assembly: System.Reflection.AssemblyVersion(\"{version}\")] public static class Lib {{ public const int Limit = {constant}; public static int Call() => {body}; }}"))
        .WithAssemblyName("Library")).Reference();
}
