using System.Diagnostics;

namespace TrialKeep.Testing.Tests.Frameworks;

/// <summary>The same gates in a project of each framework, tested as a user does it. A framework that does not restore is skipped by its name.</summary>
public sealed class FrameworkTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("NUnit", """<PackageReference Include="NUnit" Version="[4.4.0]" /><PackageReference Include="NUnit3TestAdapter" Version="[4.6.0]" />""", "NUnit.Framework", "", "Test", 3, 1)]
    [InlineData("MSTest", """<PackageReference Include="MSTest.TestFramework" Version="[4.4.0]" /><PackageReference Include="MSTest.TestAdapter" Version="[4.4.0]" />""", "Microsoft.VisualStudio.TestTools.UnitTesting", "[TestClass]", "TestMethod", 3, 1)]
    [InlineData("xUnit", """<PackageReference Include="xunit.v3" Version="[3.2.2]" /><PackageReference Include="xunit.runner.visualstudio" Version="[4.0.1]" />""", "Xunit", "", "Fact", 2, 1)]
    public async Task The_table_is_what_a_failed_test_says(string framework, string packages, string space, string onClass, string onMethod, int failed, int passed)
    {
        await WriteProjectAsync(packages, space, onClass, onMethod);
        (int restored, string log) = await DotnetAsync("restore");
        Assert.SkipWhen(restored != 0, $"The packages of {framework} don't restore here: {log.Split('\n').FirstOrDefault(static line => line.Contains("error", StringComparison.Ordinal))?.Split(": ").Last()}");
        (int code, string output) = await DotnetAsync("test", "--no-restore", "-nodeReuse:false");
        Assert.True(code != 0, output);
        Assert.Contains($"Failed:     {failed}, Passed:     {passed}, Skipped:     {4 - failed - passed}, Total:     4", output, StringComparison.Ordinal);
        Assert.Contains("Gate failed: run run-of-100 against run-of-180", output, StringComparison.Ordinal);
        Assert.Matches(@"rule +arm +value +interval +limit +verdict\s", output);
        Assert.Matches(@"correct >= baseline - 0\.02 +solver +-0\.4 +\[[^\]]+\] +-0\.02 +failed", output);
        Assert.Contains("GateUndecidedException", output, StringComparison.Ordinal);
    }

    private async Task WriteProjectAsync(string packages, string space, string onClass, string onMethod)
    {
        _folder.Scores("before.json", 180);
        _folder.Scores("same.json", 180);
        _folder.Scores("worse.json", 100);
        _folder.Scores("unsure.json", 176);
        _folder.Scores("others.json", 180, items: "x");
        string references = string.Concat(Directory.GetFiles(AppContext.BaseDirectory, "TrialKeep.*.dll").Where(static file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal)).Select(static file => $"<Reference Include=\"{file}\" />"));
        await WriteAsync("Gated.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>{(space == "Xunit" ? "Exe" : "Library")}</OutputType><ImplicitUsings>enable</ImplicitUsings><IsTestProject>true</IsTestProject></PropertyGroup>
              <ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" Version="[18.11.0]" />{packages}{references}</ItemGroup>
            </Project>
            """);
        await WriteAsync("Gates.cs", $$"""
            using {{space}};
            using TrialKeep.Testing;

            {{onClass}}
            public class Gates
            {
                private static ExperimentGate Of(string now) => ExperimentGate.OfFile(@"{{_folder.Root}}/" + now).Against(@"{{_folder.Root}}/before.json").NoWorseBy(0.02);

                [{{onMethod}}] public void Same() => Of("same.json").Require();
                [{{onMethod}}] public void Worse() => Of("worse.json").Require();
                [{{onMethod}}] public void Unsure() => Of("unsure.json").Require();
                [{{onMethod}}] public void Others() => Of("others.json").Require(nothingToCompare: Otherwise.Skip);
            }
            """);
    }

    private Task WriteAsync(string name, string text) => File.WriteAllTextAsync(_folder.PathOf(name), text, TestContext.Current.CancellationToken);

    private async Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [arguments[0], _folder.PathOf("Gated.csproj"), "-nologo", .. arguments[1..]]) { WorkingDirectory = _folder.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        // A build inside a test run must not share servers or settings with the build outside.
        foreach (string name in start.Environment.Keys.Where(static name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray()) start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet could not be started.");
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await error);
    }
}
