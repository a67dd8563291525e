using Microsoft.CodeAnalysis.Text;
using TrialKeep.Generator.Model.Fingerprints;

namespace TrialKeep.Generator.Emit;

/// <summary>Prints the property that gives a fingerprint.</summary>
internal static class FingerprintEmitter
{
    private const string Identity = "global::TrialKeep.CodeIdentity";

    public static SourceText Emit(FingerprintModel model)
    {
        FingerprintTarget target = model.Target;
        SourceWriter writer = new();
        FileEmitter.Open(writer, target.Declaration, assemblyAttributes: [], []);
        writer.Line($"/// <summary>What identifies the code of <c>{target.Owner}</c> and of all that it calls in this assembly.</summary>");
        writer.Line(Names.GeneratedCode);
        writer.Line($"{target.Accessibility} static {Identity} {target.Property} => {Value(model)};");
        FileEmitter.Close(writer, target.Declaration);
        return writer.ToSource();
    }

    // What a design-time build emits is for the editor's eyes; run all the same, it says so and never passes for an identity.
    private static string Value(FingerprintModel model) => model.Text is { } text
        ? $"new({Names.Text(text)})"
        : $"throw new global::System.InvalidOperationException({Names.Text($"The fingerprint of {model.Target.Owner} is computed by real builds only, and this assembly comes from a design-time build; build the project.")})";
}
