using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Costs;

/// <summary>What a response says that it has used up.</summary>
internal static class UsageOf
{
    /// <summary>Null when the service counts nothing; nothing at all when no service was asked.</summary>
    public static Usage? Response(ChatResponse response)
    {
        if (ChatOrigin.Of(response) is { Source: not ChatSource.Model }) return default(Usage);
        return response.Usage is not { } usage || (usage.InputTokenCount ?? usage.OutputTokenCount) is null
            ? null
            : new Usage(usage.InputTokenCount ?? 0, usage.OutputTokenCount ?? 0) { CachedTokens = usage.CachedInputTokenCount ?? 0 };
    }
}
