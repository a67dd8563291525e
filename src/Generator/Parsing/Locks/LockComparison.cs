using System.Globalization;
using System.Text.RegularExpressions;
using TrialKeep.Generator.Model.Locks;

namespace TrialKeep.Generator.Parsing.Locks;

/// <summary>
/// The rules of the lock. A new <c>Version</c> declares a change of the JSON, a new <c>KeyVersion</c> a change of the key. What would make
/// stored rows unreadable is reported in spite of a new <c>Version</c>, because no version makes them readable.
/// </summary>
internal sealed class LockComparison
{
    private static readonly Regex s_integer = new(@"\b(sbyte|byte|short|ushort|int|uint|long|ulong|nint|nuint|System\.Int128|System\.UInt128|System\.Numerics\.BigInteger)\b", RegexOptions.CultureInvariant);

    private static readonly Regex s_template = new(@"template\((?<arguments>(\w+ [\w.]+(\([\w.]+\))?(, )?)+)\)", RegexOptions.CultureInvariant);

    private readonly LockSchema _before;
    private readonly LockSchema _now;
    private readonly List<LockDifference> _found = [];
    private readonly HashSet<(int Before, int Now)> _compared = [];

    private LockComparison(LockSchema before, LockSchema now)
    {
        _before = before;
        _now = now;
    }

    /// <summary>What is different; nothing when the lock says what the type is.</summary>
    public static IReadOnlyList<LockDifference> Compare(LockSchema before, LockSchema now)
    {
        LockComparison comparison = new(before, now);
        if (before.Kind != now.Kind) comparison.Type($"it is a {now.Kind} and was a {before.Kind}", "give the new type another id");
        comparison.Bodies(before.Body, now.Body, default);
        if (comparison._found.Count == 0 && Comparable(before) != Comparable(now)) comparison.Add(LockRule.Outdated, default, "", "differs harmlessly from its line", "");
        return comparison._found;
    }

    /// <summary>The schema has what another one had: it is that one under another id.</summary>
    public static bool IsRenamed(LockSchema before, LockSchema now) => now.Body.Members.Count > 0 && Compare(before, now).All(static d => d.Rule == LockRule.Outdated);

    // C# names are not in the file.
    private static LockSchema Comparable(LockSchema schema) => schema with { Body = Comparable(schema.Body), Parts = new(schema.Parts.Select(Comparable)) };

    private static LockPart Comparable(LockPart part) => part with { Members = new(part.Members.Select(static m => m with { Code = "" })) };

    private void Bodies(LockPart before, LockPart now, Scope scope)
    {
        Scope here = scope with { HasNewVersion = scope.HasNewVersion || now.Version > before.Version, HasNewKey = scope.HasNewKey || now.KeyVersion > before.KeyVersion };
        if (now.Version < before.Version || now.KeyVersion < before.KeyVersion) Undeclared(here, "", $"a version is lower than that of the lock ({Versions(before)})", "versions only rise");
        if (!here.HasNewKey) Keys(before, now, here);
        Wires(before, now, here);
        Tags(before, now, here);
        foreach (LockMember member in now.Members.Concat(now.Derived))
        {
            // The parts of a derived type are parts of the key of its base.
            bool isOutsideKey = here.IsOutsideKey || (!member.IsKeyed && !now.Derived.Contains(member));
            if (member.Part > 0 && Find(before, member.Name) is { Part: > 0 } earlier) Nested(earlier, member, here with { IsOutsideKey = isOutsideKey });
        }
    }

    // The tag is in JSON and in keys.
    private void Tags(LockPart before, LockPart now, Scope scope)
    {
        TagsInKeys(before, now, scope);
        if (scope.HasNewVersion) return;
        if (before.TagName != now.TagName) Undeclared(scope, "", $"the tag of its derived types is \"{now.TagName}\" and was \"{before.TagName}\"", Raise(before));
        foreach (LockMember derived in before.Derived.Where(d => !IsInKey(scope) && !now.Derived.Any(n => n.Name == d.Name))) Undeclared(scope, "", $"the derived type \"{derived.Name}\" is gone, which stored rows and keys may have", Raise(before));
        foreach (LockMember derived in now.Derived.Where(d => !before.Derived.Any(b => b.Name == d.Name))) Undeclared(scope, "", $"the derived type \"{derived.Name}\" is new", Raise(before));
    }

