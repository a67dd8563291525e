using System.Text;
using TrialKeep.Scoring.Texts;

namespace TrialKeep.Hosting.Specifications;

/// <summary>Everything that is wrong with a specification, in the order in which it is found, each with its JSON path.</summary>
internal sealed class Complaints
{
    private readonly List<string> _all = [];

    public int Count => _all.Count;

    public void Add(string path, string sentence) => _all.Add($"{path}: {sentence}");

    /// <summary>Says that something is not known, what is, and what may have been meant.</summary>
    public void AddUnknown(string path, string what, string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        string? near = names.Select(other => (Name: other, Distance: Distance(name, other))).Where(other => other.Distance <= Math.Max(2, other.Name.Length / 2) && other.Distance < name.Length)
            .OrderBy(static other => other.Distance).ThenBy(static other => other.Name, StringComparer.Ordinal).Select(static other => other.Name).FirstOrDefault();
        string there = names.Length == 0 ? "nothing is known there" : $"{(names.Length == 1 ? "there is" : "there are")} {string.Join(", ", names)}";
        Add(path, near is null ? $"there is no {what} '{name}'; {there}." : $"there is no {what} '{name}'; did you mean '{near}'? In all {there}.");
    }

    /// <exception cref="InvalidInputException">There is something.</exception>
    public void Throw(string source)
    {
        if (_all.Count == 0) return;
        if (_all.Count == 1) throw new InvalidInputException($"{source}: {_all[0]}");
        StringBuilder text = new(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{source} has {_all.Count} errors:"));
        foreach (string one in _all) text.Append("\n  ").Append(one);
        throw new InvalidInputException(text.ToString());
    }

    private static int Distance(string left, string right) => EditDistance.Of(Letters(left), Letters(right));

    private static int[] Letters(string text) => [.. text.EnumerateRunes().Select(static rune => Rune.ToLowerInvariant(rune).Value)];
}
