namespace TrialKeep.Hosting.Tests;

/// <summary>A variant as a class, made by a container.</summary>
internal sealed class VocabularyGuesser(Vocabulary words) : IVariant<Puzzle.Input, Guess>
{
    public Task<Guess> AnswerAsync(Puzzle.Input input, VariantContext context, CancellationToken cancellation) => Task.FromResult(new Guess { Text = words.Yes });
}
