namespace TrialKeep.House.Tests;

public sealed class ReadmeTests
{
    [Fact]
    public void The_first_block_is_the_main_job_and_the_tests() =>
        Assert.Equal(["dotnet run -c Release --project samples/WordProblems", "dotnet test Sdk.sln"], Readme.Commands());

    [Fact]
    public void Ci_runs_the_readmes_test_command() =>
        Assert.Contains(Readme.Commands()[1], File.ReadAllText(Checkout.PathOf(".ci/run")), StringComparison.Ordinal);

    [Fact]
    public void Every_local_link_leads_somewhere()
    {
        foreach (string link in Readme.Text.Split("](").Skip(1).Select(static part => part[..part.IndexOf(')', StringComparison.Ordinal)]))
        {
            if (!link.Contains("://", StringComparison.Ordinal)) Assert.True(Path.Exists(Checkout.PathOf(link.Split('#')[0])), link);
        }
    }
}
