using System.Collections.Immutable;
using Microsoft.Extensions.Configuration;
using TrialKeep.Hosting.Specifications;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep;

/// <summary>
/// What a specification by data may name: kinds of rows, variants, evaluators and stages, each with the code behind it. It is immutable; docs/guides/specification.md has the members of the file. What the
/// data say makes the same experiment, with the same keys, as the same said in code.
/// </summary>
/// <typeparam name="TTask">What is asked.</typeparam>
/// <typeparam name="TRecord">What comes out.</typeparam>
public sealed class Specification<TTask, TRecord>
    where TTask : IExperimentTask<TTask>
    where TRecord : IExperimentRecord<TRecord>
{
    internal Specification()
    {
    }

    private Specification(Specification<TTask, TRecord> other) =>
        (RowKinds, VariantKinds, EvaluatorKinds, StageKinds) = (other.RowKinds, other.VariantKinds, other.EvaluatorKinds, other.StageKinds);

    internal ImmutableSortedDictionary<string, RowKind<TTask>> RowKinds { get; private init; } = ImmutableSortedDictionary.Create<string, RowKind<TTask>>(StringComparer.Ordinal);

    internal ImmutableSortedDictionary<string, IPartKind<TTask, TRecord>> VariantKinds { get; private init; } = ImmutableSortedDictionary.Create<string, IPartKind<TTask, TRecord>>(StringComparer.Ordinal);

    internal ImmutableSortedDictionary<string, IPartKind<TTask, TRecord>> EvaluatorKinds { get; private init; } = ImmutableSortedDictionary.Create<string, IPartKind<TTask, TRecord>>(StringComparer.Ordinal);

    internal ImmutableSortedDictionary<string, Func<Experiment<TTask, TRecord>, string, RunStage, Experiment<TTask, TRecord>>> StageKinds { get; private init; } =
        ImmutableSortedDictionary.Create<string, Func<Experiment<TTask, TRecord>, string, RunStage, Experiment<TTask, TRecord>>>(StringComparer.Ordinal);

    /// <summary>Allows data files of these rows.</summary>
    /// <param name="kind">What the file calls them.</param>
    /// <param name="task">The task of a row.</param>
    /// <exception cref="ArgumentException">The kind is taken.</exception>
    public Specification<TTask, TRecord> Rows<TRow>(string kind, Func<TRow, TTask> task)
        where TRow : ICodec<TRow>, ISchema<TRow>
    {
        ArgumentNullException.ThrowIfNull(task);
        return new(this)
        {
            RowKinds = Add(RowKinds, kind, new((path, format, pointer) => format switch
            {
                "csv" => DataSet.Csv<TRow>(path).Select(task),
                "json" => DataSet.Json<TRow>(path, pointer).Select(task),
                _ => DataSet.Jsonl<TRow>(path).Select(task),
            })),
        };
    }

    /// <summary>Allows variants of this type. Their settings are read by the type's own codec.</summary>
    /// <param name="kind">What the file calls them.</param>
    /// <param name="add">Adds one with its name and settings: <c>(experiment, name, settings) => experiment.Variant(name, settings, ...)</c>.</param>
    /// <exception cref="ArgumentException">The kind is taken.</exception>
    public Specification<TTask, TRecord> Variant<TVariant>(string kind, Func<Experiment<TTask, TRecord>, string, TVariant, Experiment<TTask, TRecord>> add)
        where TVariant : IExperimentVariant<TVariant>
    {
        ArgumentNullException.ThrowIfNull(add);
        return new(this) { VariantKinds = Add(VariantKinds, kind, new PartKind<TTask, TRecord, TVariant>(add)) };
    }

    /// <summary>Allows an evaluator without settings.</summary>
    /// <param name="kind">What the file calls it.</param>
    /// <param name="add">Adds it under a name: <c>(experiment, name) => experiment.Evaluate(name, ...)</c>.</param>
    /// <exception cref="ArgumentException">The kind is taken.</exception>
    public Specification<TTask, TRecord> Evaluator(string kind, Func<Experiment<TTask, TRecord>, string, Experiment<TTask, TRecord>> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        return new(this) { EvaluatorKinds = Add(EvaluatorKinds, kind, new PlainKind<TTask, TRecord>(add)) };
    }

    /// <summary>Allows an evaluator whose settings are a type with <c>[ExperimentPart]</c>.</summary>
    /// <param name="kind">What the file calls it.</param>
    /// <param name="add">Adds it under a name.</param>
    /// <exception cref="ArgumentException">The kind is taken.</exception>
    public Specification<TTask, TRecord> Evaluator<TSettings>(string kind, Func<Experiment<TTask, TRecord>, string, TSettings, Experiment<TTask, TRecord>> add)
        where TSettings : ICodec<TSettings>, ISchema<TSettings>
    {
        ArgumentNullException.ThrowIfNull(add);
        return new(this) { EvaluatorKinds = Add(EvaluatorKinds, kind, new PartKind<TTask, TRecord, TSettings>(add)) };
    }

    /// <summary>Allows a stage of the program's own.</summary>
    /// <param name="kind">What the file calls it.</param>
    /// <param name="add">Adds it under a name, after the stage that the file says: <c>(experiment, name, after) => experiment.Stage(name, ..., after)</c>.</param>
    /// <exception cref="ArgumentException">The kind is taken.</exception>
    public Specification<TTask, TRecord> Stage(string kind, Func<Experiment<TTask, TRecord>, string, RunStage, Experiment<TTask, TRecord>> add)
    {
        ArgumentNullException.ThrowIfNull(add);
        return new(this) { StageKinds = Add(StageKinds, kind, add) };
    }

    /// <summary>Reads a file. Paths in it are from its own folder.</summary>
    /// <param name="file">The file, JSON.</param>
    /// <exception cref="InvalidInputException">It can't be read, or something in it is wrong: all of that is told at once, each with its path.</exception>
    public SpecifiedExperiment<TTask, TRecord> Read(string file)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(file);
        return SpecificationReader<TTask, TRecord>.Read(this, SpecificationFile.Read(file), Path.GetDirectoryName(file) ?? "", file);
    }

    /// <summary>Reads a configuration, or a section of one, wherever it comes from.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">Where paths in it start; empty for the current directory.</param>
    /// <exception cref="InvalidInputException">Something in it is wrong: all of that is told at once, each with its path.</exception>
    public SpecifiedExperiment<TTask, TRecord> Read(IConfiguration configuration, string folder = "")
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(folder);
        return SpecificationReader<TTask, TRecord>.Read(this, configuration, folder, "the configuration");
    }

    private static ImmutableSortedDictionary<string, T> Add<T>(ImmutableSortedDictionary<string, T> kinds, string kind, T value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(kind);
        return kinds.ContainsKey(kind) ? throw new ArgumentException($"Two kinds are called '{kind}'; give each its own name.", nameof(kind)) : kinds.Add(kind, value);
    }
}
