namespace TrialKeep;

/// <summary>
/// What answers, as a class, so that a container can give it what it works with. Hand its <see cref="AnswerAsync"/> to the generated <c>Variant</c>, which gives it the task's
/// <c>Input</c> and nothing else: <c>experiment.Variant("model-x", settings, handler.AnswerAsync, code)</c>.
/// </summary>
/// <typeparam name="TInput">What is asked: the task's <c>Input</c>.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public interface IVariant<in TInput, TRecord>
{
    /// <summary>Gives the record, or throws: a failure is recorded with its kind. Several calls may be under way at once.</summary>
    /// <param name="input">The item's id and the key parts of the task.</param>
    /// <param name="context">What else is known of the call.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<TRecord> AnswerAsync(TInput input, VariantContext context, CancellationToken cancellation);
}
