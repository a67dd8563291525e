using System.Runtime.CompilerServices;
using TrialKeep.Runtime.Keys;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Indexes;

/// <summary>What a run's index keeps of a record or a task.</summary>
/// <param name="IsGood">The members are those of the line's kind.</param>
/// <param name="Key">The key of the generation, or of the task.</param>
/// <param name="Attempts">Of a record its attempt and whether it succeeded, as <see cref="GenerationEntry.Pack"/> has it.</param>
/// <param name="Content">Of a task what tells its versions apart.</param>
internal readonly record struct RunHead(bool IsGood, KeyId Key, int Attempts, TaskContent Content)
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RunHead OfRecord(ReadOnlySpan<byte> line, int body)
    {
        bool isGood = RecordLine.TryIndex(line, body, out KeyId key, out int attempt, out bool succeeded);
        return new(isGood, key, GenerationEntry.Pack(attempt, succeeded), default);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RunHead OfTask(ReadOnlySpan<byte> line, int body)
    {
        bool isGood = SharedLines.TryTask(line, body, out KeyId key, out ReadOnlySpan<byte> json);
        return new(isGood, key, 0, isGood ? TaskContent.OfJson(json) : default);
    }
}
