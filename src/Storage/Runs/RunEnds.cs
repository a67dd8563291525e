using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Runs;

/// <summary>
/// How far each writer's streams reached, durably, when run.json was written: what is bad or gone up to there was good once, and is nobody's unfinished
/// end.
/// </summary>
internal sealed class RunEnds : IEquatable<RunEnds>
{
    private readonly ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, long>> _streams;

    private RunEnds(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, long>> streams) => _streams = streams;

    /// <summary>Nothing is known.</summary>
    public static RunEnds None { get; } = new(ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<string, long>>(StringComparer.Ordinal));

    /// <summary>The streams by name.</summary>
    public IEnumerable<string> Streams => _streams.Keys;

    /// <summary>The last number of a writer's stream; -1 when it is not known.</summary>
    public long Of(string stream, string writer) => _streams.TryGetValue(stream, out var writers) && writers.TryGetValue(writer, out long last) ? last : -1;

    /// <summary>The writers of a stream.</summary>
    public IEnumerable<string> Writers(string stream) => _streams.TryGetValue(stream, out var writers) ? writers.Keys : [];

    /// <summary>Notes how far a writer's stream reaches; it never becomes shorter.</summary>
    public RunEnds With(string stream, string writer, long last)
    {
        if (last <= 0 || last <= Of(stream, writer)) return this;
        var writers = _streams.GetValueOrDefault(stream) ?? ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);
        return new(_streams.SetItem(stream, writers.SetItem(writer, last)));
    }

    public void Write(ref JsonSpanWriter json)
    {
        string between = "{";
        foreach ((string stream, var writers) in _streams)
        {
            json.Raw(System.Text.Encoding.ASCII.GetBytes(between));
            json.Value(stream);
            string inner = ":{";
            foreach ((string writer, long last) in writers)
            {
                json.Raw(System.Text.Encoding.ASCII.GetBytes(inner));
                json.Value(writer);
                json.Raw(":"u8);
                json.Value(last);
                inner = ",";
            }

            json.Raw("}"u8);
            between = ",";
        }

        json.Raw(_streams.IsEmpty ? "{}"u8 : "}"u8);
    }

    public static RunEnds Read(ref JsonSpanReader json)
    {
        RunEnds ends = None;
        json.BeginObject();
        while (json.NextMember(out ReadOnlySpan<byte> stream))
        {
            string name = System.Text.Encoding.UTF8.GetString(stream);
            if (name != "journal" && RunFolder.TryEvaluation(name) is null) throw json.Error("A stream's name is expected here.");
            json.BeginObject();
            while (json.NextMember(out ReadOnlySpan<byte> writer))
            {
                string text = System.Text.Encoding.UTF8.GetString(writer);
                if (!SegmentName.IsWriter(text)) throw json.Error("A writer's name is expected here.");
                ends = ends.With(name, text, json.ReadInteger<long>());
            }
        }

        return ends;
    }

    public bool Equals(RunEnds? other) =>
        other is not null && _streams.Count == other._streams.Count && _streams.All(stream => other._streams.TryGetValue(stream.Key, out var writers) && writers.SequenceEqual(stream.Value));

    public override bool Equals(object? obj) => Equals(obj as RunEnds);

    public override int GetHashCode() => _streams.Count;
}
