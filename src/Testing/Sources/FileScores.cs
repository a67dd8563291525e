using TrialKeep.Analysis.Comparison.Arms;
using TrialKeep.Analysis.Gates.Baselines;

namespace TrialKeep.Testing.Sources;

/// <summary>The scores in a file that <c>gate --write-baseline</c> wrote.</summary>
internal sealed class FileScores(string path) : IScoreSource
{
    public IReadOnlyList<ArmTable> Read()
    {
        try
        {
            return BaselineFile.Read(File.ReadAllBytes(path), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BaselineFormatException($"The file of scores {path} can't be read ({exception.Message}); write it with gate --write-baseline, and copy it to the output of the test project.", exception);
        }
    }

    public IScoreSource Other(string run) => throw new InvalidOperationException($"The file {path} holds one run; compare with another file by Against.");

    public IScoreSource WithEvaluator(string evaluation, string identity) =>
        throw new InvalidOperationException($"The file {path} holds one version of each evaluation; leave out Evaluator.");
}
