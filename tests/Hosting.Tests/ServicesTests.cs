using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TrialKeep.Hosting.Rendering;

namespace TrialKeep.Hosting.Tests;

/// <summary>Programs whose experiments are put together from a container's services.</summary>
public sealed class ServicesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-services-").FullName;
    private readonly Lines _log = new();
    private int _disposed;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_variant_and_an_evaluator_are_given_their_services_and_the_host_s_log_is_told()
    {
        using IHost host = Host(static services => services.AddExperiment<Puzzle, Guess>("puzzles", Puzzles));
        (int code, string output, string error) = await RunAsync(host.Services);
        Assert.True(code == 0, error);
        Assert.Contains("3 generated, 0 cached, 0 failed, 0 missing; 3 scored now.", output, StringComparison.Ordinal);
        Assert.Equal(1, _disposed);
        Assert.Contains(_log.All, static line => line.StartsWith("Run ", StringComparison.Ordinal) && line.Contains("of puzzles is Completed: 3 generated", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_class_answers_for_the_points_of_a_grid()
    {
        using IHost host = Host(static services => services.AddExperiment<Puzzle, Guess>("puzzles", static (provider, experiment) => Scored(provider, experiment).Variants(
            Grid.Of("g", new Guesser { Name = "" }).Vary("name", static (guesser, name) => guesser with { Name = name }, "good", "bad"), provider.GetRequiredService<GridGuesser>().AnswerAsync, Code.Version("1"))));
        string results = Path.Combine(_folder, "results.jsonl");
        (int code, _, string error) = await RunAsync(host.Services, "--results", results);
        Assert.True(code == 0, error);
        Assert.Equal([("good", 3), ("bad", 3)], new[] { ("good", "ja"), ("bad", "no") }.Select(pair =>
            (pair.Item1, File.ReadLines(results).Count(line => line.Contains($"g,name={pair.Item1}\"", StringComparison.Ordinal) && line.Contains($"\"{pair.Item2}\"", StringComparison.Ordinal)))));
    }

    [Fact]
    public async Task One_of_several_experiments_is_chosen_by_its_name()
    {
        using IHost host = Host(static services => services
            .AddExperiment<Puzzle, Guess>("puzzles", Puzzles)
            .AddExperiment<Puzzle, Guess>("riddles", Puzzles));
        (int code, _, string error) = await RunAsync(host.Services);
        Assert.Equal((2, "The program has several experiments: puzzles, riddles; choose one with --experiment NAME."), (code, error.Trim()));
        (code, _, error) = await RunAsync(host.Services, "--experiment", "ridles");
        Assert.Equal((2, "The program has no experiment 'ridles'; there are puzzles, riddles."), (code, error.Trim()));
        Assert.Equal(0, (await RunAsync(host.Services, "plan", "--experiment=riddles", "--quiet")).ExitCode);
        Assert.StartsWith("riddles: 3 items", (await RunAsync(host.Services, "--experiment", "riddles", "plan")).Output, StringComparison.Ordinal);
        Assert.Contains("--experiment", (await RunAsync(host.Services, "--help")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_s_own_services_run_while_the_program_does()
    {
        List<string> said = [];
        using IHost host = Host(services => services.AddExperiment<Puzzle, Guess>("puzzles", (provider, experiment) =>
        {
            said.Add("built");
            return Puzzles(provider, experiment);
        }).AddSingleton<IHostedService>(new Doorman(said.Add)));
        using StringWriter output = new(CultureInfo.InvariantCulture);
        Assert.Equal(0, await ExperimentHost.RunAsync(["plan", "--store", Path.Combine(_folder, "trials")], host, new HostConsole(() => output, () => output, isTerminal: false)));
        Assert.Equal(["open", "built", "closed"], said);
    }

    [Fact]
    public async Task A_program_without_an_experiment_says_how_to_register_one()
    {
        using IHost host = Host(static _ => { });
        (int code, _, string error) = await RunAsync(host.Services);
        Assert.Equal(2, code);
        Assert.Contains("services.AddExperiment", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_not_registered_is_named()
    {
        using IHost host = Host(static services => services.AddExperiment<Puzzle, Guess>("puzzles", static (provider, experiment) => experiment.Prices(provider.GetRequiredService<PriceTable>())));
        (int code, _, string error) = await RunAsync(host.Services);
        Assert.Equal(2, code);
        Assert.Contains("PriceTable", error, StringComparison.Ordinal);
        Assert.DoesNotContain("fault of the program", error, StringComparison.Ordinal);
    }

    private static Experiment<Puzzle, Guess> Puzzles(IServiceProvider services, Experiment<Puzzle, Guess> experiment) => Scored(services, experiment)
        .Variant("low", new Guesser { Name = "low" }, services.GetRequiredService<VocabularyGuesser>().AnswerAsync, Code.Version("1"));

    private static Experiment<Puzzle, Guess> Scored(IServiceProvider services, Experiment<Puzzle, Guess> experiment) => experiment
        .Data(DataSet.Of(Enumerable.Range(0, 3).Select(static i => new Puzzle { Id = $"p{i}", Question = $"{i}?", Expected = "ja" })))
        .Evaluate("exact", services.GetRequiredService<VocabularyEvaluator>(), Code.Version("1"));

    private IHost Host(Action<IServiceCollection> register)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(_log);
        builder.Services.AddSingleton(new Vocabulary("ja")).AddTransient<VocabularyGuesser>().AddTransient<GridGuesser>()
            .AddScoped(services => new VocabularyEvaluator(services.GetRequiredService<Vocabulary>(), () => _disposed++));
        register(builder.Services);
        return builder.Build();
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(IServiceProvider services, params string[] args)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter error = new(CultureInfo.InvariantCulture);
        int code = await ExperimentHost.RunAsync([.. args, "--store", Path.Combine(_folder, "trials")], services, new HostConsole(() => output, () => error, isTerminal: false));
        return (code, output.ToString(), error.ToString());
    }
}
