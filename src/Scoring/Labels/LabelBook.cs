using System.Globalization;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Scoring.Labels;

/// <summary>The labels by what they are about.</summary>
internal sealed class LabelBook
{
    private readonly Dictionary<(string Item, string? Variant, int? Sample), Label[]> _labels;

    public LabelBook(IEnumerable<Label> labels)
    {
        _labels = labels.GroupBy(static label => (label.Item, label.Variant, label.Sample))
            .ToDictionary(static group => group.Key, static group => group.OrderBy(static label => label.Rater, StringComparer.Ordinal).ToArray());
        Content = DigestOf(_labels.Values.SelectMany(static group => group));
    }

    /// <summary>The digest of what all labels say, in whatever order they stood in their file.</summary>
    public Digest Content { get; }

    /// <summary>The labels of one answer: those that name variant and sample, else the variant, else the sample, else the item alone.</summary>
    public IReadOnlyList<Label> Of(string item, string? variant, int? sample) =>
        _labels.GetValueOrDefault((item, variant, sample)) ?? _labels.GetValueOrDefault((item, variant, null))
        ?? _labels.GetValueOrDefault((item, null, sample)) ?? _labels.GetValueOrDefault((item, null, null)) ?? [];

    private static Digest DigestOf(IEnumerable<Label> labels)
    {
        IOrderedEnumerable<Label> sorted = labels
            .OrderBy(static label => label.Item, StringComparer.Ordinal).ThenBy(static label => label.Variant, StringComparer.Ordinal)
            .ThenBy(static label => label.Sample).ThenBy(static label => label.Rater, StringComparer.Ordinal);
        CompositeDigest digest = CompositeDigest.Of("labels"u8);
        foreach (Label label in sorted)
        {
            digest.Add(label.Item);
            digest.Add(label.Variant ?? "");
            digest.Add(label.Sample ?? -1);
            digest.Add(label.Rater);
            digest.Add(label.Rubric);
            digest.Add(label.Score.ToString("R", CultureInfo.InvariantCulture));
            digest.Add(label.Comment);
        }

        return digest.Finish();
    }
}
