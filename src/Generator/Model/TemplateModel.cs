namespace TrialKeep.Generator.Model;

/// <summary>A template: everything that is emitted for it.</summary>
internal sealed record TemplateModel
{
    /// <summary>Where it stands.</summary>
    public required Declaration Declaration { get; init; }

    /// <summary>The messages; one without a role is a plain prompt.</summary>
    public required EquatableArray<MessageModel> Messages { get; init; }

    /// <summary>Roles and texts of all messages; a plain prompt is its text.</summary>
    public string AllText => string.Join("\n\n", Messages.Select(static m => m.Role is null ? m.Text : m.Role + ":\n" + m.Text));

    /// <summary>The arguments, in the order of the constructor's parameters.</summary>
    public required EquatableArray<TemplateArgument> Arguments { get; init; }

    /// <summary>The arguments, sorted by the UTF-8 bytes of the names of their holes.</summary>
    public required EquatableArray<TemplateArgument> SortedArguments { get; init; }

    /// <summary>The user declared the parameters; else they are generated.</summary>
    public required bool IsDeclared { get; init; }

    /// <summary>The enums that need helper methods.</summary>
    public required EquatableArray<ValueShape> Helpers { get; init; }
}
