using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Specs;

/// <summary>A stage of the program's own.</summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
/// <param name="Name">The name.</param>
/// <param name="Work">What is done.</param>
/// <param name="Code">What identifies the code.</param>
/// <param name="After">The stage that it stands after: generate, transform or evaluate.</param>
public sealed record OwnStage<TTask, TRecord>(string Name, Func<Run<TTask, TRecord>, StageContext<TTask, TRecord>, CancellationToken, Task> Work, CodeIdentity Code, RunStage After)
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>;
