using System.Text.RegularExpressions;

namespace TrialKeep.House.Tests;

/// <summary>Someone who knows a name can guess the file, and the other way round.</summary>
public sealed partial class LayoutTests
{
    // What users type every day is in one namespace, wherever its project lies.
    private const string Everyday = "TrialKeep";

    public static TheoryData<string> Files => [.. SourceFiles("src").Select(static file => Path.GetRelativePath(Checkout.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_folder_is_a_namespace_and_a_file_one_public_type(string file)
    {
        string text = File.ReadAllText(Checkout.PathOf(file));
        if (NamespaceLine().Match(text) is { Success: true } line)
        {
            string expected = $"TrialKeep.{Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.')}";
            Assert.True(line.Groups[1].Value == expected || line.Groups[1].Value == Everyday || file.StartsWith("src/Generator/Polyfill", StringComparison.Ordinal),
                $"{file} is in {line.Groups[1].Value}, not in {expected}");
        }

        string[] types = [.. PublicType().Matches(text).Select(static match => match.Groups[1].Value).Distinct()];
        Assert.True(types.Length <= 1, $"{file} has the public types {string.Join(", ", types)}");
        if (types.Length == 1) Assert.Equal(types[0], Path.GetFileNameWithoutExtension(file).Split('{', '.')[0]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void No_name_says_nothing(string file) => Assert.DoesNotMatch(EmptyName(), Path.GetFileNameWithoutExtension(file));

    private static IEnumerable<string> SourceFiles(string folder) => Directory
        .EnumerateFiles(Checkout.PathOf(folder), "*.cs", SearchOption.AllDirectories)
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "bin" or "obj"));

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^public (?:(?:static|sealed|abstract|readonly|partial|ref|unsafe) )*(?:class|struct|interface|enum|record struct|record|delegate [\w<>?]+) (\w+)", RegexOptions.Multiline)]
    private static partial Regex PublicType();

    [GeneratedRegex("(Helpers?|Utils?|Utilities|Common|Manager)$")]
    private static partial Regex EmptyName();
}
