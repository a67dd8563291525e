namespace TrialKeep.Orchestration.Data;

/// <summary>Reads rows of a file again for several threads, each through a window of its own.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
/// <param name="open">Opens a window.</param>
internal sealed class RowWindows<T>(Func<RowWindow<T>> open)
{
    private readonly RowWindow<T>?[] _windows = new RowWindow<T>?[Environment.ProcessorCount * 2];

    /// <summary>Reads a row.</summary>
    public T Fetch(RowPlace place)
    {
        ref RowWindow<T>? slot = ref _windows[Environment.CurrentManagedThreadId % _windows.Length];
        RowWindow<T> window = Interlocked.Exchange(ref slot, null) ?? open();
        bool isGood = false;
        try
        {
            T row = window.Read(place.Offset);
            isGood = true;
            return row;
        }
        finally
        {
            // Two threads may have one slot: the later one's window stays.
            if (!isGood) window.Dispose();
            else Interlocked.Exchange(ref slot, window)?.Dispose();
        }
    }
}
