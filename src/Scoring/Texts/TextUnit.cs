namespace TrialKeep;

/// <summary>What a text is cut into before it is measured.</summary>
public enum TextUnit
{
    /// <summary>
    /// Runs of letters, digits and marks of Unicode, in small letters; everything else separates. On English that is what the package
    /// <c>rouge_score</c> does without its stemmer. Scripts without blanks want <see cref="Character"/>.
    /// </summary>
    Word,

    /// <summary>Code points, in small letters, without white space.</summary>
    Character,
}
