namespace TrialKeep.Generator.Tests;

/// <summary>Sources of annotated types, one shape each.</summary>
internal static class Shapes
{
    public const string Stubs = """
        namespace TrialKeep
        {
            using System;
            using System.Threading;
            using System.Threading.Tasks;
            using TrialKeep.Runtime.Schemas;

            public sealed class VariantContext;

            public sealed class Grid<TVariant>;

            public sealed class Experiment<TTask, TRecord> where TTask : IExperimentTask<TTask> where TRecord : IExperimentRecord<TRecord>
            {
                public string? Last { get; private set; }

                public Experiment<TTask, TRecord> AddVariants<TVariant>(
                    Grid<TVariant> grid, System.Func<TVariant, TTask, VariantContext, System.Threading.CancellationToken, System.Threading.Tasks.Task<TRecord>> answer, CodeIdentity code)
                    where TVariant : IExperimentVariant<TVariant> => this;

                public Experiment<TTask, TRecord> AddVariant<TVariant>(
                    string name, TVariant variant, Func<TTask, VariantContext, CancellationToken, Task<TRecord>> answer, CodeIdentity code)
                    where TVariant : IExperimentVariant<TVariant>
                {
                    Last = name + " " + code.Text;
                    return this;
                }
            }
        }
        """;

    public const string Readme = """
        using TrialKeep;

        [ExperimentPart]
        public sealed partial record Row { public required string Id { get; init; } public required string Question { get; init; } public decimal Answer { get; init; } }

        [ExperimentTask("word-problems", Version = 1)]
        public sealed partial record WordProblem
        {
            [ItemId] public required string Id { get; init; }
            [KeyPart] public required Prompt Prompt { get; init; }
            [KeyPart, Deduplicated] public string? SystemPrompt { get; init; }
            [Reference] public required decimal Answer { get; init; }
            [Slice] public string? Topic { get; init; }
            [NotInKey("shown in reports only")] public string? Source { get; init; }
        }

        [PromptTemplate("Solve step by step, then give the number after '####'.\n\nQuestion: {question}")]
        public readonly partial record struct Prompt;

        [ExperimentVariant("chat", Version = 1)]
        public sealed partial record ChatVariant
        {
            [KeyPart] public required string Model { get; init; }
            [KeyPart] public double Temperature { get; init; }
        }

        [ExperimentRecord("word-problems.answer", Version = 1)]
        public sealed partial record Answer
        {
            public string? Text { get; init; }
            [Measurement(Unit = "s", Better = Direction.Lower)] public double Latency { get; init; }
            [Indexed] public string? FinishReason { get; init; }
        }
        """;

    public const string Scalars = """
        using System;
        using System.Numerics;
        using TrialKeep;

        namespace Shapes.Of.Scalars;

        [ExperimentTask("scalars")]
        public sealed partial class Scalars
        {
            [ItemId] public long Id { get; set; }
            [KeyPart] public bool Bool { get; set; }
            [KeyPart] public char Char { get; set; }
            [KeyPart] public sbyte SByte { get; set; }
            [KeyPart] public byte Byte { get; set; }
            [KeyPart] public short Short { get; set; }
            [KeyPart] public ushort UShort { get; set; }
            [KeyPart] public int Int { get; set; }
            [KeyPart] public uint UInt { get; set; }
            [KeyPart] public long Long { get; set; }
            [KeyPart] public ulong ULong { get; set; }
            [KeyPart] public nint Native { get; set; }
            [KeyPart] public BigInteger Big { get; set; }
            [KeyPart] public Int128 Huge { get; set; }
            [KeyPart] public UInt128 UHuge { get; set; }
            [KeyPart] public float Float { get; set; }
            [KeyPart] public double Double { get; set; }
            [KeyPart] public decimal Decimal { get; set; }
            [KeyPart(Scale = Scale.Trim)] public decimal Trimmed { get; set; }
            [KeyPart] public DateTimeOffset Moment { get; set; }
            [KeyPart] public DateOnly Date { get; set; }
            [KeyPart] public TimeOnly Time { get; set; }
            [KeyPart] public TimeSpan Span { get; set; }
            [KeyPart] public Guid Guid { get; set; }
            [KeyPart] public Uri Uri { get; set; } = new("http://x/");
            [KeyPart] public Version Version { get; set; } = new(1, 2);
            [KeyPart] public int? MaybeInt { get; set; }
            [KeyPart] public decimal? MaybeDecimal { get; set; }
            [KeyPart] public Uri? MaybeUri { get; set; }
            [KeyPart] public DayOfWeek Day { get; set; }
            [KeyPart] public DayOfWeek? MaybeDay { get; set; }
        }
        """;

