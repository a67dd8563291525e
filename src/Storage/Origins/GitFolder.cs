namespace TrialKeep.Storage.Origins;

/// <summary>Reads a .git folder: commit and branch are known without git, also in a work tree of its own and with packed references.</summary>
/// <param name="Root">The top folder of the work tree.</param>
/// <param name="Own">The work tree's git folder, which has HEAD.</param>
/// <param name="Common">The repository's git folder, which has the references.</param>
internal sealed record GitFolder(string Root, string Own, string Common)
{
    private const string GitDirectory = "gitdir: ";
    private const string Reference = "ref: ";
    private const string Branches = "refs/heads/";
    private const int MostLinks = 5;

    /// <summary>The repository around a folder; null when there is none.</summary>
    public static GitFolder? Around(string folder)
    {
        for (string? root = Path.GetFullPath(folder); root is not null; root = Path.GetDirectoryName(root))
        {
            string git = Path.Combine(root, ".git");
            if (Directory.Exists(git)) return Of(root, git);
            if (!File.Exists(git)) continue;
            string text = File.ReadAllText(git).Trim();
            if (text.StartsWith(GitDirectory, StringComparison.Ordinal)) return Of(root, Path.GetFullPath(text[GitDirectory.Length..], root));
        }

        return null;
    }

    /// <summary>What is checked out.</summary>
    public (string? Commit, string? Branch) Head()
    {
        string head = File.ReadAllText(Path.Combine(Own, "HEAD")).Trim();
        if (!head.StartsWith(Reference, StringComparison.Ordinal)) return (IsHash(head) ? head : null, null);
        string name = head[Reference.Length..];
        return (Resolve(name), name.StartsWith(Branches, StringComparison.Ordinal) ? name[Branches.Length..] : name);
    }

    private static GitFolder Of(string root, string own)
    {
        string common = Path.Combine(own, "commondir");
        return new(root, own, File.Exists(common) ? Path.GetFullPath(File.ReadAllText(common).Trim(), own) : own);
    }

    private string? Resolve(string name)
    {
        for (int i = 0; i < MostLinks; i++)
        {
            if (Loose(name) is not { } text) return Packed(name);
            if (!text.StartsWith(Reference, StringComparison.Ordinal)) return IsHash(text) ? text : null;
            name = text[Reference.Length..];
        }

        return null;
    }

    private string? Loose(string name)
    {
        if (name.Contains("..", StringComparison.Ordinal) || Path.IsPathRooted(name)) return null;
        string path = Path.Combine(Common, name);
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    private string? Packed(string name)
    {
        string path = Path.Combine(Common, "packed-refs");
        if (!File.Exists(path)) return null;
        string? line = File.ReadLines(path).FirstOrDefault(line => line.EndsWith(' ' + name, StringComparison.Ordinal) && !line.StartsWith('#'));
        return line?.Split(' ')[0] is { } hash && IsHash(hash) ? hash : null;
    }

    private static bool IsHash(string text) => text.Length is 40 or 64 && text.All(char.IsAsciiHexDigitLower);
}
