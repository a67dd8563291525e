namespace TrialKeep.Generator.Tests.Running;

/// <summary>Shapes of users' types.</summary>
internal static class ShapeCases
{
    private const string Choice = """
        [ExperimentPart("ID.choice"), JsonDerivedType(typeof(Greedy), "greedy"), JsonDerivedType(typeof(Sampling), "sampling")]
        public abstract partial record Choice { [KeyPart] public int Seed { get; init; } }
        [ExperimentPart] public sealed partial record Greedy : Choice;
        [ExperimentPart] public sealed partial record Sampling : Choice { [KeyPart] public required double Temperature { get; init; } [NotInKey("a note")] public string? Note { get; init; } }
        [ExperimentVariant("ID")] public sealed partial record V { [KeyPart] public Choice? Choice { get; init; } [KeyPart] public Choice[] More { get; init; } = []; }
        """;

    private const string Concrete = """
        [ExperimentRecord("ID"), JsonDerivedType(typeof(Sub), "sub"), JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
        public partial class R { public int A { get; init; } }
        [ExperimentPart] public sealed partial class Sub : R { public string? B { get; set; } [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; } }
        """;

    private const string Self = """
        [ExperimentVariant("ID"), JsonDerivedType(typeof(V), "plain"), JsonDerivedType(typeof(Sub), "sub \"quoted\"")]
        public partial record V([KeyPart] int A);
        [ExperimentPart] public sealed partial record Sub(int A, [KeyPart] int B) : V(A);
        """;

    private const string Pair = """
        [ExperimentPart("ID.pair")] public sealed partial record Pair<TLeft, TRight>
        {
            [KeyPart] public required TLeft Left { get; init; }
            [KeyPart] public TRight? Right { get; init; }
        }
        """;

    private const string Outcome = """
        [ExperimentPart("ID.pair")] public sealed partial record Pair<T> { [KeyPart] public required T Left { get; init; } }
        [ExperimentRecord("ID.number", typeof(double)), ExperimentRecord("ID.text", typeof(string), Version = 2), ExperimentRecord("ID.maybe", typeof(int?)), ExperimentRecord("ID.many", typeof(List<string>))]
        public sealed partial record Outcome<T>
        {
            public required T Value { get; init; }
            public T? Other { get; init; }
            public Pair<T>? Pair { get; init; }
            public Outcome<T>? Before { get; init; }
            public T[] All { get; init; } = [];
            [JsonInclude] internal string? Note { get; init; }
            [JsonExtensionData] public Dictionary<string, JsonElement>? Rest { get; set; }
        }
        [ExperimentRecord("ID")] public sealed partial record R { public Outcome<double>? Number { get; init; } public Outcome<string>? Text { get; init; } }
        """;

    private const string Ask = """
        public enum Level { Low, High }
        [ExperimentVariant("ID.whole", typeof(long), typeof(Level)), ExperimentVariant("ID.text", typeof(string), typeof(Level?), KeyVersion = 2)]
        public readonly partial record struct V<T, TLevel>([KeyPart] T A, [KeyPart] TLevel? B, [NotInKey("a note")] string? Note = null) where T : notnull;
        """;

    private static ShapeCase Member(string name, string type, string value, string json, string? other = null, string? same = null, string types = "") => new(
        name, $"{types} [ExperimentVariant(\"ID\")] public sealed partial record V {{ [KeyPart] public {type} A {{ get; init; }} = default!; }}", "V", $"new() {{ A = {value} }}", $"{{\"a\":{json}}}",
        other is null ? null : $"new() {{ A = {other} }}", same is null ? null : $"new() {{ A = {same} }}");

