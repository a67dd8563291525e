using TrialKeep.Generator.Model;
using TrialKeep.Generator.Model.Locks;

namespace TrialKeep.Generator.Parsing.Locks;

/// <summary>Reads the text of a lock.</summary>
internal static class LockFile
{
    /// <summary>The name of the file, which lies beside the project.</summary>
    public const string Name = "trialkeep.lock.json";

    /// <summary>The first member, which no schema id can be.</summary>
    public const string FormatName = "$trialkeep.lock";

    /// <summary>The format that this generator writes and reads.</summary>
    public const int Format = 1;

    /// <summary>The schemas by id; throws <see cref="FormatException"/> when the text is no lock.</summary>
    public static IReadOnlyDictionary<string, LockSchema> Read(string text)
    {
        IReadOnlyDictionary<string, object> json = LockJson.Read(text);
        if (!json.TryGetValue(FormatName, out object? format) || format is not Format) throw new FormatException($"line 1: \"{FormatName}\" is not {Format}");
        return json.Where(static pair => pair.Key != FormatName).ToDictionary(static pair => pair.Key, static pair => Schema(pair.Key, Members(pair.Value)), StringComparer.Ordinal);
    }

    private static LockSchema Schema(string id, IReadOnlyDictionary<string, object> json) =>
        new(id, Text(json, "kind"), Text(json, "fingerprint"), Part(json), new(Elements(json, "parts").Select(static part => Part(Members(part)))));

    private static LockPart Part(IReadOnlyDictionary<string, object> json) =>
        new(Number(json, "version"), Number(json, "keyVersion"), json.ContainsKey("separator") ? Text(json, "separator") : null)
        {
            Members = new(Elements(json, "members").Select(static member => Member(Members(member)))),
            TagName = Text(json, "tag"),
            Derived = new(Elements(json, "derived").Select(static member => Member(Members(member)))),
            Retired = Texts(json, "retired"),
        };

    private static LockMember Member(IReadOnlyDictionary<string, object> json) =>
        new(Text(json, "name"), Text(json, "type"), Text(json, "role"), Text(json, "key"))
        {
            Form = Text(json, "form"),
            IsRequired = json.TryGetValue("required", out object? required) && required is true,
            IsDeduplicated = json.TryGetValue("deduplicated", out object? deduplicated) && deduplicated is true,
            Aliases = Texts(json, "aliases"),
            Names = Texts(json, "names"),
            Schema = Text(json, "schema"),
            Part = json.ContainsKey("part") ? Number(json, "part") : 0,
        };

    private static IReadOnlyDictionary<string, object> Members(object value) => value as IReadOnlyDictionary<string, object> ?? throw new FormatException("a schema or a member is no object");

    private static IEnumerable<object> Elements(IReadOnlyDictionary<string, object> json, string name) => json.TryGetValue(name, out object? value) ? value as List<object> ?? throw new FormatException($"\"{name}\" is no list") : [];

    private static EquatableArray<string> Texts(IReadOnlyDictionary<string, object> json, string name) => new(Elements(json, name).Select(value => value as string ?? throw new FormatException($"\"{name}\" holds something other than texts")));

    // What is absent is what it is for most members.
    private static string Text(IReadOnlyDictionary<string, object> json, string name) => json.TryGetValue(name, out object? value) ? value as string ?? throw new FormatException($"\"{name}\" is no text") : "";

    private static int Number(IReadOnlyDictionary<string, object> json, string name) => json.TryGetValue(name, out object? value) && value is int number ? number : 1;
}
