using System.Collections.Immutable;
using System.Globalization;
using TrialKeep.Orchestration.Specs;
using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>
/// The description of an experiment. It is immutable: every call returns a changed copy. Names, order of declaration and the number of
/// samples decide the plan; what identifies a result is the key of the task, the key and code of the variant, the record's schema and the sample.
/// </summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public sealed class Experiment<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    internal Experiment(string name)
    {
        Demand(name, "An experiment");
        Name = name;
    }

    private Experiment(Experiment<TTask, TRecord> other)
    {
        Name = other.Name;
        Source = other.Source;
        Variants = other.Variants;
        Transforms = other.Transforms;
        Evaluations = other.Evaluations;
        SampleCount = other.SampleCount;
        EnvironmentScope = other.EnvironmentScope;
        VariantLimits = other.VariantLimits;
        TransformLimits = other.TransformLimits;
        EvaluationLimits = other.EvaluationLimits;
        PriceTable = other.PriceTable;
        Hooks = other.Hooks;
        Stages = other.Stages;
    }

    /// <summary>The name.</summary>
    public string Name { get; }

    /// <summary>Where the tasks come from; null until <see cref="Data(DataSet{TTask})"/> was called.</summary>
    public DataSet<TTask>? Source { get; private init; }

    /// <summary>The variants as declared.</summary>
    public ImmutableArray<VariantSpec<TTask, TRecord>> Variants { get; private init; } = [];

    /// <summary>The transforms as declared, each after the one that it builds on.</summary>
    public ImmutableArray<Transform<TRecord>> Transforms { get; private init; } = [];

    /// <summary>The evaluations as declared; the first is the one that comparisons and gates are about.</summary>
    public ImmutableArray<EvaluationSpec<TTask, TRecord>> Evaluations { get; private init; } = [];

    /// <summary>How many answers each variant gives to each task.</summary>
    public int SampleCount { get; private init; } = 1;

    /// <summary>What of the environment results depend on; empty unless declared.</summary>
    public string EnvironmentScope { get; private init; } = "";

    /// <summary>How variants may be called, by their names: no part of any key.</summary>
    public ImmutableDictionary<string, VariantLimits> VariantLimits { get; private init; } = ImmutableDictionary.Create<string, VariantLimits>(StringComparer.Ordinal);

    /// <summary>How transforms that call a service may be called, by their names: no part of any identity.</summary>
    public ImmutableDictionary<string, VariantLimits> TransformLimits { get; private init; } = ImmutableDictionary.Create<string, VariantLimits>(StringComparer.Ordinal);

    /// <summary>How evaluators that call a service may be called, by the names of the evaluations: no part of any identity.</summary>
    public ImmutableDictionary<string, VariantLimits> EvaluationLimits { get; private init; } = ImmutableDictionary.Create<string, VariantLimits>(StringComparer.Ordinal);

    /// <summary>What tokens cost; null when nobody said.</summary>
    public PriceTable? PriceTable { get; private init; }

    /// <summary>What the program does before and after stages, as declared: no part of any key.</summary>
    public ImmutableArray<StageHook<TTask, TRecord>> Hooks { get; private init; } = [];

    /// <summary>The stages of the program's own, as declared: no part of any key.</summary>
    public ImmutableArray<OwnStage<TTask, TRecord>> Stages { get; private init; } = [];

    /// <summary>Says where the tasks come from.</summary>
    public Experiment<TTask, TRecord> Data(DataSet<TTask> tasks)
    {
        ArgumentNullException.ThrowIfNull(tasks);
        return new(this) { Source = tasks };
    }

    /// <summary>Says where the rows come from and how a row becomes a task.</summary>
    public Experiment<TTask, TRecord> Data<TRow>(DataSet<TRow> rows, Func<TRow, TTask> task)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Data(rows.Select(task));
    }

    /// <summary>
    /// Adds a variant that is given the whole task. Prefer the generated <c>Variant</c>, which gives it only the item's id and the key parts.
    /// </summary>
    /// <param name="name">A display name, unique in the experiment; not part of any key.</param>
    /// <param name="variant">The settings, whose key identifies the variant.</param>
    /// <param name="answer">Gives the record, or throws: a failure is recorded with its kind and tried again by the next call.</param>
    /// <param name="code">What identifies the code of <paramref name="answer"/>.</param>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Experiment<TTask, TRecord> AddVariant<TVariant>(
        string name, TVariant variant, Func<TTask, VariantContext, CancellationToken, Task<TRecord>> answer, CodeIdentity code)
        where TVariant : IExperimentVariant<TVariant>
    {
        Demand(name, "A variant");
        ArgumentNullException.ThrowIfNull(answer);
        Demand(code, name);
        if (Variants.Any(other => other.Name == name)) throw new ArgumentException($"Two variants are called '{name}'; give each its own name.", nameof(name));
        return new(this) { Variants = Variants.Add(new VariantSpec<TTask, TRecord, TVariant>(name, Key.Of(variant), variant, answer, code)) };
    }

    /// <summary>
    /// Adds the variants of a grid, each with its own key, which are given the whole task. Prefer the generated <c>Variants</c>, which gives them only the item's id
    /// and the key parts.
    /// </summary>
    /// <param name="grid">The variants.</param>
    /// <param name="answer">Gives the record for the settings of one of them, or throws.</param>
    /// <param name="code">What identifies the code of <paramref name="answer"/>.</param>
    /// <exception cref="ArgumentException">A name is taken.</exception>
    public Experiment<TTask, TRecord> AddVariants<TVariant>(
        Grid<TVariant> grid, Func<TVariant, TTask, VariantContext, CancellationToken, Task<TRecord>> answer, CodeIdentity code)
        where TVariant : IExperimentVariant<TVariant>
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(answer);
        return grid.Points.Aggregate(this, (experiment, point) => experiment.AddVariant(
            point.Name, point.Settings, (task, context, cancellation) => answer(point.Settings, task, context, cancellation), code));
    }

    /// <summary>Adds a transform: what it makes of every record is stored, and can be evaluated. Those that it builds on are added before it.</summary>
    /// <exception cref="ArgumentException">The name is taken by another transform.</exception>
    public Experiment<TTask, TRecord> Transform<TOutput>(Transform<TRecord, TOutput> transform)
        where TOutput : IExperimentRecord<TOutput>
    {
        ArgumentNullException.ThrowIfNull(transform);
        return new(this) { Transforms = With(Transforms, transform) };
    }

    /// <summary>
    /// Adds an evaluation of what a transform makes of the records. The transform is added too, where it is not there yet. A record of which it
    /// makes nothing is unscored, with the transform's reason.
    /// </summary>
    /// <param name="name">The name, which is also a folder of the store, unique in the experiment.</param>
    /// <param name="transform">Makes what is scored.</param>
    /// <param name="evaluator">Gives each output its score.</param>
    /// <param name="code">What identifies the user's code in the evaluator.</param>
    /// <exception cref="ArgumentException">The name is empty or taken, or that of the transform is taken.</exception>
    public Experiment<TTask, TRecord> Evaluate<TOutput>(string name, Transform<TRecord, TOutput> transform, Evaluator<TTask, TOutput> evaluator, CodeIdentity code)
        where TOutput : IExperimentRecord<TOutput>
    {
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentNullException.ThrowIfNull(evaluator);
        DemandEvaluation(name, code);
        return new(this)
        {
            Transforms = With(Transforms, transform),
            Evaluations = Evaluations.Add(new OutputEvaluation<TTask, TRecord, TOutput>(name, transform, evaluator, code)),
        };
    }

    /// <summary>Adds an evaluation: an evaluator with a name.</summary>
    /// <param name="name">The name, which is also a folder of the store, unique in the experiment.</param>
    /// <param name="evaluator">Gives each record its score.</param>
    /// <param name="code">What identifies the user's code in the evaluator.</param>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public Experiment<TTask, TRecord> Evaluate(string name, Evaluator<TTask, TRecord> evaluator, CodeIdentity code)
    {
        ArgumentNullException.ThrowIfNull(evaluator);
        DemandEvaluation(name, code);
        return new(this) { Evaluations = Evaluations.Add(new RecordEvaluation<TTask, TRecord>(name, evaluator, code)) };
    }

    /// <summary>Says how many answers each variant gives to each task.</summary>
    public Experiment<TTask, TRecord> Samples(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return new(this) { SampleCount = count };
    }

    /// <summary>Says how a variant may be called: how many times at once and a minute, how long, how often again. What a call says for itself counts first.</summary>
    /// <param name="variant">The name of a variant that was added before.</param>
    /// <param name="limits">The limits, which replace those said before.</param>
    /// <exception cref="ArgumentException">There is no such variant, or a limit is none.</exception>
    public Experiment<TTask, TRecord> Limits(string variant, VariantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(variant);
        ArgumentNullException.ThrowIfNull(limits);
        if (!Variants.Any(known => known.Name == variant)) throw new ArgumentException($"There is no variant '{variant}' to limit; add it first.", nameof(variant));
        limits.Check($"the variant '{variant}'");
        return new(this) { VariantLimits = VariantLimits.SetItem(variant, limits) };
    }

    /// <summary>
    /// Says how a transform that calls a service may be called, as <see cref="Limits(string, VariantLimits)"/> says it of a variant. A transform with limits, be they empty, is asked of the
    /// budget and follows what the call says for itself; one without is only tried again as the call says.
    /// </summary>
    /// <param name="transform">The name of a transform that was added before.</param>
    /// <param name="limits">The limits, which replace those said before.</param>
    /// <exception cref="ArgumentException">There is no such transform, or a limit is none.</exception>
    public Experiment<TTask, TRecord> LimitTransform(string transform, VariantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(transform);
        ArgumentNullException.ThrowIfNull(limits);
        if (!Transforms.Any(known => known.Name == transform)) throw new ArgumentException($"There is no transform '{transform}' to limit; add it first.", nameof(transform));
        limits.Check($"the transform '{transform}'");
        return new(this) { TransformLimits = TransformLimits.SetItem(transform, limits) };
    }

    /// <summary>
    /// Says how an evaluator that calls a service may be called, as <see cref="Limits(string, VariantLimits)"/> says it of a variant. A judge (<see cref="Evaluator{TTask, TRecord}.IsJudge"/>), and an
    /// evaluation with limits, be they empty, is asked of the budget and follows what the call says for itself; another is only tried again as the call says.
    /// </summary>
    /// <param name="evaluation">The name of an evaluation that was added before.</param>
    /// <param name="limits">The limits, which replace those said before.</param>
    /// <exception cref="ArgumentException">There is no such evaluation, or a limit is none.</exception>
    public Experiment<TTask, TRecord> LimitEvaluation(string evaluation, VariantLimits limits)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ArgumentNullException.ThrowIfNull(limits);
        if (!Evaluations.Any(known => known.Name == evaluation)) throw new ArgumentException($"There is no evaluation '{evaluation}' to limit; add it first.", nameof(evaluation));
        limits.Check($"the evaluation '{evaluation}'");
        return new(this) { EvaluationLimits = EvaluationLimits.SetItem(evaluation, limits) };
    }

    /// <summary>Says what tokens cost, so that costs are kept with the answers and a budget of money can be held.</summary>
    public Experiment<TTask, TRecord> Prices(PriceTable prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        return new(this) { PriceTable = prices };
    }

    /// <summary>Declares what of the environment results depend on, such as the CPU: part of every result's identity.</summary>
    public Experiment<TTask, TRecord> Environment(string scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return new(this) { EnvironmentScope = scope };
    }

    /// <summary>
    /// Adds what is done before a stage, once in each call that comes to it, whether or not the stage has anything to do. Hooks run one after the other, as
    /// declared. When one fails, the stage is not begun and the call ends.
    /// </summary>
    /// <param name="stage">The stage: generate, transform or evaluate.</param>
    /// <param name="hook">What is done. The token is cancelled when the call stops.</param>
    /// <param name="name">What it is called in messages; null for <c>before generate</c> and the like.</param>
    /// <exception cref="ArgumentException">The stage is one of the program's own, or the name is empty or taken.</exception>
    public Experiment<TTask, TRecord> Before(RunStage stage, Func<StageContext<TTask, TRecord>, CancellationToken, Task> hook, string? name = null) => With(stage, isBefore: true, hook, name);

    /// <summary>
    /// Adds what is done after a stage whose hooks before it have ended well, when all that the stage has made is durable: also when the call was stopped on the way, so
    /// that what was begun before the stage can be ended here. When one fails, the others still run, and then the call ends.
    /// </summary>
    /// <param name="stage">The stage: generate, transform or evaluate.</param>
    /// <param name="hook">What is done. The token is cancelled when the call's grace period is over.</param>
    /// <param name="name">What it is called in messages; null for <c>after generate</c> and the like.</param>
    /// <exception cref="ArgumentException">The stage is one of the program's own, or the name is empty or taken.</exception>
    public Experiment<TTask, TRecord> After(RunStage stage, Func<StageContext<TTask, TRecord>, CancellationToken, Task> hook, string? name = null) => With(stage, isBefore: false, hook, name);

    /// <summary>
    /// Adds a stage of the program's own, which runs when what the stage before it has made is durable: an export, a check, an index. It is skipped while it has ended well with this code on
    /// this very run: no answer, and as far as it stands after those no output or score, has come or gone since. When it fails, that is recorded as an event, the call ends, later
    /// stages are left out, and the next call tries again.
    /// </summary>
    /// <param name="name">The name, unique in the experiment.</param>
    /// <param name="work">What is done with the run as it is then. The run is not to be disposed, and not to be asked when the stage is over.</param>
    /// <param name="code">What identifies the code of <paramref name="work"/>: other code, and the stage runs again.</param>
    /// <param name="after">After which stage it stands: generate, transform or evaluate. Several of one place run one after the other, as declared.</param>
    /// <exception cref="ArgumentException">The name is empty or taken, or the place is none.</exception>
    public Experiment<TTask, TRecord> Stage(
        string name, Func<Run<TTask, TRecord>, StageContext<TTask, TRecord>, CancellationToken, Task> work, CodeIdentity code, RunStage after = RunStage.Evaluate)
    {
        Demand(name, "A stage");
        ArgumentNullException.ThrowIfNull(work);
        Demand(code, name);
        if (Stages.Any(other => other.Name == name)) throw new ArgumentException($"Two stages are called '{name}'; give each its own name.", nameof(name));
        if (after is not (RunStage.Generate or RunStage.Transform or RunStage.Evaluate)) throw new ArgumentException($"The stage '{name}' has no place; it stands after generate, transform or evaluate, and after other stages of its place by its declaration.", nameof(after));
        return new(this) { Stages = Stages.Add(new(name, work, code, after)) };
    }

    private Experiment<TTask, TRecord> With(RunStage stage, bool isBefore, Func<StageContext<TTask, TRecord>, CancellationToken, Task> hook, string? name)
    {
        ArgumentNullException.ThrowIfNull(hook);
        if (stage is not (RunStage.Generate or RunStage.Transform or RunStage.Evaluate)) throw new ArgumentException("A hook stands before or after generate, transform or evaluate; give the program's own stage another beside it.", nameof(stage));
        if (name is not null) Demand(name, "A hook");
        string usual = StageHook<TTask, TRecord>.Place(stage, isBefore);
        string called = name ?? (Hooks.Any(other => other.Name == usual) ? string.Create(CultureInfo.InvariantCulture, $"{usual} #{Hooks.Length + 1}") : usual);
        if (Hooks.Any(other => other.Name == called)) throw new ArgumentException($"Two hooks are called '{called}'; give each its own name.", nameof(name));
        return new(this) { Hooks = Hooks.Add(new(stage, isBefore, called, hook)) };
    }

    private void DemandEvaluation(string name, CodeIdentity code)
    {
        Demand(name, "An evaluation");
        Demand(code, name);
        if (Evaluations.Any(other => other.Name == name)) throw new ArgumentException($"Two evaluations are called '{name}'; give each its own name.", nameof(name));
    }

    private static ImmutableArray<Transform<TRecord>> With(ImmutableArray<Transform<TRecord>> transforms, Transform<TRecord> transform)
    {
        if (transform.Source is { } source) transforms = With(transforms, source);
        Transform<TRecord>? known = transforms.FirstOrDefault(other => other.Name == transform.Name);
        if (known is null) return transforms.Add(transform);
        return known.IsSame(transform) ? transforms : throw new ArgumentException($"Two transforms are called '{transform.Name}'; give each its own name.", nameof(transform));
    }

    private static void Demand(string name, string what)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (string.IsNullOrWhiteSpace(name)) throw new ArgumentException($"{what} has an empty name; give it one.", nameof(name));
    }

    private static void Demand(CodeIdentity code, string name)
    {
        if (string.IsNullOrEmpty(code.Text)) throw new ArgumentException($"'{name}' has no code identity; pass Code.Version(\"1\") and raise it when the code changes what comes out.", nameof(code));
    }
}
