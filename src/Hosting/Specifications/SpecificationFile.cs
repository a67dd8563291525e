using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace TrialKeep.Hosting.Specifications;

/// <summary>Opens a specification.</summary>
internal static class SpecificationFile
{
    /// <exception cref="InvalidInputException">The file is missing or is no JSON.</exception>
    public static IConfiguration Read(string file)
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return new ConfigurationBuilder().AddJsonStream(stream).Build();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"The specification {file} can't be read: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw new InvalidInputException($"The specification {file} is no JSON object with each member once: {(exception.InnerException ?? exception).Message}", exception);
        }
    }
}
