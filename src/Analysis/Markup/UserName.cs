namespace TrialKeep.Analysis.Markup;

/// <summary>
/// A name from a user in the hole of a markup string: kept apart from the direction of the text around it, and free to break after the
/// characters that join the parts of names.
/// </summary>
internal readonly record struct UserName(string Text)
{
    /// <summary>The characters after which a browser would not break by itself.</summary>
    public const string Joints = "_/.:";
}