    private static ShapeCase Stored(string name, string source, string value, string json) => new(name, source, "R", value, json);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ShapeCase> All { get; } =
    [
        Member("bool", "bool", "true", "true", "false"),
        Member("char", "char", "'é'", "\"é\"", "'e'"),
        Member("text", "string", "\"a\\\"\\n\\u0001\"", "\"a\\\"\\n\\u0001\"", "\"a\""),
        Member("nullable text", "string?", "null", "null", "\"\""),
        Member("sbyte", "sbyte", "-128", "-128", "127"),
        Member("byte", "byte", "255", "255", "0"),
        Member("short", "short", "-32768", "-32768", "1"),
        Member("ushort", "ushort", "65535", "65535", "1"),
        Member("int", "int", "int.MinValue", "-2147483648", "0"),
        Member("uint", "uint", "uint.MaxValue", "4294967295", "0"),
        Member("long", "long", "long.MinValue", "-9223372036854775808", "0"),
        Member("ulong", "ulong", "ulong.MaxValue", "18446744073709551615", "0"),
        Member("native integer", "nint", "-5", "-5", "5"),
        Member("BigInteger", "BigInteger", "BigInteger.Pow(10, 30)", "1" + "000000000000000000000000000000", "BigInteger.One"),
        Member("Int128", "Int128", "Int128.MinValue", "-170141183460469231731687303715884105728", "0"),
        Member("UInt128", "UInt128", "UInt128.MaxValue", "340282366920938463463374607431768211455", "0"),
        Member("double", "double", "0.1", "0.1", "0.2", "0.1"),
        Member("double zero", "double", "0.0", "0", "double.NaN", "-0.0"),
        Member("double NaN", "double", "double.NaN", "\"NaN\"", "0"),
        Member("float", "float", "float.NegativeInfinity", "\"-Infinity\"", "0"),
        Member("decimal", "decimal", "1.50m", "1.50", "1.5m"),
        Member("moment", "DateTimeOffset", "new(2026, 1, 31, 12, 0, 0, TimeSpan.FromHours(1))", "\"2026-01-31T12:00:00.0000000+01:00\"", "default", "new(2026, 1, 31, 11, 0, 0, TimeSpan.Zero)"),
        Member("date", "DateOnly", "new(2026, 1, 31)", "\"2026-01-31\"", "default"),
        Member("time", "TimeOnly", "new(1, 2, 3)", "\"01:02:03.0000000\"", "default"),
        Member("duration", "TimeSpan", "TimeSpan.FromDays(-1.5)", "\"-1.12:00:00\"", "default"),
        Member("GUID", "Guid", "new(\"0123ABCD-4567-89ef-0123-456789abcdef\")", "\"0123abcd-4567-89ef-0123-456789abcdef\"", "default"),
        Member("URI", "Uri", "new(\"a/b\", UriKind.Relative)", "\"a/b\"", "new(\"a/B\", UriKind.Relative)"),
        Member("version", "Version", "new(1, 2, 3)", "\"1.2.3\"", "new(1, 2)"),
        Member("enum", "DayOfWeek", "DayOfWeek.Friday", "\"Friday\"", "DayOfWeek.Sunday"),
        Member("flags", "R", "R.Write | R.Read", "\"Read, Write\"", "R.Read", types: "[Flags] public enum R { None, Read = 1, Write = 2, All = 3 }"),
        Member("nullable value", "int?", "null", "null", "0"),
        Member("nullable enum", "DayOfWeek?", "DayOfWeek.Monday", "\"Monday\"", "null"),
        Member("array", "int[]", "[1, 2]", "[1,2]", "[2, 1]"),
        Member("jagged array", "int?[][]", "[[1, null], []]", "[[1,null],[]]", "[[1], []]"),
        Member("list", "List<string?>", "[\"a\", null]", "[\"a\",null]", "[\"a\"]"),
        Member("list interface", "IList<int>", "[1]", "[1]", "[]"),
        Member("collection interface", "ICollection<int>", "[1]", "[1]", "[]"),
        Member("read-only list", "IReadOnlyList<decimal>", "[1.0m]", "[1.0]", "[1m]"),
        Member("immutable array", "ImmutableArray<int>", "[1]", "[1]", "[]"),
        Member("uninitialised immutable array", "ImmutableArray<int>", "default", "[]", "[1]", "[]"),
        Member("set", "HashSet<string>", "[\"b\", \"a\"]", "[\"a\",\"b\"]", "[\"a\"]", "[\"a\", \"b\"]"),
        Member("read-only set", "IReadOnlySet<int>", "new HashSet<int> { 10, 9 }", "[10,9]", "new HashSet<int>()", "new HashSet<int> { 9, 10 }"),
        Member("immutable set", "ImmutableHashSet<DayOfWeek>", "[DayOfWeek.Monday]", "[\"Monday\"]", "[]"),
        Member("map", "Dictionary<string, int>", "new() { [\"b\"] = 1, [\"a\"] = 2 }", "{\"a\":2,\"b\":1}", "new()", "new() { [\"a\"] = 2, [\"b\"] = 1 }"),
        Member("map of enum keys", "Dictionary<DayOfWeek, int>", "new() { [DayOfWeek.Sunday] = 1, [DayOfWeek.Monday] = 2 }", "{\"Monday\":2,\"Sunday\":1}", "new()", "new() { [DayOfWeek.Monday] = 2, [DayOfWeek.Sunday] = 1 }"),
        Member("map of integer keys", "IReadOnlyDictionary<long, string>", "new Dictionary<long, string> { [-1] = \"a\" }", "{\"-1\":\"a\"}", "new Dictionary<long, string> { [1] = \"a\" }"),
        Member("map of GUID keys", "ImmutableDictionary<Guid, int?>", "ImmutableDictionary<Guid, int?>.Empty.Add(default, null)", "{\"00000000-0000-0000-0000-000000000000\":null}", "ImmutableDictionary<Guid, int?>.Empty"),
        Member("map of renamed enum keys", "Dictionary<E, byte>", "new() { [E.A] = 1 }", "{\"the a\":1}", "new() { [E.B] = 1 }", types: "public enum E { [JsonStringEnumMemberName(\"the a\")] A, B }"),
        Member("map of lists", "Dictionary<string, List<DayOfWeek>>", "new() { [\"x\"] = [DayOfWeek.Monday] }", "{\"x\":[\"Monday\"]}", "new() { [\"x\"] = [] }"),
        Member("bytes", "byte[]", "[0, 255]", "\"AP8=\"", "[0]"),
        Member("memory", "ReadOnlyMemory<byte>", "new byte[] { 0, 255 }", "\"AP8=\"", "new byte[] { 0 }"),
        Member("nullable memory", "ReadOnlyMemory<byte>?", "null", "null", "new byte[] { 0 }"),
        Member("nested part", "P", "new(1, null)", "{\"x\":1,\"y\":null}", "new(1, 2)", types: "[ExperimentPart] public sealed partial record P([KeyPart] int X, [KeyPart] int? Y);"),
        Member("nested struct", "P?", "new P(1)", "{\"x\":1}", "null", types: "[ExperimentPart] public readonly partial struct P(int x) { [KeyPart] public int X { get; } = x; }"),
        Member("part that holds itself", "P", "new() { Inner = new() }", "{\"inner\":{\"inner\":null}}", "new()", types: "[ExperimentPart] public sealed partial class P { [KeyPart] public P? Inner { get; set; } }"),
        Stored("generic records", Outcome, "new() { Number = new() { Value = 1.5, Other = 2, Pair = new() { Left = 3 }, Before = new() { Value = 4 }, All = [5] }, Text = new() { Value = \"v\", Note = \"n\" } }", "{\"number\":{\"value\":1.5,\"other\":2,\"pair\":{\"left\":3},\"before\":{\"value\":4,\"other\":0,\"pair\":null,\"before\":null,\"all\":[],\"note\":null},\"all\":[5],\"note\":null},\"text\":{\"value\":\"v\",\"other\":null,\"pair\":null,\"before\":null,\"all\":[],\"note\":\"n\"}}"),
        new("generic record of nullables", Outcome, "Outcome<int?>", "new() { Value = null, All = [null, 1] }", "{\"value\":null,\"other\":null,\"pair\":null,\"before\":null,\"all\":[null,1],\"note\":null}"),
        new("generic record of lists", Outcome, "Outcome<List<string>>", "new() { Value = [\"a\"] }", "{\"value\":[\"a\"],\"other\":null,\"pair\":null,\"before\":null,\"all\":[],\"note\":null}"),
        new("generic variant", Ask, "V<long, Level>", "new(1, Level.High)", "{\"a\":1,\"b\":\"High\",\"note\":null}", "new(1, Level.Low)", "new(1, Level.High, \"n\")"),
        new("generic variant of nullables", Ask, "V<string, Level?>", "new(\"x\", null)", "{\"a\":\"x\",\"b\":null,\"note\":null}", "new(\"x\", Level.Low)", "new(\"x\", null, \"n\")"),
        Member("generic part of scalars", "Pair<int, string>", "new() { Left = 1, Right = \"r\" }", "{\"left\":1,\"right\":\"r\"}", "new() { Left = 1 }", types: Pair),
        Member("generic part of nullables", "Pair<int?, DayOfWeek>?", "new() { Left = null, Right = DayOfWeek.Friday }", "{\"left\":null,\"right\":\"Friday\"}", "null", types: Pair),
        Member("generic part of lists", "Pair<List<int>, Pair<string, byte[]>>[]", "[new() { Left = [1], Right = new() { Left = \"l\", Right = [1] } }]", "[{\"left\":[1],\"right\":{\"left\":\"l\",\"right\":\"AQ==\"}}]", "[]", types: Pair),
        Member("generic part of parts", "Pair<P, P?>", "new() { Left = new(1), Right = null }", "{\"left\":{\"x\":1},\"right\":null}", "new() { Left = new(2), Right = null }", types: Pair + "[ExperimentPart] public sealed partial record P([KeyPart] int X);"),
        Member("generic part that holds itself", "Tree<int>", "new(1, [new(2, [])])", "{\"value\":1,\"children\":[{\"value\":2,\"children\":[]}]}", "new(1, [])", types: "[ExperimentPart] public sealed partial record Tree<T>([KeyPart] T Value, [KeyPart] Tree<T>[] Children);"),
        Member("generic struct with constraints", "Box<int, List<int>>", "new() { Value = 5, Later = [1] }", "{\"value\":5,\"later\":[1],\"own\":null}", "default", types: "[ExperimentPart] public partial struct Box<T, TList> where T : struct, IComparable<T> where TList : class, IEnumerable<T>, new() { [KeyPart] public T Value { get; init; } [KeyPart] public TList? Later { get; init; } [KeyPart] public T? Own { get; private set; } }"),
        Member("polymorphic member", "Choice?", "new Sampling { Temperature = 0.5, Seed = 1 }", "{\"$type\":\"sampling\",\"seed\":1,\"temperature\":0.5,\"note\":null}", "new Greedy { Seed = 1 }", "new Sampling { Temperature = 0.5, Seed = 1, Note = \"x\" }", Choice.Replace("[ExperimentVariant(\"ID\")] public sealed partial record V { [KeyPart] public Choice? Choice { get; init; } [KeyPart] public Choice[] More { get; init; } = []; }", "", StringComparison.Ordinal)),
        new("polymorphic elements", Choice, "V", "new() { More = [new Greedy(), new Sampling { Temperature = 1 }] }", "{\"choice\":null,\"more\":[{\"$type\":\"greedy\",\"seed\":0},{\"$type\":\"sampling\",\"seed\":0,\"temperature\":1,\"note\":null}]}", "new() { More = [new Sampling { Temperature = 1 }, new Greedy()] }"),
        new("derived types without members", "[ExperimentVariant(\"ID\"), JsonDerivedType(typeof(A), \"a\"), JsonDerivedType(typeof(B), \"b\")] public abstract partial class V; [ExperimentPart] public sealed partial class A : V; [ExperimentPart] public sealed partial class B : V;", "V", "new A()", "{\"$type\":\"a\"}", "new B()", "new A()"),
        new("concrete base", Concrete, "R", "new R { A = 1 }", "{\"a\":1}"),
        new("derived of a concrete base, with unknown members", Concrete, "R", "new Sub { A = 1, B = \"b\", Rest = new() { [\"c\"] = JsonDocument.Parse(\"[1.0]\").RootElement } }", "{\"kind\":\"sub\",\"a\":1,\"b\":\"b\",\"c\":[1.0]}"),
        new("derived type as itself", Concrete, "Sub", "new Sub { A = 1 }", "{\"a\":1,\"b\":null}"),
        new("base that lists itself", Self, "V", "new V(1)", "{\"$type\":\"plain\",\"a\":1}", "new V(2)", "new V(1)"),
        new("derived of a base with a primary constructor", Self, "V", "new Sub(1, 2)", "{\"$type\":\"sub \\\"quoted\\\"\",\"a\":1,\"b\":2}", "new Sub(2, 2)"),
        new("inheritance from a generic base", "public abstract record Base<T> { [KeyPart] public T? Value { get; init; } [KeyPart] public required T Demanded { get; init; } } [ExperimentVariant(\"ID\")] public sealed partial record V : Base<int>;", "V", "new() { Value = 1, Demanded = 2 }", "{\"value\":1,\"demanded\":2}", "new() { Value = 2, Demanded = 2 }"),
        new("inheritance over two levels", "public abstract record Top { [KeyPart] public int A { get; protected init; } } public record Mid : Top { [KeyPart] public int B { get; init; } } [ExperimentVariant(\"ID\")] public sealed partial record V : Mid { public V() => A = 7; }", "V", "new() { B = 2 }", "{\"a\":7,\"b\":2}", "new() { B = 3 }"),
        Stored("record struct", "[ExperimentRecord(\"ID\")] public readonly partial record struct R(int A, string? B = \"b\");", "new(1)", "{\"a\":1,\"b\":\"b\"}"),
        Stored("class with a primary constructor", "[ExperimentRecord(\"ID\")] public sealed partial class R(int a) { public int A { get; } = a; }", "new(1)", "{\"a\":1}"),
        Stored("class with fields", "[ExperimentRecord(\"ID\")] public sealed partial class R { public int A; public required string B; }", "new() { A = 1, B = \"b\" }", "{\"a\":1,\"b\":\"b\"}"),
        Stored("chosen constructor", "[ExperimentRecord(\"ID\")] public sealed partial class R { public R() { } [JsonConstructor] public R(int a) => A = a; public int A { get; } }", "new(3)", "{\"a\":3}"),
        Stored("marked non-public members", "[ExperimentRecord(\"ID\")] public sealed partial class R { [JsonInclude] private int A { get; init; } = 4; [JsonInclude] internal int B { get; private set; } = 5; }", "new()", "{\"a\":4,\"b\":5}"),
        Stored("renamed members", "[ExperimentRecord(\"ID\")] public sealed partial record R { [JsonPropertyName(\"é \\\"x\\\"\")] public int A { get; init; } public int URLPath { get; init; } }", "new() { A = 1 }", "{\"é \\\"x\\\"\":1,\"urlPath\":0}"),
        Stored("sparse members", "[ExperimentRecord(\"ID\")] public sealed partial record R { [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public string? A { get; init; } [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public int B { get; init; } [JsonIgnore] public int C { get; init; } }", "new() { C = 1 }", "{}"),
        Stored("JSON as it is", "[ExperimentRecord(\"ID\")] public sealed partial record R { public JsonElement A { get; init; } public System.Text.Json.Nodes.JsonNode? B { get; init; } }", "new() { A = JsonDocument.Parse(\"{\\\"x\\\":1.0}\").RootElement, B = 1 }", "{\"a\":{\"x\":1.0},\"b\":1}"),
        Stored("converter", "public sealed class M { public int X; } public sealed class C : JsonConverter<M> { public override M Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) => new() { X = r.GetInt32() }; public override void Write(Utf8JsonWriter w, M v, JsonSerializerOptions o) => w.WriteNumberValue(v.X); } [ExperimentRecord(\"ID\")] public sealed partial record R { [JsonConverter(typeof(C))] public M? A { get; init; } public List<N> B { get; init; } = []; } [JsonConverter(typeof(D))] public sealed class N { } public sealed class D : JsonConverter<N> { public override N Read(ref Utf8JsonReader r, Type t, JsonSerializerOptions o) { r.Skip(); return new(); } public override void Write(Utf8JsonWriter w, N v, JsonSerializerOptions o) => w.WriteNullValue(); }", "new() { A = new() { X = 3 }, B = [new()] }", "{\"a\":3,\"b\":[null]}"),
        Stored("nested type of an interface", "public partial interface I { [ExperimentRecord(\"ID\")] public sealed partial record R { public int A { get; init; } } } [ExperimentPart] public sealed partial record R { public I.R? Inner { get; init; } }", "new() { Inner = new() { A = 1 } }", "{\"inner\":{\"a\":1}}"),
        Stored("enum with several names of a value, in a record", "public enum E { A, Same = A, B } [ExperimentRecord(\"ID\")] public sealed partial record R { public E E { get; init; } }", "new() { E = E.Same }", "{\"e\":\"A\"}"),
        Stored("keywords as names", "[ExperimentRecord(\"ID\")] public sealed partial record R(int @class, string? @event) { public int @default { get; init; } }", "new(1, null)", "{\"class\":1,\"event\":null,\"default\":0}"),
        new("prompt", "[PromptTemplate(\"{a}!\")] public readonly partial record struct P; [ExperimentTask(\"ID\")] public sealed partial record V { [ItemId] public required int Id { get; init; } [KeyPart] public P P { get; init; } = new(\"x\"); [Reference] public string? Label { get; init; } }", "V", "new() { Id = 1 }", "{\"id\":1,\"p\":{\"template\":\"TEMPLATE\",\"arguments\":{\"a\":\"x\"}},\"label\":null}", "new() { Id = 1, P = new(\"y\") }", "new() { Id = 1, Label = \"l\" }"),
        new("joined key", "[ExperimentVariant(\"ID\", KeyStyle = KeyStyle.Joined, Separator = \"|\")] public sealed partial record V([KeyPart(Order = 1)] int A, [KeyPart(Order = 0)] DayOfWeek B);", "V", "new(1, DayOfWeek.Friday)", "{\"a\":1,\"b\":\"Friday\"}", "new(2, DayOfWeek.Friday)"),
        new("later part", "[ExperimentVariant(\"ID\", Version = 2)] public sealed partial record V { [KeyPart] public int A { get; init; } [KeyPart(Since = 2, Default = \"0.5\")] public double B { get; init; } = 0.5; }", "V", "new() { A = 1 }", "{\"a\":1,\"b\":0.5}", "new() { A = 1, B = 0.25 }", "new() { A = 1, B = 0.50 }"),
    ];
}
