namespace WordProblems.Baselines.Sentences;

/// <summary>What a number is in its sentence.</summary>
internal enum Role
{
    /// <summary>So many of something: <c>4 pens</c>, <c>$20</c>.</summary>
    Amount,

    /// <summary>So many for each of something else: <c>$2 each</c>, <c>60 kilometres per hour</c>.</summary>
    Rate,

    /// <summary>So many more than somebody else has; negative for fewer.</summary>
    Difference,

    /// <summary>So many times as many as somebody else has.</summary>
    Factor,

    /// <summary>A part of what there is, between 0 and 1: <c>a third of</c>, <c>20 percent</c>.</summary>
    Part,
}
