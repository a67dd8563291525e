namespace TrialKeep.Generator.Model;

/// <summary>A template: everything that is emitted for it.</summary>
internal sealed record TemplateModel
{
    /// <summary>Where it stands.</summary>
    public required Declaration Declaration { get; init; }

    /// <summary>The text with LF line ends and no byte-order mark, holes and doubled braces as written.</summary>
    public required string Text { get; init; }

    /// <summary>The text cut at its holes.</summary>
    public required EquatableArray<TemplateSegment> Segments { get; init; }

    /// <summary>The arguments, in the order of the constructor's parameters.</summary>
    public required EquatableArray<TemplateArgument> Arguments { get; init; }

    /// <summary>The arguments, sorted by the UTF-8 bytes of the names of their holes.</summary>
    public required EquatableArray<TemplateArgument> SortedArguments { get; init; }

    /// <summary>The user declared the parameters; else they are generated.</summary>
    public required bool IsDeclared { get; init; }

    /// <summary>The enums that need helper methods.</summary>
    public required EquatableArray<ValueShape> Helpers { get; init; }
}
