using System.Text;
using WordProblems.Problems;

namespace TrialKeep.WordProblems.Tests;

public sealed class ProblemFileTests
{
    /// <summary>With this variable set to 1 the test writes the committed file anew instead of comparing.</summary>
    private const string Accept = "TRIALKEEP_WRITE_PROBLEMS";

    [Fact]
    public void The_committed_file_is_what_the_writer_writes()
    {
        byte[] written = Written();
        if (Environment.GetEnvironmentVariable(Accept) == "1")
            File.WriteAllBytes(Checkout.PathOf("samples", "WordProblems", "problems.jsonl"), written);
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(File.ReadAllBytes(Checkout.PathOf("samples", "WordProblems", "problems.jsonl"))));
        Assert.Equal(written, File.ReadAllBytes(Checkout.PathOf("samples", "WordProblems", "problems.jsonl")));
    }

    private static byte[] Written()
    {
        using MemoryStream stream = new();
        ProblemFile.Write(stream, ProblemSet.Write().Select(draft => draft.Problem));
        return stream.ToArray();
    }
}
