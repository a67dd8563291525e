namespace TrialKeep.Hosting.Specifications;

/// <summary>What a builder says that refuses something, without the name of its parameter.</summary>
internal static class Sentence
{
    public static string Of(ArgumentException exception) =>
        exception.Message.Replace($" (Parameter '{exception.ParamName}')", "", StringComparison.Ordinal).ReplaceLineEndings(" ");
}