    public const string Collections = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using TrialKeep;

        public enum Colour { Red, Green = 5, @event }

        [Flags] public enum Rights { None = 0, Read = 1, Write = 2, All = 3, Admin = 128 }

        [ExperimentPart]
        public readonly partial record struct Point([KeyPart] int X, [KeyPart] int Y = 7);

        [ExperimentVariant("collections")]
        public sealed partial class Collections
        {
            [KeyPart] public required int[] Numbers { get; init; }
            [KeyPart] public List<string?>? Names { get; init; }
            [KeyPart] public ImmutableArray<Colour> Colours { get; init; } = [];
            [KeyPart] public IReadOnlyList<Point> Points { get; init; } = [];
            [KeyPart] public HashSet<string> Set { get; init; } = [];
            [KeyPart] public IReadOnlySet<double> Doubles { get; init; } = new HashSet<double>();
            [KeyPart] public ImmutableHashSet<Colour> Palette { get; init; } = [];
            [KeyPart] public Dictionary<string, int> Map { get; init; } = [];
            [KeyPart] public IReadOnlyDictionary<string, List<decimal?>> Nested { get; init; } = new Dictionary<string, List<decimal?>>();
            [KeyPart] public ImmutableDictionary<string, Point?> Where { get; init; } = ImmutableDictionary<string, Point?>.Empty;
            [KeyPart] public byte[] Bytes { get; init; } = [];
            [KeyPart] public ReadOnlyMemory<byte> Memory { get; init; }
            [KeyPart] public Rights Rights { get; init; }
            [KeyPart(Scale = Scale.Trim)] public decimal[] Prices { get; init; } = [];
        }
        """;

    public const string RecordWithEverything = """
        using System;
        using System.Collections.Generic;
        using System.Text.Json;
        using System.Text.Json.Nodes;
        using System.Text.Json.Serialization;
        using TrialKeep;

        public sealed class Money { public decimal Amount; }

