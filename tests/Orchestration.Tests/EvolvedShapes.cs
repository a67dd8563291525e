// Three shapes of the same two types, as three releases of a program had them.
#pragma warning disable TRK201
namespace TrialKeep.Orchestration.Tests;

internal static partial class First
{
    [ExperimentVariant("tests.evolved")]
    internal sealed partial record Voice([KeyPart] string Name);

    [ExperimentRecord("tests.evolved-reply")]
    internal sealed partial record Said
    {
        public string? Text { get; init; }
        public double Score { get; init; }
    }
}

internal static partial class Second
{
    [ExperimentVariant("tests.evolved", Version = 2)]
    internal sealed partial record Voice([KeyPart] string Name)
    {
        [KeyPart(Since = 2, Default = "1")] public double Speed { get; init; } = 1;
    }

    [ExperimentRecord("tests.evolved-reply", Version = 2), Retired("score")]
    internal sealed partial record Said
    {
        [Alias("text")] public string? Body { get; init; }
        public double Confidence { get; init; } = 0.5;
    }
}

internal static partial class Third
{
    [ExperimentVariant("tests.evolved", Version = 3)]
    internal sealed partial record Voice
    {
        [KeyPart(Since = 3)] public string? Tone { get; init; }
        [KeyPart(Name = "Name")] public required string Called { get; init; }
        [KeyPart(Since = 2, Default = "1")] public double Speed { get; init; } = 1;
    }

    [ExperimentRecord("tests.evolved-reply", Version = 3), Retired("score")]
    internal sealed partial record Said
    {
        [Alias("body"), Alias("text")] public required string? Words { get; init; }
        public double Confidence { get; init; } = 0.5;
        public string[] Notes { get; init; } = ["none"];
    }
}
