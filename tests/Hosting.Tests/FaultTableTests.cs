using System.Globalization;

namespace TrialKeep.Hosting.Tests;

/// <summary>
/// A variant that does one bad thing, at the first, a middle and the last of ten items. After each: what the call counts, which evidence is kept, the exit code, and
/// what the next call, with the fault mended, has to ask for.
/// </summary>
public sealed class FaultTableTests : IDisposable
{
    private const int Items = 10;

    // Of a place p of the fault: what was generated, failed, is missing; failures on record and their kind; the exit code; the calls of the next call.
    private static readonly Dictionary<string, Row> s_table = new()
    {
        ["throws"] = new("", static _ => (9, 1, 0), 1, "exception", 3, static _ => 1),
        ["throws, fail-fast"] = new("--fail-fast --parallelism 1", static p => (p, 1, 9 - p), 1, "exception", 6, static p => 10 - p),
        ["throws, breaker"] = new("--breaker 1 --parallelism 1", static p => (p, 1, 9 - p), 1, "exception", 6, static p => 10 - p),
        ["throws, most failures"] = new("--max-failures 2", static _ => (9, 1, 0), 1, "exception", 3, static _ => 1),
        ["fails once"] = new("--retries 1", static _ => (10, 0, 0), 1, "server-error", 0, static _ => 0),
        ["fails once, no retry"] = new("", static _ => (9, 1, 0), 1, "server-error", 3, static _ => 1),
        ["is refused by the service"] = new("--retries 3", static _ => (9, 1, 0), 1, "request-refused", 3, static _ => 1),
        ["no record"] = new("", static _ => (9, 1, 0), 1, "exception", 3, static _ => 1),
        ["no task"] = new("", static _ => (9, 1, 0), 1, "exception", 3, static _ => 1),
        ["bad text"] = new("", static _ => (9, 1, 0), 1, "invalid-record", 3, static _ => 1),
        ["cancels itself"] = new("", static _ => (9, 1, 0), 1, "cancelled", 3, static _ => 1),
        ["broken type"] = new("", static _ => (9, 1, 0), 1, "exception", 3, static _ => 1),
        ["never answers"] = new("--timeout 0.1s", static _ => (9, 1, 0), 1, "timeout", 3, static _ => 1),
        ["blocks"] = new("--timeout 0.1s", static _ => (9, 1, 0), 1, "timeout", 3, static _ => 1),
        ["blocks, for the item"] = new("--item-timeout 0.1s", static _ => (9, 1, 0), 1, "timeout", 3, static _ => 1),
        ["is dear"] = new("--max-tokens 500 --parallelism 1", static p => (p + 1, 0, 9 - p), 0, "", 6, static p => 9 - p),
        ["is refused"] = new("", static _ => (10, 0, 0), 0, "", 0, static _ => 0),
        ["is cut"] = new("", static _ => (10, 0, 0), 0, "", 0, static _ => 0),
    };

    private readonly Program _program = new() { Items = Items };
    private readonly ManualResetEventSlim _never = new();
    private int _calls;
    private string _fault = "";

    public static TheoryData<string, int> Faults
    {
        get
        {
            TheoryData<string, int> faults = [];
            foreach (string fault in s_table.Keys)
            {
                foreach (int place in (int[])[0, 5, Items - 1]) faults.Add(fault, place);
            }

            return faults;
        }
    }

    public void Dispose()
    {
        _never.Set();
        _program.Dispose();
        _never.Dispose();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_costs_what_the_table_says(string fault, int place)
    {
        Row row = s_table[fault];
        _fault = fault.Split(',')[0];
        _program.Right.Clear();
        _program.Finish = experiment => _program.Scored(experiment.Variant("scripted", new Guesser { Name = "scripted" }, (input, context, _) => AnswerAsync(input.Id == $"p{place}", context), Code.Version("1")));
        (int code, string output, string error) = await _program.RunAsync(row.Options.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        (int generated, int failed, int missing) = row.Counts(place);
        // A budget that is passed by the last item stops nothing.
        Assert.Equal((failed + missing > 0 ? row.Exit : 0, ""), (code, code == 0 ? error : ""));
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{generated} generated, 0 cached, {failed} failed, {missing} missing;"), output, StringComparison.Ordinal);
        string[] evidence = [.. Directory.EnumerateFiles(_program.Store, "w*.jsonl", SearchOption.AllDirectories).SelectMany(File.ReadLines).Where(static line => line.Contains(",\"error\":{", StringComparison.Ordinal) && line.StartsWith("{\"kind\":\"record\"", StringComparison.Ordinal))];
        Assert.Equal(row.Failures, evidence.Length);
        Assert.All(evidence, line => Assert.Contains($"\"error\":{{\"kind\":\"{row.Kind}\"", line, StringComparison.Ordinal));
        _fault = "";
        _calls = 0;
        Assert.Equal(0, (await _program.RunAsync()).ExitCode);
        Assert.Equal(row.Resume(place), _calls);
    }

    private Task<Guess> AnswerAsync(bool isFaulty, VariantContext context)
    {
        Interlocked.Increment(ref _calls);
        Guess good = new() { Text = "yes" };
        if (!isFaulty) return Task.FromResult(good);
        switch (_fault)
        {
            case "throws": throw new InvalidOperationException("bad luck");
            case "fails once" when context.Attempt == 1: throw new VariantException(FailureKind.ServerError, "down");
            case "is refused by the service": throw new VariantException(FailureKind.RequestRefused, "no such model");
            case "no record": return Task.FromResult<Guess>(null!);
            case "no task": return null!;
            case "bad text": return Task.FromResult(new Guess { Text = "\uD800" });
            case "cancels itself": return Task.FromCanceled<Guess>(new CancellationToken(canceled: true));
            case "broken type": return Task.FromResult(new Guess { Text = Broken.Text });
            case "never answers": return new TaskCompletionSource<Guess>().Task;
            case "blocks": _never.Wait(CancellationToken.None); break;
            case "is dear": context.Report(new Usage(400, 100)); break;
            case "is refused": context.Report(AnswerOutcome.Refused); break;
            case "is cut": context.Report(AnswerOutcome.Truncated); break;
        }

        return Task.FromResult(good);
    }

    private static class Broken
    {
        public static readonly string Text = Fail();

        private static string Fail() => throw new InvalidOperationException("no type");
    }

    private sealed record Row(string Options, Func<int, (int Generated, int Failed, int Missing)> Counts, int Failures, string Kind, int Exit, Func<int, int> Resume);
}
