using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using TrialKeep.Hosting.Specifications;
using TrialKeep.Orchestration.Execution;

namespace TrialKeep.Hosting.Options;

/// <summary>The options that say how variants are called and when a call stops by itself.</summary>
internal sealed class PolicyOptions
{
    private readonly Option<int?> _maxFailures = Number<int>("--max-failures", "N", "Stops when N items have failed");
    private readonly Option<bool> _failFast = new("--fail-fast") { Description = "Stops at the first item that fails" };
    private readonly Option<int?> _maxItems = Number<int>("--max-items", "N", "Asks for N items at most; the next call goes on");
    private readonly Option<long?> _maxTokens = Number<long>("--max-tokens", "N", "Stops before more than N tokens are used up");
    private readonly Option<decimal?> _maxCost = Number<decimal>("--max-cost", "MONEY", "Stops before more money is spent, in the currency of the prices");
    private readonly Option<TimeSpan?> _maxTime = Time("--max-time", "Stops after this time");
    private readonly Option<int?> _retries = Number<int>("--retries", "N", "Tries again N times what may pass: rate limits, failures of the server, lost connections, time-outs");
    private readonly Option<TimeSpan?> _timeout = Time("--timeout", "How long one try of an answer may take");
    private readonly Option<TimeSpan?> _itemTimeout = Time("--item-timeout", "How long an answer may take with all its tries");
    private readonly Option<int?> _breaker = Number<int>("--breaker", "N", "Asks a variant no more that failed N times in a row with the same error");
    private readonly Option<int?> _concurrency = Number<int>("--concurrency", "N", "How many answers of one variant are asked for at once");
    private readonly Option<double?> _requests = Number<double>("--requests-per-minute", "N", "How often a variant is asked a minute");
    private readonly Option<double?> _tokens = Number<double>("--tokens-per-minute", "N", "How many tokens a variant may use up a minute");
    private readonly Option<string?> _prices = new("--prices") { Description = "What tokens cost: a JSON file of models with their prices, instead of those of the experiment", HelpName = "FILE" };
    private readonly Option<bool> _shared = new("--shared") { Description = "Shares the run with other processes that say the same" };

    public IReadOnlyList<Option> All =>
        [_maxFailures, _failFast, _maxItems, _maxTokens, _maxCost, _maxTime, _retries, _timeout, _itemTimeout, _breaker, _concurrency, _requests, _tokens, _prices, _shared];

    /// <summary>What the command line says, over what a call does by itself.</summary>
    public RunOptions Read(ParseResult parsed, RunOptions options)
    {
        bool failFast = parsed.GetValue(_failFast);
        if (failFast && parsed.GetValue(_maxFailures) is > 1) throw new InvalidInputException("--fail-fast stops at the first failure and --max-failures allows more; leave one of them out.");
        return options with
        {
            MaxFailures = failFast ? 1 : parsed.GetValue(_maxFailures),
            Budget = new() { Items = parsed.GetValue(_maxItems), Tokens = parsed.GetValue(_maxTokens), Cost = parsed.GetValue(_maxCost), Time = parsed.GetValue(_maxTime) },
            Limits = new()
            {
                Concurrency = parsed.GetValue(_concurrency),
                RequestsPerMinute = parsed.GetValue(_requests),
                TokensPerMinute = parsed.GetValue(_tokens),
                Timeout = parsed.GetValue(_timeout),
                ItemTimeout = parsed.GetValue(_itemTimeout),
                Retry = parsed.GetValue(_retries) is { } retries ? RetryPolicy.Transient(retries) : null,
                Breaker = parsed.GetValue(_breaker),
            },
            Prices = parsed.GetValue(_prices) is { } file ? PriceFile.Read(file) : null,
            Shared = parsed.GetValue(_shared),
        };
    }

    private static Option<T?> Number<T>(string name, string help, string description)
        where T : struct, System.Numerics.INumber<T> => new(name)
        {
            Description = description,
            HelpName = help,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (T.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out T number) && number > T.Zero && T.IsFinite(number)) return number;
                if (name == "--retries" && text == "0") return T.Zero;
                result.AddError($"{name} takes a number above 0, not '{text}'.");
                return null;
            },
        };

    private static Option<TimeSpan?> Time(string name, string description) => new(name) { Description = description, HelpName = "TIME", CustomParser = result => Parse(result, name) };

    private static TimeSpan? Parse(ArgumentResult result, string name)
    {
        string text = result.Tokens[0].Value;
        if (DurationText.TryParse(text, out TimeSpan time)) return time;
        result.AddError($"{name} takes a time such as 30s, 5m or 2h, not '{text}'.");
        return null;
    }
}
