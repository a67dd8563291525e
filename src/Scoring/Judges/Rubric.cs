using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace TrialKeep;

/// <summary>By what a judge judges. All of it is identity: another word, another evaluation.</summary>
public sealed record Rubric
{
    /// <summary>The version, as it is told to people who label by the same rubric.</summary>
    public required string Version { get; init; }

    /// <summary>What a good answer is, in one or more points.</summary>
    public required ImmutableArray<string> Criteria { get; init; }

    /// <summary>The scale; 1 to 5 unless said otherwise. A comparison of two answers has none.</summary>
    public RubricScale Scale { get; init; } = new(1, 5);

    /// <summary>What a point of the scale means: <c>(1, "useless")</c>. Those that are not named lie between.</summary>
    public ImmutableArray<(int Point, string Meaning)> Anchors { get; init; } = [];

    /// <summary>The points as they are told to a judge.</summary>
    internal string Points()
    {
        StringBuilder text = new();
        foreach (string criterion in Criteria) text.Append("- ").Append(criterion).Append('\n');
        return text.ToString();
    }

    /// <summary>The scale as it is told to a judge.</summary>
    internal string ScaleText()
    {
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"Scale: whole numbers from {Scale.Low} (worst) to {Scale.High} (best).\n");
        foreach ((int point, string meaning) in Anchors) text.Append(CultureInfo.InvariantCulture, $"{point} means: {meaning}\n");
        return text.ToString();
    }

    internal void Demand()
    {
        if (string.IsNullOrWhiteSpace(Version)) throw new ArgumentException("The rubric has no version; give it one and raise it when the rubric changes.");
        if (Criteria.IsDefaultOrEmpty || Criteria.Any(string.IsNullOrWhiteSpace)) throw new ArgumentException("The rubric has no criterion, or an empty one; say what a good answer is.");
        if (Scale.Low >= Scale.High) throw new ArgumentException($"The scale of the rubric goes from {Scale.Low} to {Scale.High}; its low end lies below its high end.");
        if (Anchors.Any(anchor => anchor.Point < Scale.Low || anchor.Point > Scale.High)) throw new ArgumentException("An anchor of the rubric lies outside its scale.");
    }
}
