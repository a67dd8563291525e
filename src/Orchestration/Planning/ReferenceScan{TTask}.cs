using TrialKeep.Runtime.Keys;
using TrialKeep.Runtime.Schemas;

namespace TrialKeep.Orchestration.Planning;

/// <summary>
/// The digests of tasks' references. Who asks for one after the other gets them from pieces that are computed side by side; who asks for one here and there gets that one. Several
/// threads may ask.
/// </summary>
internal sealed class ReferenceScan<TTask>(TaskList<TTask> tasks)
    where TTask : IExperimentTask<TTask>
{
    // A scan may leave some out.
    private const int WidestStep = 16;

    private Piece _piece = new(0, []);
    private int _last = -WidestStep - 1;

    /// <summary>The digest of a task's references.</summary>
    public KeyId Of(int task)
    {
        if (tasks.HoldsIdentities()) return tasks[task].References;
        Piece piece = Volatile.Read(ref _piece);
        if (piece.Contains(task)) return piece.References[task - piece.From];
        int step = task - Interlocked.Exchange(ref _last, task);
        if (step is <= 0 or > WidestStep) return tasks[task].References;
        piece = From(task);
        Volatile.Write(ref _last, piece.From + piece.References.Length - 1);
        Volatile.Write(ref _piece, piece);
        return piece.References[0];
    }

    private Piece From(int task)
    {
        KeyId[] references = new KeyId[Math.Min(TaskList<TTask>.PieceLength, tasks.Count - task)];
        RowWork.Each(references.Length, index => references[index] = tasks[task + index].References);
        return new(task, references);
    }

    private sealed record Piece(int From, KeyId[] References)
    {
        public bool Contains(int task) => task >= From && task < From + References.Length;
    }
}
