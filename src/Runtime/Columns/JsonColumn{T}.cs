using TrialKeep.Runtime.Codecs;

namespace TrialKeep.Runtime.Columns;

/// <summary>Reads the value of a member that comes next. Generated code makes them.</summary>
/// <typeparam name="T">The type of the member.</typeparam>
public delegate T JsonColumn<out T>(ref JsonSpanReader reader);
