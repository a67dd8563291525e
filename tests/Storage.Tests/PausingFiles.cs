using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Tests;

/// <summary>Lets a test act an instant before a file is deleted.</summary>
internal sealed class PausingFiles : FileOperations
{
    public Action<string> OnDelete { get; set; } = static _ => { };

    public override void Delete(string path)
    {
        OnDelete(path);
        base.Delete(path);
    }
}
