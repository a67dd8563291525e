using System.Text;
using TrialKeep.Storage.Journals;

namespace TrialKeep.Storage.Tests;

/// <summary>Changes lines of a segment and gives them checksums that fit, as another version of this SDK would have written them.</summary>
internal static class Salted
{
    public static void Rewrite(string file, Func<string, string> change)
    {
        string[] lines = File.ReadAllLines(file);
        uint salt = SegmentHeader.TryRead(Encoding.UTF8.GetBytes(lines[0]), file)!.Salt;
        for (int i = 1; i < lines.Length; i++)
        {
            byte[] line = Encoding.UTF8.GetBytes(change(lines[i]) + "\n");
            Line.Resalt(line, salt);
            lines[i] = Encoding.UTF8.GetString(line).TrimEnd('\n');
        }

        File.WriteAllText(file, string.Join('\n', lines) + "\n");
    }
}
