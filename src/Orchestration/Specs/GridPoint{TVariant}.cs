namespace TrialKeep;

/// <summary>One variant of a grid.</summary>
/// <typeparam name="TVariant">The type of the settings.</typeparam>
/// <param name="Name">The name, made of what varies: <c>model-x,t=0.5,prompt=steps</c>.</param>
/// <param name="Settings">The settings, whose key identifies the variant.</param>
public readonly record struct GridPoint<TVariant>(string Name, TVariant Settings);
