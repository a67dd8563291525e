namespace TrialKeep.Hosting.Documents;

/// <summary>What stages are called, in lines and in JSON.</summary>
internal static class StageWord
{
    public static string Of(RunStage stage) => stage switch
    {
        RunStage.Generate => "generate",
        RunStage.Transform => "transform",
        _ => "evaluate",
    };
}