    // A new Version doesn't bring back what is stored under a tag that is gone, or that stands for another type.
    private void TagsInKeys(LockPart before, LockPart now, Scope scope)
    {
        if (scope.HasNewKey) return;
        foreach (LockMember derived in before.Derived)
        {
            LockMember? same = now.Derived.FirstOrDefault(n => n.Name == derived.Name);
            if (same is null && IsInKey(scope)) Undeclared(scope, "", $"the derived type \"{derived.Name}\" is gone, which keys have", $"restore the tag, or set KeyVersion = {Next(_before.Body.KeyVersion)} to discard what is stored");
            else if (same is not null && (same.Type != derived.Type || same.Schema != derived.Schema)) Undeclared(scope, "", $"the tag \"{derived.Name}\" stands for another type", "give the other type a tag of its own");
        }
    }

    private bool IsInKey(Scope scope) => !scope.IsOutsideKey && _before.Kind is "task" or "variant";

    private void Nested(LockMember before, LockMember now, Scope scope)
    {
        if (!_compared.Add((before.Part, now.Part)) || before.Part > _before.Parts.Count) return;
        Bodies(_before.Parts[before.Part - 1], _now.Parts[now.Part - 1], scope.Into(now));
    }

    private void Keys(LockPart before, LockPart now, Scope scope)
    {
        string raise = $"restore it, or set KeyVersion = {Next(before.KeyVersion)} to discard what is stored";
        if (before.Separator != now.Separator) Undeclared(scope, "", "the key has another style or separator", raise);
        LockMember[] gone = [.. before.Members.Where(m => m.IsKeyed && Keyed(now, m.Key) is null)];
        List<LockMember> added = [.. now.Members.Where(m => m.IsKeyed && Keyed(before, m.Key) is null)];
        foreach (LockMember member in gone)
        {
            LockMember? renamed = Successor(before, now, member, added, static m => KeyType(m));
            if (renamed is null)
            {
                Undeclared(scope, "", $"\"{member.Key}\" is no part of the key any more, so that every key is another", raise);
                continue;
            }

            added.Remove(renamed);
            Add(LockRule.RenamedKey, scope, renamed.Code, renamed.Key, member.Key);
        }

        foreach (LockMember member in added.Where(static m => !m.Form.Contains("since ")))
        {
            Undeclared(scope, member.Code, $"\"{member.Key}\" is a new part of the key, so that every key is another", $"give it Since = {Next(before.Version)}, and Default unless it is null in what is stored; or set KeyVersion = {Next(before.KeyVersion)} to discard that");
        }

        foreach (LockMember member in now.Members.Where(static m => m.IsKeyed))
        {
            if (Keyed(before, member.Key) is not { } earlier) continue;
            if (KeyType(member) != KeyType(earlier)) Undeclared(scope, member.Code, $"in the key it is {Shown(member)} and was {Shown(earlier)}", raise);
            else if (member.Form != earlier.Form) Undeclared(scope, member.Code, $"in the key it has the settings \"{member.Form}\" and had \"{earlier.Form}\"", raise);
        }
    }

    private void Wires(LockPart before, LockPart now, Scope scope)
    {
        List<LockMember> added = [.. now.Members.Where(m => !before.Members.Any(e => Reads(m, e.Name)))];
        foreach (LockMember member in before.Members)
        {
            if (now.Members.FirstOrDefault(m => Reads(m, member.Name)) is { } same)
            {
                Member(before, member, same, scope);
                continue;
            }

            LockMember? renamed = Successor(before, now, member, added, static m => m.Type);
            if (renamed is not null)
            {
                added.Remove(renamed);
                Add(LockRule.RenamedWire, scope, renamed.Code, renamed.Name, member.Name);
            }
            else if (!now.Retired.Contains(member.Name))
            {
                Add(LockRule.NotRetired, scope, "", "", member.Name);
            }
            else if (!scope.HasNewVersion)
            {
                Undeclared(scope, "", $"the member \"{member.Name}\" is gone", Raise(before));
            }
        }

        foreach (LockMember member in added)
        {
            if (member.IsRequired) Add(LockRule.NoDefault, scope, member.Code, member.Name, "");
            else if (!scope.HasNewVersion) Undeclared(scope, member.Code, $"the member \"{member.Name}\" is new", Raise(before));
        }
    }

