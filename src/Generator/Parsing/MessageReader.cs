using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Reads what a template says: one text or file, or the messages of a chat.</summary>
internal static class MessageReader
{
    private static readonly Regex s_role = new("^[a-z]+$", RegexOptions.CultureInvariant);

    public static EquatableArray<MessageRequest> Read(INamedTypeSymbol type, AttributeData template, string owner, DiagnosticBag bag)
    {
        Location? location = type.Locations.FirstOrDefault();
        AttributeData[] messages = [.. AttributeSet.Of(type).All(KnownTypes.Message)];
        if (messages.Append(template).Any(IsBroken))
        {
            bag.Silence();
            return EquatableArray<MessageRequest>.Empty;
        }

        MessageRequest plain = new(null, template.Text(0), template.Text("File"));
        bool isPlain = plain.Text is not null || plain.File is not null;
        if (messages.Length == 0) return new([Checked(plain, owner, location, bag)]);
        if (isPlain) bag.Block(Descriptors.BrokenTemplate, location, owner, "it has [Message]s, and a text or File of its own; keep either");
        if (messages.Select(static m => m.ApplicationSyntaxReference?.GetSyntax().Parent?.Parent).Distinct().Skip(1).Any())
        {
            bag.Block(Descriptors.BrokenTemplate, location, owner, "its [Message]s stand on several partial declarations, so that they have no order; write them on one");
        }

        return new(messages
            .OrderBy(static m => m.ApplicationSyntaxReference?.Span.Start ?? 0)
            .Select(m => Checked(new(Role(m, owner, location, bag), m.Text(1), m.Text("File")), owner, location, bag)));
    }

    private static bool IsBroken(AttributeData attribute) =>
        attribute.AttributeConstructor is null || attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(static n => n.Value)).Any(static a => a.Kind == TypedConstantKind.Error);

    private static string Role(AttributeData message, string owner, Location? location, DiagnosticBag bag)
    {
        string role = message.Text(0) ?? "";
        if (!s_role.IsMatch(role)) bag.Block(Descriptors.BrokenTemplate, location, owner, $"\"{role}\" is no role; write a lower-case word as \"system\", \"user\" or \"assistant\"");
        return role;
    }

    private static MessageRequest Checked(MessageRequest message, string owner, Location? location, DiagnosticBag bag)
    {
        string what = message.Role is null ? "it needs either a text or a File, and not both; or [Message]s" : $"the message of \"{message.Role}\" needs either a text or a File, and not both";
        if (message.Text is null == message.File is null) bag.Block(Descriptors.BrokenTemplate, location, owner, what);
        return message;
    }
}
