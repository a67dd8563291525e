using System.Globalization;
using System.Reflection;
using System.Text;
using TrialKeep.Generator.Tests.Harness;

namespace TrialKeep.Generator.Tests.Running;

/// <summary>All cases in one assembly: compiled once, each in a namespace of its own.</summary>
public sealed class RunningShapes
{
    private readonly Assembly _assembly;

    public RunningShapes()
    {
        Compiled compiled = Compiled.From([.. ShapeCases.All.Select(Source)]);
        Assert.Empty(compiled.Reported);
        Assert.True(!compiled.Complaints.Any(), string.Join('\n', compiled.Complaints));
        _assembly = compiled.Load();
    }

    internal string Call(int index, string method, params object[] arguments)
    {
        MethodInfo run = _assembly.GetType(string.Create(CultureInfo.InvariantCulture, $"Case{index}.Run"))!.GetMethod(method)!;
        return run.CreateDelegate<Func<object[], string>>()(arguments);
    }

    private static string Source(ShapeCase shape, int index)
    {
        StringBuilder source = new();
        string number = index.ToString(CultureInfo.InvariantCulture);
        source.Append("namespace Case").Append(number).Append(" {\nusing System; using System.Collections.Generic; using System.Collections.Immutable; using System.Numerics; using System.Text.Json; using System.Text.Json.Serialization; using TrialKeep; using TrialKeep.Runtime.Codecs;\n");
        source.Append(shape.Source.Replace("\"ID", "\"case" + number, StringComparison.Ordinal));
        source.Append("\npublic static class Run {\n");
        Method(source, "Write", $"Text(Json.Write<{shape.Type}>({shape.Value}))");
        Method(source, "Again", $"Text(Json.Write(Json.Read<{shape.Type}>(Bytes(arguments[0]))))");
        if (shape.OtherKey is not null)
        {
            Method(source, "Key", $"TrialKeep.Runtime.Keys.Key.Of<{shape.Type}>({shape.Value}).ToString()");
            Method(source, "OtherKey", $"TrialKeep.Runtime.Keys.Key.Of<{shape.Type}>({shape.OtherKey}).ToString()");
            Method(source, "SameKey", $"TrialKeep.Runtime.Keys.Key.Of<{shape.Type}>({shape.SameKey ?? shape.Value}).ToString()");
            Method(source, "KeyAgain", $"TrialKeep.Runtime.Keys.Key.Of(Json.Read<{shape.Type}>(Bytes(arguments[0]))).ToString()");
        }

        return source.Append("static string Text(byte[] json) => System.Text.Encoding.UTF8.GetString(json);\nstatic byte[] Bytes(object json) => System.Text.Encoding.UTF8.GetBytes((string)json);\n}}\n").ToString();
    }

    private static void Method(StringBuilder source, string name, string expression) =>
        source.Append("public static string ").Append(name).Append("(object[] arguments) => ").Append(expression).Append(";\n");
}
