using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Wire;

/// <summary>Writes the functions that a model may call, and whether it must.</summary>
internal static class ToolWriter
{
    public static void Write(Utf8JsonWriter json, ChatOptions options)
    {
        if (options.Tools is not { Count: > 0 } tools)
            return;
        json.WriteStartArray("tools");
        foreach (AITool tool in tools)
            WriteFunction(json, tool as AIFunctionDeclaration
                ?? throw new NotSupportedException($"The tool {tool.Name} is a {tool.GetType().Name}; this chat client can only offer functions."));
        json.WriteEndArray();
        WriteChoice(json, options.ToolMode);
        if (options.AllowMultipleToolCalls is { } parallel)
            json.WriteBoolean("parallel_tool_calls", parallel);
    }

    private static void WriteFunction(Utf8JsonWriter json, AIFunctionDeclaration function)
    {
        json.WriteStartObject();
        json.WriteString("type", "function");
        json.WriteStartObject("function");
        json.WriteString("name", function.Name);
        if (!string.IsNullOrEmpty(function.Description))
            json.WriteString("description", function.Description);
        json.WritePropertyName("parameters");
        function.JsonSchema.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteChoice(Utf8JsonWriter json, ChatToolMode? mode)
    {
        switch (mode)
        {
            case null:
                break;
            case RequiredChatToolMode { RequiredFunctionName: { } name }:
                json.WriteStartObject("tool_choice");
                json.WriteString("type", "function");
                json.WriteStartObject("function");
                json.WriteString("name", name);
                json.WriteEndObject();
                json.WriteEndObject();
                break;
            default:
                json.WriteString("tool_choice", mode is RequiredChatToolMode ? "required" : mode is NoneChatToolMode ? "none" : "auto");
                break;
        }
    }
}
