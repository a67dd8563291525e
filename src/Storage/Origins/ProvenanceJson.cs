using System.Collections.Immutable;
using TrialKeep.Runtime.Codecs;
using TrialKeep.Storage.Journals;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Storage.Origins;

/// <summary>The member <c>provenance</c> of run.json.</summary>
internal static class ProvenanceJson
{
    public static void Write(ref JsonSpanWriter writer, Provenance provenance)
    {
        writer.Raw("{\"machine\":"u8);
        writer.Value(provenance.Machine);
        writer.Raw(",\"process\":"u8);
        writer.Value(provenance.ProcessId);
        writer.Raw(",\"framework\":"u8);
        writer.Value(provenance.Framework);
        writer.Raw(",\"commandLine\":"u8);
        writer.Value(provenance.CommandLine);
        writer.Raw(",\"git\":"u8);
        if (provenance.Git is { } git) WriteGit(ref writer, git);
        else writer.Raw("null"u8);
        writer.Raw(",\"hardware\":"u8);
        if (provenance.Hardware is { } machine) WriteMachine(ref writer, machine);
        else writer.Raw("null"u8);
        writer.Raw(",\"packages\":"u8);
        WriteMap(ref writer, provenance.Packages);
        writer.Raw(",\"environment\":"u8);
        WriteMap(ref writer, provenance.Environment);
        writer.Raw("}"u8);
    }

    public static Provenance Read(ref JsonSpanReader reader)
    {
        Provenance provenance = new("", 0, "", null);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("machine"u8)) provenance = provenance with { Machine = reader.ReadString() };
            else if (member.SequenceEqual("process"u8)) provenance = provenance with { ProcessId = reader.ReadInteger<int>() };
            else if (member.SequenceEqual("framework"u8)) provenance = provenance with { Framework = reader.ReadString() };
            else if (member.SequenceEqual("commandLine"u8)) provenance = provenance with { CommandLine = Text(ref reader) };
            else if (member.SequenceEqual("git"u8)) provenance = provenance with { Git = reader.TryNull() ? null : ReadGit(ref reader) };
            else if (member.SequenceEqual("hardware"u8)) provenance = provenance with { Hardware = reader.TryNull() ? null : ReadMachine(ref reader) };
            else if (member.SequenceEqual("packages"u8)) provenance = provenance with { Packages = ReadMap(ref reader) };
            else if (member.SequenceEqual("environment"u8)) provenance = provenance with { Environment = ReadMap(ref reader) };
            else reader.Skip();
        }

        return provenance;
    }

    private static void WriteGit(ref JsonSpanWriter writer, GitState git)
    {
        writer.Raw("{\"commit\":"u8);
        writer.Value(git.Commit);
        writer.Raw(",\"branch\":"u8);
        writer.Value(git.Branch);
        writer.Raw(",\"dirty\":"u8);
        if (git.IsDirty is { } dirty) writer.Value(dirty);
        else writer.Raw("null"u8);
        writer.Raw(",\"diff\":"u8);
        writer.Value(git.DiffHash);
        writer.Raw("}"u8);
    }

    private static GitState ReadGit(ref JsonSpanReader reader)
    {
        GitState git = new(null, null, null, null);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("commit"u8)) git = git with { Commit = Text(ref reader) };
            else if (member.SequenceEqual("branch"u8)) git = git with { Branch = Text(ref reader) };
            else if (member.SequenceEqual("dirty"u8)) git = git with { IsDirty = reader.TryNull() ? null : reader.ReadBoolean() };
            else if (member.SequenceEqual("diff"u8)) git = git with { DiffHash = Text(ref reader) };
            else reader.Skip();
        }

        return git;
    }

    private static void WriteMachine(ref JsonSpanWriter writer, Machine machine)
    {
        writer.Raw("{\"os\":"u8);
        writer.Value(machine.OperatingSystem);
        writer.Raw(",\"architecture\":"u8);
        writer.Value(machine.Architecture);
        writer.Raw(",\"processor\":"u8);
        writer.Value(machine.Processor);
        writer.Raw(",\"cores\":"u8);
        writer.Value(machine.Cores);
        writer.Raw(",\"memory\":"u8);
        writer.Value(machine.MemoryBytes);
        writer.Raw(",\"gpus\":"u8);
        TextArray.Write(ref writer, machine.Gpus);
        writer.Raw("}"u8);
    }

    private static Machine ReadMachine(ref JsonSpanReader reader)
    {
        Machine machine = new("", "", null, 0, 0, []);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            if (member.SequenceEqual("os"u8)) machine = machine with { OperatingSystem = reader.ReadString() };
            else if (member.SequenceEqual("architecture"u8)) machine = machine with { Architecture = reader.ReadString() };
            else if (member.SequenceEqual("processor"u8)) machine = machine with { Processor = Text(ref reader) };
            else if (member.SequenceEqual("cores"u8)) machine = machine with { Cores = reader.ReadInteger<int>() };
            else if (member.SequenceEqual("memory"u8)) machine = machine with { MemoryBytes = reader.ReadInteger<long>() };
            else if (member.SequenceEqual("gpus"u8)) machine = machine with { Gpus = TextArray.Read(ref reader) };
            else reader.Skip();
        }

        return machine;
    }

    private static void WriteMap(ref JsonSpanWriter writer, ImmutableSortedDictionary<string, string> map)
    {
        writer.Raw("{"u8);
        bool isFirst = true;
        foreach ((string name, string value) in map)
        {
            if (!isFirst) writer.Raw(","u8);
            isFirst = false;
            writer.Value(name);
            writer.Raw(":"u8);
            writer.Value(value);
        }

        writer.Raw("}"u8);
    }

    private static ImmutableSortedDictionary<string, string> ReadMap(ref JsonSpanReader reader)
    {
        ImmutableSortedDictionary<string, string>.Builder map = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        reader.BeginObject();
        while (reader.NextMember(out ReadOnlySpan<byte> member))
        {
            string name = System.Text.Encoding.UTF8.GetString(member);
            map[name] = reader.ReadString();
        }

        return map.ToImmutable();
    }

    private static string? Text(ref JsonSpanReader reader) => reader.TryNull() ? null : reader.ReadString();
}
