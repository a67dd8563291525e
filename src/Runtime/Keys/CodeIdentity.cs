namespace TrialKeep;

/// <summary>What identifies the code of a variant, a transform or an evaluator: other code, other results.</summary>
/// <param name="Text">The canonical text: <c>version:</c> and what the user wrote, or <c>fingerprint:</c> and 32 hexadecimal digits.</param>
public readonly record struct CodeIdentity(string Text)
{
    /// <inheritdoc/>
    public override string ToString() => Text;
}
