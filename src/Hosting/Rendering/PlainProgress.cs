using TrialKeep.Orchestration.Progress;

namespace TrialKeep.Hosting.Rendering;

/// <summary>A plain line every few seconds, for logs and pipes.</summary>
internal sealed class PlainProgress(HostConsole console, TimeProvider time) : ProgressDisplay(time, TimeSpan.FromSeconds(5))
{
    protected override void Show(in RunProgress progress) => console.Error.WriteLine(ProgressText.Of(progress));

    protected override void End()
    {
    }
}
