namespace TrialKeep.Hosting.Tests;

/// <summary>A variant as a class for the points of a grid.</summary>
internal sealed class GridGuesser(Vocabulary words) : IVariant<Guesser, Puzzle.Input, Guess>
{
    public Task<Guess> AnswerAsync(Guesser settings, Puzzle.Input input, VariantContext context, CancellationToken cancellation) =>
        Task.FromResult(new Guess { Text = settings.Name.EndsWith("good", StringComparison.Ordinal) ? words.Yes : "no" });
}