    private void Member(LockPart part, LockMember before, LockMember now, Scope scope)
    {
        foreach (string alias in before.Aliases.Where(alias => !Reads(now, alias))) Add(LockRule.RenamedWire, scope, now.Code, now.Name, alias);
        if (scope.HasNewVersion) return;
        string? change = before.Name != now.Name ? $"\"{now.Name}\" in JSON was \"{before.Name}\""
            : before.Type != now.Type ? $"in JSON it is {now.Type} and was {before.Type}"
            : before.Schema != now.Schema ? $"it holds \"{now.Schema}\" and held \"{before.Schema}\""
            : before.Names.FirstOrDefault(name => !now.Names.Contains(name)) is { } lost ? $"its enum has no longer the name {lost}, which stored rows and keys may have"
            : now.Names.FirstOrDefault(name => !before.Names.Contains(name)) is { } name ? $"its enum has the new name {name}"
            : before.Role != now.Role ? $"it is {now.Role} and was {before.Role}"
            : before.IsRequired != now.IsRequired ? (now.IsRequired ? "it is required and was not" : "it was required and is not")
            : before.IsDeduplicated != now.IsDeduplicated ? "[Deduplicated] came or went"
            : null;
        if (change is not null && !_found.Any(d => d.Place == scope.Place(now.Code))) Undeclared(scope, now.Code, change, Raise(part));
    }

    // What has the old place in the key or in the JSON, else the only new one of its type.
    private static LockMember? Successor(LockPart before, LockPart now, LockMember gone, List<LockMember> added, Func<LockMember, string> type)
    {
        LockMember[] alike = [.. added.Where(m => type(m) == type(gone) && m.IsKeyed == gone.IsKeyed)];
        LockMember? other = alike.FirstOrDefault(m => m.Name == gone.Name || (gone.Key.Length > 0 && m.Key == gone.Key));
        if (other is not null) return other;
        int place = IndexOf(before, gone);
        return alike.FirstOrDefault(m => IndexOf(now, m) == place) ?? (alike.Length == 1 && before.Members.Count == now.Members.Count ? alike[0] : null);
    }

    private static int IndexOf(LockPart part, LockMember member)
    {
        for (int i = 0; i < part.Members.Count; i++)
        {
            if (part.Members[i].Name == member.Name) return i;
        }

        return -1;
    }

    private static bool Reads(LockMember member, string name) => member.Name == name || member.Aliases.Contains(name);

    private static LockMember? Find(LockPart part, string name) => part.Members.Concat(part.Derived).FirstOrDefault(m => m.Name == name);

    private static LockMember? Keyed(LockPart part, string key) => part.Members.FirstOrDefault(m => m.IsKeyed && m.Key == key);

    // Of the integers all have one tag, a character is a text, and null is a value of its own.
    private static string KeyType(LockMember member) =>
        s_template.Replace(s_integer.Replace(member.Type.Replace("?", ""), "integer").Replace("char", "text"), WithoutTexts) + "/" + member.Schema + (member.Part > 0 ? "/part" : "");

    // Arguments that are texts are not listed, and in the key a character is one.
    private static string WithoutTexts(Match template)
    {
        string[] arguments = [.. template.Groups["arguments"].Value.Split([", "], StringSplitOptions.RemoveEmptyEntries).Where(static a => !a.EndsWith(" text", StringComparison.Ordinal))];
        return arguments.Length == 0 ? "template" : $"template({string.Join(", ", arguments)})";
    }

    private static string Shown(LockMember member) => member.Schema.Length > 0 ? $"{member.Type} \"{member.Schema}\"" : member.Type;

    /// <summary>The cure of what a new version declares.</summary>
    public static string Raise(LockPart before) => $"set Version = {Next(before.Version)}";

    private static string Versions(LockPart part) => string.Format(CultureInfo.InvariantCulture, "Version {0}, KeyVersion {1}", part.Version, part.KeyVersion);

    private static string Next(int version) => (version + 1).ToString(CultureInfo.InvariantCulture);

    private void Type(string what, string cure) => Undeclared(default, "", what, cure);

    private void Undeclared(Scope scope, string member, string what, string cure) => Add(LockRule.Undeclared, scope, member, what, cure);

    private void Add(LockRule rule, Scope scope, string member, string now, string before) =>
        _found.Add(new(rule, scope.Outer ?? member, scope.Place(member), now, before, scope.Outer is null));

    /// <summary>Where in the schema a comparison is.</summary>
    private readonly record struct Scope(string? Outer, string? Path, bool HasNewVersion, bool HasNewKey, bool IsOutsideKey)
    {
        public Scope Into(LockMember member) => this with { Outer = Outer ?? member.Code, Path = Place(member.Code) };

        public string Place(string member) => Path is null ? member : member.Length == 0 ? Path : Path + "." + member;
    }
}
