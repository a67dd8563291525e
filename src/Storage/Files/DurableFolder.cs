namespace TrialKeep.Storage.Files;

/// <summary>Creates folders whose names survive a power cut.</summary>
internal static class DurableFolder
{
    public static void Create(FileOperations files, string path)
    {
        if (Directory.Exists(path)) return;
        string above = Path.GetDirectoryName(path) ?? path;
        if (above != path && above.Length > 0) Create(files, above);
        files.CreateFolders(path);
        if (above.Length > 0) files.FlushFolder(above);
    }
}
