using System.Text.Json;
using TrialKeep.Runtime.Keys;

namespace TrialKeep.Orchestration.Bundles;

/// <summary>A folder with items and, where somebody has filled it, answers.</summary>
internal sealed class Bundle
{
    private readonly Dictionary<string, BundleItem> _items;
    private readonly BundleManifest _manifest;

    private Bundle(BundleManifest manifest, Dictionary<string, BundleItem> items, IReadOnlyList<string> answers) =>
        (_manifest, _items, Answers) = (manifest, items, answers);

    public BundleManifest Manifest => _manifest;

    /// <summary>The files with answers, sorted by name.</summary>
    public IReadOnlyList<string> Answers { get; }

    /// <exception cref="InvalidInputException">The folder is no bundle.</exception>
    public static Bundle Read(string folder)
    {
        if (!Directory.Exists(folder)) throw new InvalidInputException($"The bundle {folder} does not exist; name a folder that export-bundle wrote.");
        BundleManifest manifest = BundleManifest.Read(Path.Combine(folder, BundleManifest.FileName));
        Dictionary<string, BundleItem> items = new(StringComparer.Ordinal);
        string path = Path.Combine(folder, BundleManifest.ItemsFile);
        foreach ((ReadOnlyMemory<byte> text, long line) in TextLines.Read(path))
        {
            BundleItem item = ReadItem(text, path, line);
            if (!items.TryAdd(NameOf(item.Key, item.Evaluation), item)) throw new InvalidInputException(FormattableString.Invariant($"{path}, line {line}: the item {item.Key} stands twice; the bundle was altered, export it again."));
        }

        return new(manifest, items, [.. Directory.EnumerateFiles(folder, "answers*.jsonl").Order(StringComparer.Ordinal)]);
    }

    /// <summary>The name of an item among the digests: its key, and where it asks for a score a slash and the evaluation.</summary>
    public static string NameOf(string key, string? evaluation) => evaluation is null ? key : $"{key}/{evaluation}";

    public BundleItem? Find(KeyId key, string? evaluation) => _items.GetValueOrDefault(NameOf(key.ToString(), evaluation));

    /// <summary>Says why a line may not stand for the item that it names; null when it may.</summary>
    /// <param name="line">The line.</param>
    /// <param name="key">The generation.</param>
    /// <param name="evaluation">The evaluation; null for an answer.</param>
    /// <param name="asked">The item as it would be exported now.</param>
    public string? Refuse(AnswerLine line, KeyId key, string? evaluation, Func<byte[]> asked)
    {
        if (Find(key, evaluation) is not { } item) return "is foreign: the bundle does not ask for it.";
        if (!_manifest.Digests.TryGetValue(NameOf(item.Key, item.Evaluation), out string? exported)) return "is foreign: manifest.json does not list it.";
        if (item.Digest != exported || !(item.IsWhole || SaysTheSame(item.Line, asked()))) return "was altered: what items.jsonl asks is not what was exported.";
        return line.Digest is { } digest && digest != item.Digest ? "was altered: the line answers an item with another digest." : null;
    }

    // Another program may have written the same item with other blanks and in another order.
    private static bool SaysTheSame(ReadOnlyMemory<byte> item, byte[] asked)
    {
        using JsonDocument there = JsonDocument.Parse(item);
        using JsonDocument here = JsonDocument.Parse(asked);
        return JsonElement.DeepEquals(there.RootElement, here.RootElement);
    }

    private static BundleItem ReadItem(ReadOnlyMemory<byte> text, string path, long line)
    {
        try
        {
            return BundleItem.Read(text);
        }
        catch (ExperimentDataException exception)
        {
            throw new InvalidInputException(FormattableString.Invariant($"{path}, line {line}: {exception.Message}"), exception);
        }
    }
}
