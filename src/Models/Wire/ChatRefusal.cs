using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Wire;

/// <summary>How a model's refusal stands among the contents of a message: as Microsoft's own adapter for OpenAI writes it.</summary>
internal static class ChatRefusal
{
    public const string ErrorCode = "Refusal";

    public static ErrorContent Content(string text) => new(text) { ErrorCode = ErrorCode };

    public static string? Of(IEnumerable<AIContent> contents)
        => contents.OfType<ErrorContent>().FirstOrDefault(error => error.ErrorCode == ErrorCode)?.Message;
}
