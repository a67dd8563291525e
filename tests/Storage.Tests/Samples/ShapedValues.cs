using System.Globalization;
using System.Numerics;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Tests.Samples;

/// <summary>Records of many values, drawn by a seed, with those in which forms differ.</summary>
internal static class ShapedValues
{
    private static readonly string?[] s_texts = [null, "", "stop", "a \"b\" \\ \n\t\u0001", "é😀\uE000", "'; DROP TABLE records; --", "NaN", "zz"];
    private static readonly double[] s_reals = [0, -0.0, 0.1, 1e300, -1e-300, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 3, 9007199254740993];
    private static readonly decimal[] s_decimals = [0m, -0.0m, 0.1m, 1.10m, decimal.MaxValue, 0.1234567890123456789012345678m, 7922816251426433759354395033.5m];

    public static Shaped Of(int seed)
    {
        Random random = new(seed);
        T One<T>(T[] values) => values[random.Next(values.Length)];
        return new()
        {
            Text = One(s_texts), Shared = One(s_texts), Flag = random.Next(2) == 0, MaybeFlag = One<bool?>([null, true, false]),
            Small = One([0, 1, -5, int.MaxValue]), Large = One<long?>([null, long.MinValue, long.MaxValue, 7]),
            Unsigned = One([0UL, ulong.MaxValue, ulong.MaxValue - 1, 9007199254740993UL, 18446744073709550593UL]),
            Wide = One<Int128>([Int128.MinValue, Int128.MaxValue, 9007199254740993, 0]), WideUnsigned = One<UInt128>([UInt128.MaxValue, 9007199254740993, 1]),
            Big = One([BigInteger.Pow(10, 400), BigInteger.Zero, BigInteger.Parse("-90071992547409931234567", CultureInfo.InvariantCulture), BigInteger.Pow(3, 200)]),
            Real = One(s_reals), MaybeReal = random.Next(3) == 0 ? null : One(s_reals), Single = (float)One(s_reals), Exact = One(s_decimals),
            Wait = One([TimeSpan.Zero, TimeSpan.MinValue, TimeSpan.MaxValue, TimeSpan.FromTicks(-12_345_678)]),
            At = One([DateTimeOffset.MinValue, DateTimeOffset.MaxValue, new(2026, 1, 31, 23, 59, 59, 1, TimeSpan.FromHours(-11)), new(2026, 6, 1, 0, 0, 0, TimeSpan.FromMinutes(330))]),
            Day = One([DateOnly.MinValue, new(2026, 1, 31)]), Hour = One([TimeOnly.MinValue, TimeOnly.MaxValue]),
            Id = One([Guid.Empty, Guid.Parse("6F9619FF-8B86-D011-B42D-00C04FC964FF")]), Link = One<Uri?>([null, new Uri("https://x.example/a b?é"), new Uri("rel/path", UriKind.Relative)]),
            Release = One<Version?>([null, new Version(1, 2), new Version(1, 2, 3, 4)]), Letter = One(['a', '"', 'é', '\u0001']),
            Ending = One(Enum.GetValues<Ending>()), Access = One<Access?>([null, Samples.Access.None, Samples.Access.Both, Samples.Access.Read | Samples.Access.Own]),
            Odd = One(s_texts), Unwritten = One([0, 0, 4]), Long = new string('x', random.Next(50)),
        };
    }

    public static RunStart Start { get; } = new() { Schemas = [SchemaOf<Question>(), SchemaOf<Solver>(), SchemaOf<Shaped>()] };

    public static Runtime.Schemas.Schema SchemaOf<T>()
        where T : Runtime.Schemas.ISchema<T> => T.Schema;

    public static System.Collections.Immutable.ImmutableArray<Runtime.Columns.Column<T>> ColumnsOf<T>()
        where T : Runtime.Schemas.ISchema<T> => T.Columns;

    /// <summary>Appends a generation whose record comes from a seed.</summary>
    public static Appended Append(RunWriter writer, int number, int seed)
    {
        writer.Variant(Corpus.SolverKey, "x", Code.Version("1"), Corpus.Solver);
        Question question = Corpus.Question(number);
        writer.Task(Key.Of(question), question.Id, question);
        return writer.Record(Corpus.Envelope(number), Of(seed));
    }
}
