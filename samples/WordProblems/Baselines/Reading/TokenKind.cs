namespace WordProblems.Baselines.Reading;

internal enum TokenKind
{
    Word,
    Number,
    Comma,

    /// <summary>The end of a sentence that tells something.</summary>
    Stop,

    /// <summary>The end of a question.</summary>
    Asked,
}
