using System.CommandLine;
using TrialKeep;
using WordProblems.Sources;
using WordProblems.Tour;
using WordProblems.Types;

Option<string?> data = new("--data") { Description = "Problems in GSM8K's format instead of this project's own", HelpName = "FILE" };
Option<string?> recorded = new("--recorded") { Description = "Recorded answers of several models, replayed", HelpName = "FILE" };
Option<string?> endpoint = new("--endpoint") { Description = "An OpenAI-compatible server, http://localhost:8080/v1", HelpName = "URL" };
Option<string?> model = new("--model") { Description = "The model that the server is asked for", HelpName = "NAME" };
Option<string?> apiKeyEnv = new("--api-key-env") { Description = "The environment variable that holds the server's key", HelpName = "VAR" };
Option<bool> worse = new("--worse") { Description = "The best solver is replaced by a worse one under its name, to see a gate fail" };
Option<bool> tour = new("--tour") { Description = "Shows in five minutes, in a temporary store, what this is good for" };

if (args.Contains("--tour")) return await GuidedTour.RunAsync(args);
return await ExperimentHost.RunAsync(args, [data, recorded, endpoint, model, apiKeyEnv, worse, tour], Build);

Experiment<WordProblem, Answer> Build(ParseResult parsed)
{
    DataSet<WordProblem> problems = parsed.GetValue(data) is { } file ? ProblemData.Gsm(file) : ProblemData.Own();
    string? server = parsed.GetValue(endpoint);
    if (parsed.GetValue(recorded) is { } answers)
    {
        if (server is not null || parsed.GetValue(data) is not null) throw new InvalidInputException("--recorded brings its own questions and models; leave out --data and --endpoint.");
        return RecordedExperiment.Of(answers);
    }

    return server is null ? BaselineExperiment.Of(problems, parsed.GetValue(worse)) : Chat(parsed, problems, server);
}

Experiment<WordProblem, Answer> Chat(ParseResult parsed, DataSet<WordProblem> problems, string server)
{
    if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https")) throw new InvalidInputException($"--endpoint takes an address like http://localhost:8080/v1, not '{server}'.");
    if (address.UserInfo.Length > 0) throw new InvalidInputException("--endpoint takes an address without a user and a password, because it is stored; give a key by --api-key-env.");
    string name = parsed.GetValue(model) ?? throw new InvalidInputException("--endpoint needs --model NAME: which model the server is asked for.");
    string? key = parsed.GetValue(apiKeyEnv) is not { } variable
        ? null
        : Environment.GetEnvironmentVariable(variable) ?? throw new InvalidInputException($"The environment variable {variable}, named by --api-key-env, is not set.");
    OpenAIChatClient client = new(new OpenAIChatClientOptions { Endpoint = address, Model = name, ApiKey = key });
    return ChatExperiment.Of(problems, client, new ChatVariant { Model = name, Endpoint = server });
}
