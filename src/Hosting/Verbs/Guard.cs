using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Gates.Baselines;
using TrialKeep.Analysis.Phrasing;
using TrialKeep.Hosting.Signals;
using TrialKeep.Orchestration.Execution;
using TrialKeep.Storage;

namespace TrialKeep.Hosting.Verbs;

/// <summary>Turns what a verb throws into one clear sentence and an exit code; a signal comes before everything else.</summary>
internal static class Guard
{
    public static async Task<int> RunAsync(Func<Task<int>> verb, StopSignal signal, TextWriter error)
    {
        int code;
        try
        {
            code = await verb().ConfigureAwait(false);
        }
        catch (InvalidInputException exception)
        {
            code = Fail(error, exception.Message, ExitCode.InvalidInput);
        }
        catch (Exception exception) when (exception is GateRuleException or BaselineFormatException)
        {
            code = Fail(error, exception.Message, ExitCode.InvalidInput);
        }
        catch (OfflineMissException exception)
        {
            code = Fail(error, exception.Message, ExitCode.OfflineMiss);
        }
        catch (StoreException exception)
        {
            code = Fail(error, exception.Message, exception.Problem is Problem.NewerFormat or Problem.Damaged ? ExitCode.StoreUnreadable : ExitCode.InvalidInput);
        }
        catch (OperationCanceledException) when (signal.Received is not null)
        {
            code = ExitCode.Interrupted;
        }
#pragma warning disable CA1031 // The last line: whatever is left is a fault of the program, and says so with everything there is to find it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            code = Fail(error, $"This is a fault of the program, not of what you gave it; please report it: {exception}", ExitCode.InternalError);
        }

        return signal.Received ?? code;
    }

    private static int Fail(TextWriter error, string sentence, int code)
    {
        error.WriteLine(DisplayText.Lines(sentence));
        return code;
    }
}
