using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Wire;

/// <summary>Reads the events of one streamed answer in their order, and knows whether the answer came to its end.</summary>
internal sealed class ChatChunks
{
    private readonly StringBuilder _refusal = new();
    private readonly ToolCalls _calls = new();

    /// <summary>Whether the server has said how the answer ended; what is missing after that is no more than usage.</summary>
    public bool Finished { get; private set; }

    /// <exception cref="WireException">It is not a part of a chat completion.</exception>
    /// <exception cref="ServedErrorException">It is an error.</exception>
    public ChatResponseUpdate Read(ReadOnlySpan<byte> data)
    {
        JsonElement root = WireJson.Root(data);
        string? id = WireJson.Text(root, "id");
        var update = new ChatResponseUpdate
        {
            Role = ChatRole.Assistant,
            ResponseId = id,
            MessageId = id,
            ModelId = WireJson.Text(root, "model"),
            CreatedAt = CompletionReader.Created(root),
            RawRepresentation = root,
        };
        if (CompletionReader.FirstChoice(root) is { } choice)
            ReadChoice(choice, update);
        if (CompletionReader.Usage(root) is { } usage)
            update.Contents.Add(new UsageContent(usage));
        return update;
    }

    private void ReadChoice(JsonElement choice, ChatResponseUpdate update)
    {
        if (WireJson.Object(choice, "delta") is { } delta)
            ReadDelta(delta, update);
        if (WireJson.Text(choice, "finish_reason") is { Length: > 0 } reason)
            Finish(reason, update);
    }

    private void ReadDelta(JsonElement delta, ChatResponseUpdate update)
    {
        if (CompletionReader.Reasoning(delta) is { Length: > 0 } reasoning)
            update.Contents.Add(new TextReasoningContent(reasoning));
        if (CompletionReader.Content(delta) is { Length: > 0 } text)
            update.Contents.Add(new TextContent(text));
        _refusal.Append(WireJson.Text(delta, "refusal"));
        _calls.Add(delta);
    }

    // Refusals and calls come in pieces that mean nothing alone: they are passed on whole, with the end.
    private void Finish(string reason, ChatResponseUpdate update)
    {
        if (Finished)
            return;
        Finished = true;
        if (_refusal.Length > 0)
            update.Contents.Add(ChatRefusal.Content(_refusal.ToString()));
        foreach (FunctionCallContent call in _calls.Read())
            update.Contents.Add(call);
        update.FinishReason = CompletionReader.Finish(reason, _refusal.Length > 0);
    }
}
