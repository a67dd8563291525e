using System.Text.Json;

namespace TrialKeep.Statistics.Tests;

/// <summary>Reference values that a script beside them made, committed with it.</summary>
internal static class CommittedGolden
{
    /// <summary>The values of <c>Goldens/&lt;name&gt;.json</c>.</summary>
    public static JsonElement Read(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Checkout.PathOf("tests", "Statistics.Tests", "Goldens", name + ".json")));
        return document.RootElement.Clone();
    }

    public static double[] Numbers(this JsonElement list, string name) => [.. list.GetProperty(name).EnumerateArray().Select(static value => value.GetDouble())];

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    /// <summary>A matrix written row by row.</summary>
    public static T[,] Matrix<T>(this JsonElement rows, Func<JsonElement, T> read)
    {
        JsonElement[][] cells = [.. rows.EnumerateArray().Select(static row => row.EnumerateArray().ToArray())];
        var matrix = new T[cells.Length, cells[0].Length];
        for (int i = 0; i < cells.Length; i++)
        {
            for (int j = 0; j < cells[i].Length; j++)
                matrix[i, j] = read(cells[i][j]);
        }
        return matrix;
    }
}
