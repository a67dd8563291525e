using System.Text;
using TrialKeep.Orchestration.Data;

namespace TrialKeep.Orchestration.Tests;

/// <summary>Data sets: rows, their places, and what is refused.</summary>
public sealed class DataSetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-data-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Json_lines_keep_their_place_and_unknown_members_are_ignored()
    {
        string file = Write("rows.jsonl", "\uFEFF{\"name\": \"a\", \"count\": 1, \"more\": [1, {\"x\": null}]}\r\n\r\n  \n{\"name\":\"b\",\"weight\":0.5,\"count\":2}");
        DataRow<Row>[] rows = [.. DataSet.Jsonl<Row>(file).Rows()];
        Assert.Equal([(1L, "a", 1, null), (4L, "b", 2, (double?)0.5)], rows.Select(static row => (row.Line, row.Value.Name, row.Value.Count, row.Value.Weight)));
        Assert.Equal($"{file}, line 4", rows[1].Origin);
    }

    [Fact]
    public void A_line_longer_than_any_buffer_is_one_row()
    {
        string text = string.Concat(Enumerable.Repeat("x\u00e9\n", 200_000));
        string file = Write("rows.jsonl", $"{{\"name\":{System.Text.Json.JsonSerializer.Serialize(text)},\"count\":1}}\n{{\"name\":\"b\",\"count\":2}}\n");
        Assert.Equal([text, "b"], DataSet.Jsonl<Row>(file).Rows().Select(static row => row.Value.Name));
    }

    [Theory]
    [InlineData("{\"name\":\"a\",\"count\":1}\nnot json", "line 2")]
    [InlineData("{\"name\":\"a\"}", "count")]
    [InlineData("{\"name\":\"a\",\"count\":1.5}", "$.count")]
    [InlineData("{\"name\":\"a\",\"count\":99999999999}", "$.count")]
    [InlineData("{\"name\":null,\"count\":1}", "null")]
    [InlineData("{\"name\":\"a\",\"count\":1,\"count\":2}", "twice")]
    [InlineData("{\"name\":\"a\",\"count\":1} {\"name\":\"a\",\"count\":1}", "line 1")]
    [InlineData("[1]", "object")]
    [InlineData("{\"name\":\"a\",\"count\":1", "line 1")]
    public void A_bad_line_is_refused_by_its_place(string text, string part)
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => DataSet.Jsonl<Row>(Write("bad.jsonl", text)).Rows().Count());
        Assert.Contains("bad.jsonl, line ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_utf8_is_refused()
    {
        string file = Path.Combine(_folder, "bad.jsonl");
        File.WriteAllBytes(file, [.. "{\"count\":1,\"name\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        Assert.Contains("UTF-8", Assert.Throws<InvalidInputException>(() => DataSet.Jsonl<Row>(file).Rows().Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Csv_takes_columns_by_name_in_any_order_and_quotes()
    {
        string file = Write("rows.csv", "count,other,name,weight\r\n1,x,\"a, \"\"b\"\"\nc\",\r\n2,y,d,1e-3\r\n");
        DataRow<Row>[] rows = [.. DataSet.Csv<Row>(file).Rows()];
        Assert.Equal([(2L, "a, \"b\"\nc", 1, null), (4L, "d", 2, (double?)0.001)], rows.Select(static row => (row.Line, row.Value.Name, row.Value.Count, row.Value.Weight)));
    }

    [Theory]
    [InlineData("name,count\na,one\n", "line 2: column 'count'")]
    [InlineData("name,count\na,\n", "count")]
    [InlineData("name\na\n", "count")]
    [InlineData("name,count,name\na,1,b\n", "stands twice")]
    [InlineData("name,count\na,1,2\n", "line 2")]
    [InlineData("name,count\n\"a,1\n", "line 2")]
    [InlineData("name,count\n", "no row")]
    [InlineData("", "no row")]
    public void A_bad_csv_is_refused_by_its_place(string text, string part)
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => DataSet.Csv<Row>(Write("bad.csv", text)).Rows().Count());
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
        Assert.Contains("bad.csv", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name,count\na,\"1,\"\"count\"\":2\"\n", "line 2: column 'count': '1,\"count\":2' is not a number")]
    [InlineData("name,count\na,\"1,\"\"opt\"\":\"\"injected\"\"\"\n", "is not a number")]
    [InlineData("name,count\na,\"1,000\"\n", "'1,000' is not a number; write it without separators of thousands")]
    [InlineData("name,count\na,[1]\n", "'[1]' is not a number")]
    [InlineData("name,count\na,1 2\n", "'1 2' is not a number")]
    [InlineData("name,count,flag\na,1,yes\n", "column 'flag': 'yes' is not true or false")]
    [InlineData("name,count,flag\na,1,\"true,\"\"count\"\":2\"\n", "is not true or false")]
    public void A_csv_field_is_one_value_and_nothing_more(string text, string part)
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => DataSet.Csv<Row>(Write("bad.csv", text)).Rows().Count());
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_csv_boolean_is_taken_in_any_case() =>
        Assert.Equal([true, false, null], DataSet.Csv<Row>(Write("rows.csv", "name,count,flag\na,1,TRUE\nb,1, False \nc,1,\n")).Rows().Select(static row => row.Value.Flag));

    [Theory]
    [InlineData("name,count\na,1\nH\u00e4, 2\n", 3)]
    [InlineData("n\u00e4me,count\na,1\n", 1)]
    [InlineData("name,count,other\na,1,\"x\n\n\u00e4\"\n", 4)]
    [InlineData("name,count\na,1\nb,2\n\u00e4", 4)]
    public void A_csv_of_another_encoding_is_refused_by_its_line(string text, int line)
    {
        string file = Path.Combine(_folder, "latin.csv");
        File.WriteAllBytes(file, Encoding.Latin1.GetBytes(text));
        Assert.Equal($"{file}, line {line}: the text is not valid UTF-8; save the file as UTF-8.", Assert.Throws<InvalidInputException>(() => DataSet.Csv<Row>(file).Rows().Count()).Message);
    }

    [Fact]
    public void A_csv_in_utf16_is_refused_and_utf8_is_whole_across_reads()
    {
        string file = Path.Combine(_folder, "rows.csv");
        File.WriteAllText(file, "name,count\na,1\n", Encoding.Unicode);
        Assert.Contains("line 1: the text is not valid UTF-8", Assert.Throws<InvalidInputException>(() => DataSet.Csv<Row>(file).Rows().Count()).Message, StringComparison.Ordinal);
        string name = string.Concat(Enumerable.Repeat("\u6f22\u00e4\U0001F600", 100_000));
        File.WriteAllText(file, $"\uFEFFname,count\n{name},1\n", new UTF8Encoding(false));
        Assert.Equal(name, Assert.Single(DataSet.Csv<Row>(file).Rows()).Value.Name);
    }

    [Fact]
    public void A_first_line_with_nothing_but_a_mark_is_blank() =>
        Assert.Equal(2, Assert.Single(DataSet.Jsonl<Row>(Write("rows.jsonl", "\uFEFF\n{\"name\":\"a\",\"count\":1}")).Rows()).Line);

    [Fact]
    public void A_file_that_can_not_be_read_on_is_refused_by_its_line()
    {
        // The memory of a process has nothing at address 0: opening it works, reading fails.
        const string file = "/proc/self/mem";
        Assert.SkipUnless(File.Exists(file), "There is no /proc here.");
        Assert.StartsWith($"{file}, line 1: the file can't be read on", Assert.Throws<InvalidInputException>(() => DataSet.Jsonl<Row>(file).Rows().Count()).Message, StringComparison.Ordinal);
        Assert.StartsWith($"{file}, line 1: the file can't be read on", Assert.Throws<InvalidInputException>(() => DataSet.Csv<Row>(file).Rows().Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_and_a_missing_file_are_refused()
    {
        Assert.Contains("is a folder", Assert.Throws<InvalidInputException>(() => DataSet.Jsonl<Row>(_folder).Rows().Count()).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", Assert.Throws<InvalidInputException>(() => DataSet.Csv<Row>(Path.Combine(_folder, "no.csv")).Rows().Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_buffered_data_set_reads_its_file_once()
    {
        string file = Write("rows.jsonl", "{\"name\":\"a\",\"count\":1}");
        DataSet<Row> rows = DataSet.Jsonl<Row>(file).Buffered();
        Assert.Single(rows.Rows());
        File.Delete(file);
        Assert.Single(rows.Rows());
    }

    [Fact]
    public void A_mapping_that_refuses_a_row_is_told_with_its_place()
    {
        DataSet<int> numbers = DataSet.Of(["1", "x"]).Select(static text => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Contains("line 2", Assert.Throws<InvalidInputException>(() => numbers.Rows().Count()).Message, StringComparison.Ordinal);
    }

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllText(path, text, new UTF8Encoding(false));
        return path;
    }
}
