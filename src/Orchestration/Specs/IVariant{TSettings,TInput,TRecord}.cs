namespace TrialKeep;

/// <summary>
/// What answers by settings, as a class, for the points of a grid: <c>experiment.Variants(grid, handler.AnswerAsync, code)</c>.
/// </summary>
/// <typeparam name="TSettings">The settings, a type with <c>[ExperimentVariant]</c>.</typeparam>
/// <typeparam name="TInput">What is asked: the task's <c>Input</c>.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public interface IVariant<in TSettings, in TInput, TRecord>
{
    /// <summary>Gives the record, or throws: a failure is recorded with its kind. Several calls may be under way at once.</summary>
    /// <param name="settings">The settings of the variant.</param>
    /// <param name="input">The item's id and the key parts of the task.</param>
    /// <param name="context">What else is known of the call.</param>
    /// <param name="cancellation">Stops it.</param>
    Task<TRecord> AnswerAsync(TSettings settings, TInput input, VariantContext context, CancellationToken cancellation);
}
