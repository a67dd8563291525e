using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep;

/// <summary>
/// Which of several answers to the same request is asked for. A cache and a recording answer equal requests equally; the index of the sample
/// is what makes repeated answers different requests. It is never sent to a server by the clients of this SDK.
/// </summary>
public static class ChatSample
{
    internal const string Name = "trialkeep.sample";

    /// <summary>A copy of the options that asks for one of several answers.</summary>
    /// <param name="options">The options; null for none.</param>
    /// <param name="sample">The index, from 0, as <see cref="VariantContext.Sample"/> has it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static ChatOptions ForSample(this ChatOptions? options, int sample)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sample);
        ChatOptions copy = options?.Clone() ?? new();
        copy.AdditionalProperties = copy.AdditionalProperties?.Clone() ?? [];
        copy.AdditionalProperties[Name] = sample;
        return copy;
    }

    /// <summary>The index that options ask for; 0 when they say nothing.</summary>
    /// <exception cref="ArgumentException">What they say is no index.</exception>
    public static int Of(ChatOptions? options)
    {
        if (options?.AdditionalProperties is not { } properties || !properties.TryGetValue(Name, out object? value)) return 0;
        int? sample = value switch
        {
            int number => number,
            long number when number is >= 0 and <= int.MaxValue => (int)number,
            JsonElement { ValueKind: JsonValueKind.Number } json when json.TryGetInt32(out int number) => number,
            _ => null,
        };
        return sample is >= 0 and { } index ? index : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The additional property {Name} is '{value}', which is no index of a sample; use ForSample."), nameof(options));
    }

    /// <summary>The options as a server may see them.</summary>
    internal static ChatOptions? Without(ChatOptions? options)
    {
        if (options?.AdditionalProperties?.ContainsKey(Name) is not true) return options;
        ChatOptions copy = options.Clone();
        copy.AdditionalProperties = copy.AdditionalProperties!.Clone();
        copy.AdditionalProperties.Remove(Name);
        if (copy.AdditionalProperties.Count == 0) copy.AdditionalProperties = null;
        return copy;
    }
}
