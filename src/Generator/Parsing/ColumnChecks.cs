using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Checks that a marked member can be a column.</summary>
internal static class ColumnChecks
{
    public static void Check(StoredMember member, ValueShape shape, SchemaMarks marks, string owner, DiagnosticBag bag)
    {
        if (!marks.HasColumn || shape.IsOpen) return;
        bool isNumber = shape.Kind is ValueKind.SignedInteger or ValueKind.UnsignedInteger or ValueKind.BigInteger or ValueKind.Double or ValueKind.Single or ValueKind.Decimal or ValueKind.Duration;
        string type = member.Type.ToDisplayString();
        if (shape.Kind > ValueKind.Enum) bag.Block(Descriptors.NoColumn, member.Location, member.Name, owner, type, "a column", "mark a member that is one text, number or similar");
        else if (marks.IsMeasurement && !isNumber) bag.Block(Descriptors.NoColumn, member.Location, member.Name, owner, type, "a measurement", "use [Indexed], or measure a number or a TimeSpan");
        else if ((marks.IsIndexed || marks.IsSlice) && IsInexact(shape)) bag.Report(Descriptors.InexactColumn, member.Location, member.Name, owner, type);
    }

    private static bool IsInexact(ValueShape shape) => shape.Kind is ValueKind.Decimal or ValueKind.BigInteger || shape.Type is "ulong" or "nuint";
}
