namespace TrialKeep.Orchestration.Bundles;

/// <summary>A line with what was found out about it.</summary>
/// <typeparam name="TRecord">What comes out.</typeparam>
/// <param name="Verdict">What it is worth.</param>
/// <param name="Place">The generation's place in the plan.</param>
/// <param name="Evaluation">The place of the evaluation; -1 for an answer.</param>
/// <param name="Content">What it says, to tell lines about the same place apart.</param>
/// <param name="Record">The record of an answer that has one.</param>
internal readonly record struct JudgedLine<TRecord>(LineVerdict Verdict, int Place, int Evaluation, string Content, TRecord? Record)
{
    public static JudgedLine<TRecord> Refused(string reason) => new(LineVerdict.Refused(reason), -1, -1, "", default);
}
