using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Wire;

/// <summary>Writes values whose type only the caller knows: additional properties, arguments and results of tools.</summary>
internal static class ValueWriter
{
    public static void Write(Utf8JsonWriter json, object? value)
    {
        if (value is null)
            json.WriteNullValue();
        else
            // Generated metadata only: a type that it doesn't know is refused by name instead of being reflected over.
            JsonSerializer.Serialize(json, value, AIJsonUtilities.DefaultOptions.GetTypeInfo(value.GetType()));
    }
}