        public sealed class MoneyConverter : JsonConverter<Money>
        {
            public override Money? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new() { Amount = reader.GetDecimal() };
            public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Amount);
        }

        public enum Ending { [JsonStringEnumMemberName("stopped")] Stop, Length }

        [ExperimentRecord("everything")]
        public sealed partial record Everything(string Text, int Count = 3, Ending Ending = Ending.Length)
        {
            public string Kept { get; init; } = "own default";
            [JsonPropertyName("sn")] public string? ShortName { get; init; }
            [JsonIgnore] public string Ignored => Text;
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? Sparse { get; init; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int Zero { get; init; }
            [JsonConverter(typeof(MoneyConverter))] public Money? Price { get; init; }
            [JsonRequired] public JsonElement Raw { get; init; }
            public JsonNode? Node { get; init; }
            [Alias("former")] public int Now { get; init; }
            public int Field;
            [JsonInclude] internal string? Inner { get; init; }
            [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; init; }
        }
        """;

    public const string Nested = """
        using TrialKeep;

        namespace @event
        {
            public static partial class Outer<T> { }

            public static partial class Outer
            {
                internal abstract partial record Base { [KeyPart] public required string @class { get; init; } }

                internal partial interface IHolder
                {
                    [ExperimentVariant("nested")]
                    internal sealed partial record @record : Base
                    {
                        [KeyPart(Since = 2, Default = "0.5")] public double Later { get; init; } = 0.5;
                        [KeyPart(Since = 2)] public string? Extra { get; init; }
                        [KeyPart(Name = "é")] public int Accent { get; init; }
                        [NotInKey("a note")] public Tree? Tree { get; init; }
                    }

                    [ExperimentPart("tree", KeyVersion = 2)]
                    internal sealed partial class Tree(string name)
                    {
                        [KeyPart] public string Name { get; } = name;
                        [KeyPart] public Tree[] Children { get; init; } = [];
                    }
                }
            }
        }
        """;

    public const string Joined = """
        using System;
        using TrialKeep;

        [PromptTemplate("{a} and {b}")]
        public readonly partial record struct Both;

        [ExperimentPart(KeyStyle = KeyStyle.Joined, Separator = "/")]
        public readonly partial record struct Pair([KeyPart(Order = 0)] int Left, [KeyPart(Order = 1)] int Right);

        [ExperimentTask("joined-task", KeyStyle = KeyStyle.Joined, Separator = "::", KeyVersion = 3)]
        public sealed partial record JoinedTask
        {
            [ItemId] public required string Id { get; init; }
            [KeyPart(Order = 2, Format = "F2")] public double Rate { get; init; }
            [KeyPart(Order = 1, Hash = 8)] public required Both Prompt { get; init; }
            [KeyPart(Order = 3, OmitWhenEmpty = true)] public string? Note { get; init; }
            [KeyPart(Order = 4)] public Pair Pair { get; init; }
            [KeyPart(Order = 5, Format = "R")] public float? Maybe { get; init; }
            [KeyPart(Order = 6)] public DayOfWeek Day { get; init; }
        }
        """;

    public const string Templates = """
        using System;
        using TrialKeep;

        [PromptTemplate("{{literal}} {Count}: {text} at {when}, {day} {text} {ratio} {price} {yes} {c} {id}\r\nend")]
        public readonly partial record struct Declared(int Count, string Text, DateTimeOffset When, DayOfWeek Day, double Ratio, decimal Price, bool Yes, char C, Guid Id);

        [PromptTemplate("no holes")]
        public readonly partial record struct Plain;

        [PromptTemplate("{event}{x}")]
        public readonly partial record struct Keyword;
        """;

    public const string Polymorphic = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        [ExperimentPart("choice", KeyVersion = 2), JsonDerivedType(typeof(Greedy), "greedy"), JsonDerivedType(typeof(Sampling), "sampling")]
        public abstract partial record Choice { [KeyPart] public int Seed { get; init; } }

        [ExperimentPart] public sealed partial record Greedy : Choice;

        [ExperimentPart] public sealed partial record Sampling : Choice { [KeyPart] public required double Temperature { get; init; } }

        [ExperimentVariant("holder")] public sealed partial record Holder { [KeyPart] public Choice? Choice { get; init; } }
        """;

    public const string PolymorphicRoot = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        [ExperimentVariant("root"), JsonDerivedType(typeof(Root), "plain"), JsonDerivedType(typeof(Sub), "sub"), JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
        public partial record Root([KeyPart] int A);

        [ExperimentPart] public sealed partial record Sub(int A, [KeyPart] int B) : Root(A);
        """;

    public const string PolymorphicRecord = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        [ExperimentRecord("event"), JsonDerivedType(typeof(Failed), "failed")]
        public partial class Event { [Indexed] public required string Id { get; init; } }

        [ExperimentPart] public sealed partial class Failed : Event { public string? Reason { get; set; } }
        """;

    public const string PolymorphicTask = """
        using System.Text.Json.Serialization;
        using TrialKeep;

        [ExperimentTask("question"), JsonDerivedType(typeof(Choice), "choice"), JsonDerivedType(typeof(Open), "open")]
        public abstract partial record Question
        {
            [ItemId] public required string Id { get; init; }
            [KeyPart] public virtual string Text { get; init; } = "";
            [Slice] public string? Topic { get; init; }
        }

        [ExperimentPart] public sealed partial record Choice : Question
        {
            [KeyPart] public override string Text { get; init; } = "?";
            [KeyPart] public required System.Collections.Immutable.ImmutableArray<string> Options { get; init; }
            [Reference] public required int Answer { get; init; }
        }

        [ExperimentPart] public sealed partial record Open : Question { [Reference] public string? Model { get; init; } }

        [ExperimentTask("plain"), JsonDerivedType(typeof(Special), "special")]
        public partial record Plain([KeyPart] int A, [Reference] int B);

        [ExperimentPart] public sealed partial record Special(int A, int B, [KeyPart] int C) : Plain(A, B);
        """;

    public const string Generics = """
        using System.Text.Json.Serialization;
        using TrialKeep;

        public enum Grade { Low, High }

        [ExperimentTask("ask.number", typeof(long)), ExperimentTask("ask.text", typeof(string), KeyVersion = 3)]
        public sealed partial record Ask<TRecord> where TRecord : notnull
        {
            [ItemId] public required TRecord Id { get; init; }
            [KeyPart] public TRecord? Hint { get; init; }
            [Reference] public required TRecord Answer { get; init; }
            [Slice] public TRecord? Topic { get; init; }
        }

        [ExperimentRecord("outcome.number", typeof(double), typeof(Grade)), ExperimentRecord("outcome.text", typeof(string), typeof(Grade?))]
        public partial struct Outcome<TValue, TGrade>
        {
            [Indexed] public TValue? Value { get; set; }
            [Indexed, JsonInclude] internal TGrade? Grade { get; set; }
            [Measurement(Unit = "s", Better = Direction.Lower)] public double Latency { get; init; }
        }

        public partial class Outer
        {
            [ExperimentVariant("outer.solver", typeof(int))]
            internal sealed partial class Solver<T>(T[] seeds) { [KeyPart] public T[] Seeds { get; } = seeds; }
        }
        """;

    public const string GenericParts = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        [ExperimentPart("pair")] public sealed partial record Pair<TLeft, TRight> where TRight : notnull
        {
            [KeyPart] public required TLeft Left { get; init; }
            [KeyPart] public TRight? Right { get; init; }
            [NotInKey("a note")] internal string? Note { get; private set; }
        }

        [ExperimentVariant("pairs")] public sealed partial record Pairs
        {
            [KeyPart] public Pair<int, string>? One { get; init; }
            [KeyPart] public List<Pair<DayOfWeek, Pair<string?, byte[]>>> Many { get; init; } = [];
        }
        """;

    public const string GenericBase = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        public abstract record Base<T> where T : struct { [KeyPart] public T? Value { get; init; } [KeyPart] public List<T> More { get; init; } = []; }

        [ExperimentVariant("from-generic")] public sealed partial record FromGeneric : Base<long>;
        """;

    public const string MapKeys = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        public enum Colour { [JsonStringEnumMemberName("rouge")] Red, Green }

        [ExperimentVariant("maps")] public sealed partial record Maps
        {
            [KeyPart] public Dictionary<Colour, int> ByColour { get; init; } = [];
            [KeyPart] public IReadOnlyDictionary<long, string?> ByNumber { get; init; } = new Dictionary<long, string?>();
            [KeyPart] public ImmutableDictionary<Guid, Colour> ById { get; init; } = ImmutableDictionary<Guid, Colour>.Empty;
        }
        """;

    public const string Chats = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        [PromptTemplate]
        [Message("system", "You answer {style}.")]
        [Message("user", "{question}\r\n{style}")]
        public readonly partial record struct Chat;

        [PromptTemplate, Message("user", "{shots:---}{price:F2} {price}")]
        public readonly partial record struct FewShots(ImmutableArray<string> Shots, decimal Price);
        """;

    public const string Formats = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        [PromptTemplate("{when:yyyy-MM-dd} {count:D5} {ratio:P1} {names} {names:; } {wait:g}")]
        public readonly partial record struct Formats(DateTimeOffset When, int Count, double Ratio, IReadOnlyList<string> Names, TimeSpan Wait);
        """;

    public const string ColumnsOfAll = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        [Flags] public enum Marks { None, A = 1, B = 2 }

        [ExperimentRecord("columned")] public sealed partial record Columned
        {
            [Indexed] public string? Reason { get; init; }
            [Indexed] public DayOfWeek Day { get; init; }
            [Slice] public Marks? Marks { get; init; }
            [Measurement(Unit = "s", Better = Direction.Lower)] public float Latency { get; init; }
            [Measurement] public decimal? Cost { get; init; }
            [Indexed, JsonInclude] private uint Count { get; init; }
            [Indexed] public Guid Id { get; init; }
            [Indexed] public DateOnly @event { get; init; }
        }
        """;

    public const string Evolved = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        [ExperimentRecord("evolved", Version = 3), Retired("score")]
        public sealed partial record Evolved
        {
            [Alias("text"), Alias("body")] public required string Words { get; init; }
            public double Confidence { get; init; } = 0.5;
            public string[] Notes { get; init; } = ["none"];
        }
        """;

    public const string Sparse = """
        using System;
        using System.Collections.Generic;
        using System.Collections.Immutable;
        using System.Text.Json.Serialization;
        using TrialKeep;

        [ExperimentPart] public partial struct Sparse
        {
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? A { get; init; }
            [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int B { get; set; }
            public ReadOnlyMemory<byte>? C { get; init; }
        }
        """;

    public const string Awkward = """
        using System;
        using System.Diagnostics.CodeAnalysis;
        using TrialKeep;

        namespace Awkward.TrialKeep.System
        {
            public sealed class String { }
            public interface INamed { string Name { get; } }

            [global::TrialKeep.ExperimentTask("awkward")]
            public partial struct value : INamed
            {
                [ItemId] public long writer { get; set; }
                [KeyPart] public string reader { get; set; }
                [KeyPart] public string? result { get; init; }
                [KeyPart] public required string name { get; init; }
                [KeyPart] public int item { get; private set; }
                [KeyPart] public string @default { get; init; }
                [KeyPart] public int field;
                [Obsolete("old")] [KeyPart] public int Old { get; init; }
                [NotInKey("why")] public string Schema { get; init; }
                [Reference] public string? TrialKeep { get; init; }
                string INamed.Name => name;
                public static int Static { get; set; }
                public int this[int index] => index;
                public readonly int Computed => item;
                public int Input2() => 1;
            }

            [global::TrialKeep.ExperimentRecord("set-by-constructor")]
            public sealed partial class SetByConstructor
            {
                [SetsRequiredMembers] public SetByConstructor() => Demanded = "x";
                public required string Demanded { get; init; }
            }

            [global::TrialKeep.ExperimentRecord("chosen")]
            public sealed partial record Chosen(int A, string? B = "b", double C = -1.5, DayOfWeek D = DayOfWeek.Friday, decimal E = 1.50m, char F = '\'', float G = float.NaN, int? H = null, long I = long.MinValue, string J = "\"\n")
            {
                public Chosen() : this(1) { }
                public Chosen(string a) : this(a.Length) { }
            }

            [global::TrialKeep.ExperimentPart]
            public sealed partial record Empty;
        }
        """;

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [nameof(Readme)] = Readme,
        [nameof(Scalars)] = Scalars,
        [nameof(Collections)] = Collections,
        [nameof(RecordWithEverything)] = RecordWithEverything,
        [nameof(Nested)] = Nested,
        [nameof(Joined)] = Joined,
        [nameof(Templates)] = Templates,
        [nameof(Awkward)] = Awkward,
        [nameof(Polymorphic)] = Polymorphic,
        [nameof(PolymorphicRoot)] = PolymorphicRoot,
        [nameof(PolymorphicRecord)] = PolymorphicRecord,
        [nameof(GenericParts)] = GenericParts,
        ["Generics"] = Generics + Stubs,
        ["PolymorphicTask"] = PolymorphicTask + Stubs,
        [nameof(GenericBase)] = GenericBase,
        [nameof(MapKeys)] = MapKeys,
        [nameof(Chats)] = Chats,
        [nameof(Formats)] = Formats,
        [nameof(ColumnsOfAll)] = ColumnsOfAll,
        [nameof(Evolved)] = Evolved,
        [nameof(Sparse)] = Sparse,
        ["ReadmeWithOrchestration"] = Readme + Stubs,
    };
}
