using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using TrialKeep.Generator.Diagnostics;
using TrialKeep.Generator.Model;

namespace TrialKeep.Generator.Parsing;

/// <summary>Brings a template's declaration, its text and its parameters together.</summary>
internal sealed class TemplateBinder
{
    /// <summary>The property of a diagnostic that has the name of the hole or parameter.</summary>
    public const string Name = "Name";

    // What a record struct or the generator declares.
    private static readonly HashSet<string> s_taken = new(StringComparer.Ordinal)
    {
        "Render", "RenderMessages", "ToString", "Equals", "GetHashCode", "GetType", "MemberwiseClone", "Finalize", "PrintMembers", "Deconstruct", "ReferenceEquals",
    };

    private static readonly ValueShape s_text = new(ValueKind.Text, "string", IsNullable: false, IsValueType: false);

    private readonly TemplateRequest _request;
    private readonly Location? _location;
    private readonly DiagnosticBag _bag = new();

    private TemplateBinder(TemplateRequest request, Location? location)
    {
        _request = request;
        _location = location;
    }

    private string Owner => _request.Declaration.DisplayName;

    public static Parsed<TemplateModel> Bind(Parsed<TemplateRequest> parsed, ImmutableArray<TemplateFile> files, string project)
    {
        if (parsed.Model is null) return new(null, EquatableArray<SchemaEntry>.Empty, parsed.Location, parsed.Diagnostics);
        TemplateBinder binder = new(parsed.Model, parsed.Location);
        TemplateModel? model = binder.Bind(files, project);
        return new(binder._bag.IsBlocked ? null : model, EquatableArray<SchemaEntry>.Empty, parsed.Location, parsed.Diagnostics.AddRange(binder._bag.ToImmutable()));
    }

    private TemplateModel? Bind(ImmutableArray<TemplateFile> files, string project)
    {
        List<MessageModel> messages = [];
        foreach (MessageRequest request in _request.Messages)
        {
            if (Message(request, files, project) is { } message) messages.Add(message);
        }

        TemplateSegment[] segments = [.. messages.SelectMany(static m => m.Segments).Where(static s => s.IsHole)];
        string[] holes = [.. segments.Select(static s => s.Text).Distinct()];
        foreach (var group in holes.GroupBy(Pascal).Where(static g => g.Skip(1).Any()))
        {
            _bag.Block(Descriptors.BrokenTemplate, _location, Owner, $"the hole '{group.First()}' is also written '{group.Last()}'; write it in one way");
        }

        EquatableArray<TemplateArgument> arguments = _request.Parameters is { } declared ? Declared(declared, holes) : Generated(holes);
        CheckFormats(segments, arguments);
        return new()
        {
            Declaration = _request.Declaration,
            Messages = new(messages),
            Arguments = arguments,
            SortedArguments = new(arguments.OrderBy(static a => a.Hole, Utf8Order.Instance)),
            IsDeclared = _request.Parameters is not null,
            Helpers = _request.Helpers,
        };
    }

    private MessageModel? Message(MessageRequest request, ImmutableArray<TemplateFile> files, string project)
    {
        if ((request.Text ?? FromFile(request.File!, files, project)) is not { } given) return null;
        string text = TemplateText.Normalize(given);
        if (TemplateText.Cut(text, out string problem) is { } segments) return new(request.Role, text, segments);
        _bag.Block(Descriptors.BrokenTemplate, _location, Owner, request.Role is null ? problem : $"in the message of \"{request.Role}\" {problem}");
        return null;
    }

    private void CheckFormats(IEnumerable<TemplateSegment> holes, EquatableArray<TemplateArgument> arguments)
    {
        foreach (TemplateSegment hole in holes)
        {
            ValueShape? shape = arguments.FirstOrDefault(a => a.Hole == hole.Text)?.Shape;
            if (hole.Format is null || shape is null || HoleFormats.Problem(shape, hole.Format) is not { } problem) continue;
            _bag.Block(Descriptors.BrokenTemplate, _location, Owner, $"the hole '{{{hole.Hole}}}' has a format, and {problem}");
        }
    }

    private EquatableArray<TemplateArgument> Declared(EquatableArray<TemplateArgument> parameters, string[] holes)
    {
        foreach (string hole in holes)
        {
            if (parameters.Any(p => Names(p.Hole, hole))) continue;
            string known = parameters.Count == 0 ? "it has none" : string.Join(", ", parameters.Select(static p => p.Hole));
            _bag.ReportWith(Name, hole, Descriptors.NoParameter, _location, hole, Owner, known);
            _bag.Silence();
        }

        List<TemplateArgument> arguments = [];
        foreach (TemplateArgument parameter in parameters)
        {
            string? hole = holes.FirstOrDefault(h => Names(parameter.Hole, h));
            if (hole is null) _bag.ReportWith(Name, parameter.Hole, Descriptors.UnusedArgument, _location, Owner, parameter.Hole);
            arguments.Add(parameter with { Hole = hole ?? parameter.Hole });
        }

        return new(arguments);
    }

    private EquatableArray<TemplateArgument> Generated(string[] holes)
    {
        List<TemplateArgument> arguments = [];
        foreach (string hole in holes)
        {
            string property = Pascal(hole);
            if (s_taken.Contains(property) || property == _request.Declaration.Name.TrimStart('@'))
            {
                _bag.Block(Descriptors.BrokenTemplate, _location, Owner, $"the hole '{hole}' would be a property '{property}', which a type of this name can't have; rename the hole");
            }

            arguments.Add(new(hole, CSharpText.Identifier(Camel(hole)), CSharpText.Identifier(property), s_text));
        }

        return new(arguments);
    }

    private string? FromFile(string name, ImmutableArray<TemplateFile> files, string project)
    {
        string exact = TemplateFile.Slashes(project).TrimEnd('/') + "/" + TemplateFile.Relative(name);
        TemplateFile[] found = [.. files.Where(f => TemplateFile.EndsWith(f.Path, name))];
        TemplateFile? file = found.FirstOrDefault(f => f.Path == exact) ?? (found.Length == 1 ? found[0] : null);
        string? problem = found.Length == 0 ? $"is not among the project's AdditionalFiles; add <AdditionalFiles Include=\"{name}\" /> to the project"
            : file is null ? "is the end of the path of several AdditionalFiles; write more of the path"
            : file.Text is null ? "can't be read; is it UTF-8 text?"
            : null;
        if (problem is not null) _bag.Block(Descriptors.NoTemplateFile, _location, name, Owner, problem);
        return problem is null ? file!.Text : null;
    }

    // {Question} or {question} for Question.
    private static bool Names(string parameter, string hole) => parameter == hole || Pascal(parameter) == Pascal(hole);

    private static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);
}
