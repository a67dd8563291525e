using System.Text.Json;

namespace TrialKeep.Statistics.Tests;

/// <summary>Short ways to read reference values.</summary>
internal static class GoldenValues
{
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
