namespace WordProblems.Baselines.Reading;

/// <summary>The words of a text, to be asked for one or for several in a row.</summary>
internal sealed class Vocabulary(IEnumerable<Token> tokens)
{
    private readonly string _words = " " + string.Join(' ', tokens.Where(token => token.IsWord).Select(token => token.Text)) + " ";

    public bool Has(params ReadOnlySpan<string> phrases)
    {
        foreach (string phrase in phrases)
        {
            if (_words.Contains(" " + phrase + " ", StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}
