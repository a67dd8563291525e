namespace TrialKeep;

/// <summary>A row of one of several data sets, with the name of that data set.</summary>
/// <typeparam name="T">The type of a row.</typeparam>
/// <param name="Part">The name of the data set.</param>
/// <param name="Row">The row.</param>
public readonly record struct DataPart<T>(string Part, T Row);
