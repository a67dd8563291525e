namespace TrialKeep.Orchestration.Data;

/// <summary>Reads rows of a file again: those that follow each other from what was read ahead. One thread at a time.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
internal abstract class RowWindow<T> : IDisposable
{
    /// <summary>The row that begins at an offset.</summary>
    /// <exception cref="InvalidInputException">The file was changed, or can't be read.</exception>
    /// <exception cref="ExperimentDataException">There is another row, or none.</exception>
    public abstract T Read(long offset);

    public abstract void Dispose();
}
