namespace TrialKeep.Storage.Files;

/// <summary>A folder with all that is in it.</summary>
internal static class FolderTree
{
    /// <summary>Removes a folder; a link in it is removed as what it is, because what it leads to is nobody's business here.</summary>
    public static void Remove(FileOperations files, string folder)
    {
        if (new DirectoryInfo(folder).LinkTarget is null)
        {
            foreach (string path in Directory.EnumerateFiles(folder).ToArray()) files.Delete(path);
            foreach (string path in Directory.EnumerateDirectories(folder).ToArray()) Remove(files, path);
        }

        files.DeleteFolder(folder);
    }
}
