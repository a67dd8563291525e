using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace TrialKeep.Hosting.Specifications;

/// <summary>Opens a specification, or a file of its kind.</summary>
internal static class SpecificationFile
{
    /// <param name="file">The file.</param>
    /// <param name="what">What it is, in messages.</param>
    /// <exception cref="InvalidInputException">The file is missing or is no JSON.</exception>
    public static IConfiguration Read(string file, string what = "specification")
    {
        try
        {
            using FileStream stream = File.OpenRead(file);
            return new ConfigurationBuilder().AddJsonStream(stream).Build();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"The {what} {file} can't be read: {exception.Message}", exception);
        }
        catch (Exception exception) when (exception is FormatException or JsonException)
        {
            throw new InvalidInputException($"The {what} {file} is no JSON object with each member once: {(exception.InnerException ?? exception).Message}", exception);
        }
    }
}
