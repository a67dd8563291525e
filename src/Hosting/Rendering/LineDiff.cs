namespace TrialKeep.Hosting.Rendering;

/// <summary>The difference of two texts by lines: the longest common subsequence, shown with <c>-</c>, <c>+</c> and blanks.</summary>
internal static class LineDiff
{
    /// <summary>Texts of more lines than this are shown one after the other: the table would be quadratic.</summary>
    private const int MostLines = 2000;

    public static IEnumerable<string> Of(string before, string after)
    {
        string[] old = before.Split('\n');
        string[] now = after.Split('\n');
        if (old.Length > MostLines || now.Length > MostLines) return [.. old.Select(static line => $"- {line}"), .. now.Select(static line => $"+ {line}")];
        return Walk(old, now, CommonLengths(old, now));
    }

    private static int[,] CommonLengths(string[] old, string[] now)
    {
        int[,] common = new int[old.Length + 1, now.Length + 1];
        for (int i = old.Length - 1; i >= 0; i--)
        {
            for (int j = now.Length - 1; j >= 0; j--)
            {
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
            }
        }

        return common;
    }

    private static IEnumerable<string> Walk(string[] old, string[] now, int[,] common)
    {
        int i = 0;
        int j = 0;
        while (i < old.Length || j < now.Length)
        {
            if (i < old.Length && j < now.Length && old[i] == now[j])
            {
                yield return $"  {old[i]}";
                i++;
                j++;
            }
            else if (j == now.Length || (i < old.Length && common[i + 1, j] >= common[i, j + 1]))
            {
                yield return $"- {old[i++]}";
            }
            else
            {
                yield return $"+ {now[j++]}";
            }
        }
    }
}
