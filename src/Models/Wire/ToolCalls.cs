using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Wire;

/// <summary>Gathers the function calls of an answer, which a stream sends in pieces that are told apart by their index.</summary>
internal sealed class ToolCalls
{
    private readonly SortedDictionary<long, Call> _calls = [];

    /// <summary>Adds what a message or a delta holds of them.</summary>
    public void Add(JsonElement message)
    {
        if (WireJson.Array(message, "tool_calls") is not { } calls)
            return;
        long position = 0;
        foreach (JsonElement piece in calls.EnumerateArray())
        {
            if (piece.ValueKind != JsonValueKind.Object)
                throw new WireException("a tool call is not an object", WireJson.Start(message));
            Add(WireJson.Count(piece, "index") ?? position, piece);
            position++;
        }
    }

    public IEnumerable<FunctionCallContent> Read() => _calls.Values.Select(Read);

    private void Add(long index, JsonElement piece)
    {
        if (!_calls.TryGetValue(index, out Call? call))
            _calls.Add(index, call = new Call());
        call.Id ??= WireJson.Text(piece, "id");
        if (WireJson.Object(piece, "function") is not { } function)
            return;
        call.Name ??= WireJson.Text(function, "name");
        call.Arguments.Append(WireJson.Text(function, "arguments"));
    }

    // Arguments that are no JSON, as a cut answer has them, are the model's doing and so an outcome: the content carries the parser's exception.
    private static FunctionCallContent Read(Call call)
    {
        string text = call.Arguments.ToString();
        return call.Name is { Length: > 0 } name
            ? FunctionCallContent.CreateFromParsedArguments(text, call.Id ?? "", name, Arguments)
            : throw new WireException("a tool call names no function", text);
    }

    private static Dictionary<string, object?> Arguments(string text)
    {
        Dictionary<string, object?> arguments = new(StringComparer.Ordinal);
        if (text.Length == 0)
            return arguments;
        using JsonDocument document = JsonDocument.Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("The arguments of the call are not a JSON object.");
        foreach (JsonProperty argument in document.RootElement.EnumerateObject())
            arguments[argument.Name] = argument.Value.Clone();
        return arguments;
    }

    private sealed class Call
    {
        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
