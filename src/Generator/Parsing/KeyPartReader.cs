using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads the parts of a type's key.</summary>
internal sealed class KeyPartReader(string owner, bool isJoined, DiagnosticBag bag)
{
    private readonly List<(KeyPartModel Part, StoredMember Member)> _parts = [];

    /// <summary>The parts: sorted by the bytes of their names in a native key, by their order in a joined one.</summary>
    public EquatableArray<KeyPartModel> Parts => new(isJoined
        ? _parts.Select(static p => p.Part).OrderBy(static p => p.Joined!.Order)
        : _parts.Select(static p => p.Part).OrderBy(static p => p.Name, Utf8Order.Instance));

    public bool IsEmpty => _parts.Count == 0;

    /// <summary>Adds a member that is part of the key.</summary>
    public void Add(StoredMember member, MemberModel model)
    {
        if (Problem(model.Shape, isJoined) is { } problem) bag.Block(Descriptors.NoCanonicalForm, member.Location, member.Name, owner, problem);
        CheckEnum(member, model.Shape);
        AttributeData? attribute = member.Attributes.Find(KnownTypes.KeyPart);
        CheckItemId(member, model);
        CheckName(member, model.KeyName!);
        _parts.Add((new(model.KeyName!, model.Code, model.Name, model.Shape, Omission(member, model, attribute), Joined(member, model, attribute)), member));
    }

    /// <summary>A joined key's parts must say in which order they stand.</summary>
    public void CheckOrder()
    {
        if (!isJoined) return;
        var ordered = _parts.Where(static p => p.Member.Attributes.Has(KnownTypes.KeyPart)).ToArray();
        foreach (var group in ordered.GroupBy(static p => p.Part.Joined!.Order))
        {
            var last = group.Last();
            if (group.Key < 0 && ordered.Length > 1) BadSetting(last.Member, "a joined key needs the place of each part; give Order = 0, 1, 2, ...");
            else if (group.Skip(1).Any()) BadSetting(last.Member, $"another part has the same Order = {group.Key}; give each its own");
        }
    }

    /// <summary>Why a value can't be keyed; null when it can.</summary>
    public static string? Problem(ValueShape shape, bool isJoined) => shape.Kind switch
    {
        ValueKind.JsonElement or ValueKind.JsonNode => "the same JSON value has many texts; key what you need of it as members of their own",
        ValueKind.Converted => "a converter's JSON may change with its options; key what you need of it as members of their own",
        ValueKind.Annotated when !shape.IsKeyed => $"'{Short(shape.Type)}' has no key parts; mark its members with [KeyPart]",
        ValueKind.Annotated when isJoined && !shape.IsJoined && !shape.IsTemplate => $"'{Short(shape.Type)}' has no text to join; give it KeyStyle = KeyStyle.Joined",
        ValueKind.List or ValueKind.Set or ValueKind.Map or ValueKind.Bytes when isJoined => "a joined key has only texts; use KeyStyle.Native for collections",
        ValueKind.List or ValueKind.Set or ValueKind.Map => Problem(shape.Element!, isJoined),
        _ => null,
    };

    private static string Short(string type) => type.Substring(type.LastIndexOfAny(['.', ':']) + 1);

    private void BadSetting(StoredMember member, string problem) => bag.Report(Descriptors.BadKeySetting, member.Location, member.Name, owner, problem);

    private void CheckItemId(StoredMember member, MemberModel model)
    {
        if (model.Role != Role.ItemId) return;
        bool isScalar = model.Shape.IsOpen || (model.Shape.Kind <= ValueKind.Enum && !model.Shape.IsNullable);
        if (!isScalar) bag.Block(Descriptors.NoCanonicalForm, member.Location, member.Name, owner, "an item's id is one text, number or similar, and never null");
    }

    // Of two names of one value the first declared would be the key's: moving a line would change keys.
    private void CheckEnum(StoredMember member, ValueShape shape)
    {
        if (shape.Key is { } key) CheckEnum(member, key);
        if (shape.Element is { } element) CheckEnum(member, element);
        if (shape.Enum?.Names.FirstOrDefault(static n => !n.IsFirstOfValue) is not { } alias) return;
        EnumName first = shape.Enum.Names.First(n => n.IsFirstOfValue && n.Value == alias.Value);
        bag.Report(Descriptors.EnumAlias, member.Location, member.Name, owner, shape.Enum.DisplayName, first.Name, alias.Name);
    }

    private void CheckName(StoredMember member, string name)
    {
        var earlier = _parts.FirstOrDefault(p => string.Equals(p.Part.Name, name, StringComparison.OrdinalIgnoreCase));
        if (earlier.Part is not null) bag.Report(Descriptors.RepeatedKeyName, member.Location, earlier.Part.MemberName, member.Name, owner, name);
    }

    private string? Omission(StoredMember member, MemberModel model, AttributeData? attribute)
    {
        string? text = attribute?.Text("Default");
        bool isLater = attribute?.Number("Since") is > 1;
        if (!isLater)
        {
            if (text is not null) BadSetting(member, "Default means something only with Since, the Version that brought the part; give both or none");
            return null;
        }

        if (model.Shape.IsOpen) return null;
        string value = $"value.{model.Code}";
        if (text is null)
        {
            if (!model.Shape.IsNullable) BadSetting(member, "the part came later (Since) and can't be null, so that earlier keys need the value they had; give Default");
            return $"{value} is null";
        }

        string inner = model.Shape is { IsNullable: true, IsValueType: true } ? value + ".Value" : value;
        string? condition = KeyDefault.Condition(model.Shape, text, inner);
        if (condition is null) BadSetting(member, $"Default = \"{text}\" is no value of its type; write it as it stands in keys");
        return condition is null || !model.Shape.IsNullable ? condition : $"{value} is not null && {condition}";
    }

    private JoinedPart? Joined(StoredMember member, MemberModel model, AttributeData? attribute)
    {
        int order = attribute?.Number("Order") ?? -1;
        string? format = attribute?.Text("Format");
        int hash = attribute?.Number("Hash") ?? 0;
        bool omits = attribute?.Flag("OmitWhenEmpty") == true;
        if (!isJoined)
        {
            if (order >= 0 || format is not null || hash != 0 || omits) BadSetting(member, "Order, Format, Hash and OmitWhenEmpty are of joined keys; remove them, or set KeyStyle.Joined");
            return null;
        }

        if (model.Shape.Kind is ValueKind.Double or ValueKind.Single && format is null) bag.Report(Descriptors.FloatWithoutFormat, member.Location, member.Name, owner);
        if (format is not null && !IsFormattable(model.Shape.Kind)) BadSetting(member, "its type has no formats; remove Format");
        else if (format is not null && !HoleFormats.Has(model.Shape.Kind, format)) BadSetting(member, $"its type has no format \"{format}\"; a date has no hours and a time no days");
        if (hash is < 0 or > 64) BadSetting(member, "a SHA-256 has 64 digits; give a Hash between 1 and 64");
        return new(order, format, hash, omits);
    }

    private static bool IsFormattable(ValueKind kind) => kind is (>= ValueKind.SignedInteger and <= ValueKind.Guid);
}
