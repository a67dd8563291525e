using Microsoft.Win32.SafeHandles;
using TrialKeep.Storage.Catalog;
using TrialKeep.Storage.Files;

namespace TrialKeep.Storage.Tests.Catalog;

/// <summary>Whoever wants to index waits until the test says go.</summary>
internal sealed class HeldCatalog : FileOperations
{
    public ManualResetEventSlim Go { get; } = new();

    public Exception? Fault { get; set; }

    public override SafeFileHandle? TryLock(string path)
    {
        if (Path.GetFileName(path) != CatalogSchema.LockName) return base.TryLock(path);
        Go.Wait(TestContext.Current.CancellationToken);
        return Fault is { } fault ? throw fault : base.TryLock(path);
    }
}
