namespace TrialKeep.Generator.Parsing;

/// <summary>The names in JSON.</summary>
internal static class WireName
{
    /// <summary>What <c>JsonNamingPolicy.CamelCase</c> makes of a C# name: the leading run of capitals in lower case, but for the one that starts a word.</summary>
    public static string CamelCase(string name)
    {
        if (name.Length == 0 || !char.IsUpper(name[0])) return name;
        char[] chars = name.ToCharArray();
        for (int i = 0; i < chars.Length; i++)
        {
            if (i == 1 && !char.IsUpper(chars[i])) break;
            bool hasNext = i + 1 < chars.Length;
            if (i > 0 && hasNext && !char.IsUpper(chars[i + 1])) break;
            chars[i] = char.ToLowerInvariant(chars[i]);
        }

        return new(chars);
    }
}
