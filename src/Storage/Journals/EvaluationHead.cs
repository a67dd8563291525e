namespace TrialKeep.Storage.Journals;

/// <summary>What the header of an evaluation's segment says of it.</summary>
/// <param name="Name">The evaluation's name.</param>
/// <param name="Identity">The digits of its identity: all 64, or what its folder has of them.</param>
internal sealed record EvaluationHead(string Name, string Identity);
