using System.Collections.Immutable;
using System.Numerics;

namespace TrialKeep.Runtime.Tests.Samples;

internal enum Colour
{
    Red,
    Green = 5,
    Blue = -1,
}

[Flags]
internal enum Rights
{
    None = 0,
    Write = 1,
    Read = 2,
    All = 3,
    Admin = 128,
}

[ExperimentVariant("scalars", KeyVersion = 4)]
internal sealed partial record Scalars
{
    [KeyPart] public bool Yes { get; init; }
    [KeyPart] public bool No { get; init; }
    [KeyPart] public char Char { get; init; } = 'x';
    [KeyPart] public string Text { get; init; } = "";
    [KeyPart] public string? Nothing { get; init; }
    [KeyPart] public sbyte SByte { get; init; }
    [KeyPart] public byte Byte { get; init; }
    [KeyPart] public short Short { get; init; }
    [KeyPart] public ushort UShort { get; init; }
    [KeyPart] public int Int { get; init; }
    [KeyPart] public uint UInt { get; init; }
    [KeyPart] public long Long { get; init; }
    [KeyPart] public ulong ULong { get; init; }
    [KeyPart] public BigInteger Big { get; init; }
    [KeyPart] public Int128 Huge { get; init; }
    [KeyPart] public UInt128 UHuge { get; init; }
    [KeyPart] public double Double { get; init; }
    [KeyPart] public float Single { get; init; }
    [KeyPart] public decimal Decimal { get; init; }
    [KeyPart(Scale = Scale.Trim)] public decimal Trimmed { get; init; }
    [KeyPart] public DateTimeOffset Moment { get; init; }
    [KeyPart] public DateOnly Date { get; init; }
    [KeyPart] public TimeOnly Time { get; init; }
    [KeyPart] public TimeSpan Span { get; init; }
    [KeyPart] public Guid Guid { get; init; }
    [KeyPart] public Uri? Uri { get; init; }
    [KeyPart] public Version? Version { get; init; }
    [KeyPart] public Colour Colour { get; init; }
    [KeyPart] public Rights Rights { get; init; }
    [KeyPart] public int? MaybeInt { get; init; }
    [KeyPart] public Colour? MaybeColour { get; init; }
}

[ExperimentPart("point", KeyVersion = 2)]
internal readonly partial record struct Point([KeyPart] int X, [KeyPart(Name = "why")] int Y = 7);

[ExperimentPart]
internal sealed partial record Plain
{
    [KeyPart] public string? Name { get; init; }
    [KeyPart] public Plain[] Inner { get; init; } = [];
    [NotInKey("a note")] public string? Note { get; init; }
}

[PromptTemplate("{{Solve}} {question} in {steps} steps: {question}\r\n")]
internal readonly partial record struct StepPrompt(string Question, int Steps);

[ExperimentVariant("collections")]
internal sealed partial record Collections
{
    [KeyPart] public int[] Numbers { get; init; } = [];
    [KeyPart] public List<string?>? Names { get; init; }
    [KeyPart] public ImmutableArray<Colour> Colours { get; init; }
    [KeyPart] public IReadOnlyList<Point> Points { get; init; } = [];
    [KeyPart] public HashSet<string> Set { get; init; } = [];
    [KeyPart] public IReadOnlySet<double> Doubles { get; init; } = new HashSet<double>();
    [KeyPart] public ImmutableHashSet<Colour> Palette { get; init; } = [];
    [KeyPart] public Dictionary<string, int> Map { get; init; } = [];
    [KeyPart] public IReadOnlyDictionary<string, List<decimal?>> Nested { get; init; } = new Dictionary<string, List<decimal?>>();
    [KeyPart] public ImmutableDictionary<string, Point?> Where { get; init; } = ImmutableDictionary<string, Point?>.Empty;
    [KeyPart] public byte[] Bytes { get; init; } = [];
    [KeyPart] public ReadOnlyMemory<byte> Memory { get; init; }
    [KeyPart(Scale = Scale.Trim)] public decimal[] Prices { get; init; } = [];
    [KeyPart] public Plain? Plain { get; init; }
    [KeyPart] public StepPrompt? Steps { get; init; }
}

[ExperimentTask("later", Version = 3)]
internal sealed partial record Later
{
    [ItemId(Name = "item")] public int Id { get; init; }
    [KeyPart(Since = 2, Default = "0.5")] public double Rate { get; init; } = 0.5;
    [KeyPart(Since = 2)] public string? Extra { get; init; }
    [KeyPart(Since = 3, Default = "Green")] public Colour Colour { get; init; } = Colour.Green;
    [KeyPart(Since = 3, Default = "1.50")] public decimal Price { get; init; } = 1.50m;
    [KeyPart(Since = 3, Default = "true")] public bool? Flag { get; init; } = true;
    [KeyPart(Name = "\uFF5E")] public int WideTilde { get; init; }
    [KeyPart(Name = "\U0001F600")] public int Smile { get; init; }
}

[ExperimentPart(KeyStyle = KeyStyle.Joined, Separator = "/")]
internal readonly partial record struct Pair([KeyPart(Order = 0)] int Left, [KeyPart(Order = 1)] int Right);

[ExperimentTask("joined.task", KeyStyle = KeyStyle.Joined, Separator = "::", KeyVersion = 3)]
internal sealed partial record JoinedTask
{
    [ItemId] public required string Id { get; init; }
    [KeyPart(Order = 2, Format = "F2")] public double Rate { get; init; }
    [KeyPart(Order = 1, Hash = 8)] public required StepPrompt Prompt { get; init; }
    [KeyPart(Order = 3, OmitWhenEmpty = true)] public string? Note { get; init; }
    [KeyPart(Order = 4)] public Pair Pair { get; init; }
    [KeyPart(Order = 5, Format = "R")] public float? Maybe { get; init; }
    [KeyPart(Order = 6)] public Rights Rights { get; init; }
}

[ExperimentVariant("holds-joined")]
internal sealed partial record HoldsJoined
{
    [KeyPart] public Pair Pair { get; init; }
}
