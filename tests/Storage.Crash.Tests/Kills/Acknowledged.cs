using System.Globalization;

namespace TrialKeep.Storage.Crash.Tests.Kills;

/// <summary>What children said of one run before they were killed.</summary>
public sealed class Acknowledged
{
    public HashSet<(char What, int Number)> Said { get; } = [];

    /// <summary>Takes a line; false for one that says how far the child is.</summary>
    public bool Take(string line)
    {
        Assert.False(line.StartsWith('!'), line);
        if (line.Length < 3) return false;
        lock (Said) Assert.True(Said.Add((line[0], int.Parse(line[2..], CultureInfo.InvariantCulture))), $"'{line}' was said twice: a child did again what was durable");
        return true;
    }

    /// <summary>Takes a line that may come again: after a failed operation nobody knows what is durable.</summary>
    public void TakeAgain(string line)
    {
        lock (Said) Said.Add((line[0], int.Parse(line[2..], CultureInfo.InvariantCulture)));
    }
}
