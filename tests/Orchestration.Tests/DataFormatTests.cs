using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using TrialKeep.Orchestration.Data;
using TrialKeep.Storage;
using TrialKeep.Storage.DataSets;
using TrialKeep.Storage.Runs;

namespace TrialKeep.Orchestration.Tests;

/// <summary>JSON arrays, gzip, tables, and files as other tools write them.</summary>
public sealed class DataFormatTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trialkeep-formats-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_json_array_gives_its_elements_with_their_lines()
    {
        string file = Write("rows.json", "\uFEFF[\n  {\"name\": \"a\", \"count\": 1},\n  {\n    \"name\": \"b\",\n    \"count\": 2\n  }\n]\n");
        Assert.Equal([(2L, "a", 1), (3L, "b", 2)], DataSet.Json<Row>(file).Rows().Select(static row => (row.Line, row.Value.Name, row.Value.Count)));
    }

    [Theory]
    [InlineData("/data/rows", "{\"meta\":{\"rows\":[{\"x\":[1,2]}],\"s\":\"]\"},\"data\":{\"n\":0,\"rows\":[{\"name\":\"a\",\"count\":1}]},\"after\":[1]}")]
    [InlineData("/1", "[[{\"name\":\"z\",\"count\":9}],[{\"name\":\"a\",\"count\":1}],3]")]
    [InlineData("/a~1b~0c", "{\"a/b~c\":[{\"name\":\"a\",\"count\":1}]}")]
    public void An_array_is_found_by_a_pointer(string pointer, string text) =>
        Assert.Equal("a", Assert.Single(DataSet.Json<Row>(Write("rows.json", text), pointer).Rows()).Value.Name);

    [Theory]
    [InlineData("", "{\"rows\":[]}", "line 1: the file is an object and not an array; name the array by a pointer")]
    [InlineData("/rows", "{\"other\":[]}", "there is nothing at '/rows'")]
    [InlineData("/rows/x", "{\"rows\":3}", "there is nothing at '/rows/x'")]
    [InlineData("/rows", "{\"rows\":3}", "'/rows' is a number and not an array")]
    [InlineData("", "[\n{\"name\":\"a\",\"count\":1},\n{\"name\":\"a\"}]", "line 3")]
    [InlineData("", "[\n{\"name\":\"a\",\"count\":1},\n{\"name\":\"b\",}]", "line 3")]
    [InlineData("", "[\n{\"name\":\"a\",\"count\":1}", "line 2")]
    [InlineData("", "[{\"name\":\"a\",\"count\":1}] []", "line 1")]
    [InlineData("", "[1]", "object")]
    [InlineData("", "", "line 1")]
    [InlineData("/rows", "{\"rows\":[{\"name\":\"a\",\"count\":1}],\n\"cut\":", "line 2")]
    public void Json_that_has_no_such_array_is_refused_by_its_place(string pointer, string text, string part)
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => DataSet.Json<Row>(Write("bad.json", text), pointer).Rows().Count());
        Assert.Contains("bad.json, line ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(part, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pointer_begins_with_a_slash() => Assert.Throws<ArgumentException>(() => DataSet.Json<Row>("x.json", "rows"));

    [Fact]
    public void A_json_array_longer_than_any_buffer_is_read_whole()
    {
        StringBuilder text = new("{\"skipped\":[");
        text.AppendJoin(',', Enumerable.Range(0, 60_000)).Append("],\"rows\":[");
        string big = new('x', 300_000);
        text.AppendJoin(",\n", Enumerable.Range(0, 5_000).Select(i => $"{{\"name\":\"{(i == 2_500 ? big : $"n{i}")}\",\"count\":{i}}}")).Append("]}");
        DataRow<Row>[] rows = [.. DataSet.Json<Row>(Write("rows.json", text.ToString()), "/rows").Rows()];
        Assert.Equal(Enumerable.Range(0, 5_000), rows.Select(static row => row.Value.Count));
        Assert.Equal(Enumerable.Range(1, 5_000), rows.Select(static row => (int)row.Line));
        Assert.Equal(big, rows[2_500].Value.Name);
    }

    [Theory]
    [InlineData("rows.jsonl", "{\"name\":\"a\",\"count\":1}\n\n{\"name\":\"\u00e4\",\"count\":2}\n")]
    [InlineData("rows.json", "[{\"name\":\"a\",\"count\":1},\n\n{\"name\":\"\u00e4\",\"count\":2}]")]
    [InlineData("rows.csv", "name,count\n\na,1\n\u00e4,2\n")]
    public async Task A_gzip_file_is_read_as_its_text_and_noted_as_it_lies_there(string name, string text)
    {
        string plain = Write(name, text.Replace("count\n\n", "count\n", StringComparison.Ordinal));
        // Two members, as cat and some loggers make them, and a name that says nothing.
        byte[] bytes = File.ReadAllBytes(plain);
        string packed = Path.Combine(_folder, "packed-" + name);
        File.WriteAllBytes(packed, [.. Gzip(bytes[..9]), .. Gzip(bytes[9..])]);
        Assert.Equal(Open(plain).Rows().Select(static row => (row.Line, row.Value)), Open(packed).Rows().Select(static row => (row.Line, row.Value)));

        using Lab lab = new();
        using (Run<Question, Reply> run = await lab.RunAsync(lab.Experiment([], ["loud"]).Data(Open(packed), static row => Question.Of(row.Count)))) Assert.Empty(run.Damage);
        DataSetSnapshot noted = Assert.Single(Notes(lab)).Snapshot;
        Assert.Equal((new Runtime.Keys.Digest(SHA256.HashData(File.ReadAllBytes(packed))), new FileInfo(packed).Length, 2), (noted.Content, noted.Bytes, noted.Rows));
    }

    [Fact]
    public void A_damaged_or_cut_gzip_file_is_refused()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"{{\"name\":\"a{i * 7919}\",\"count\":{i}}}\n")));
        byte[] packed = Gzip(text);
        string cut = Path.Combine(_folder, "cut.jsonl.gz");
        File.WriteAllBytes(cut, packed[..(packed.Length / 2)]);
        Assert.Contains("cut.jsonl.gz, line ", Assert.Throws<InvalidInputException>(() => DataSet.Jsonl<Row>(cut).Rows().Count()).Message, StringComparison.Ordinal);
        packed[packed.Length / 2] ^= 0x55;
        File.WriteAllBytes(cut, packed);
        Assert.Contains("cut.jsonl.gz, line ", Assert.Throws<InvalidInputException>(() => DataSet.Jsonl<Row>(cut).Rows().Count()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_gives_texts_by_column()
    {
        DataRow<TextRow> row = Assert.Single(DataSet.Table(Write("rows.csv", "a,b\n\"x\n\",1\n")).Rows());
        Assert.Equal(("x\n", "1", null, 2), (row.Value["a"], row.Value["b"], row.Value["c"], row.Line));
        Assert.Equal(["a", "b"], row.Value.Columns);
    }

    [Fact]
    public void A_list_as_python_prints_it_is_refused_with_the_cure()
    {
        InvalidInputException refused = Assert.Throws<InvalidInputException>(() => DataSet.Csv<Exported>(Write("export.csv", "id,question,choices\n1,q,\"['a', 'b']\"\n")).Rows().Count());
        Assert.Contains("line 2: column 'choices': '['a', 'b']' is not JSON: it is written as Python prints its values; export the data set as JSONL", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_as_pandas_writes_them_beside_gaps_are_read() =>
        Assert.Equal([1, null], DataSet.Csv<Exported>(Write("export.csv", "id,question,choices,year,score\na,q,[],1.0,\nb,q,[],,0.5\n")).Rows().Select(static row => row.Value.Year));

    [Fact]
    public void Files_that_python_writes_are_read_unchanged()
    {
        const string Script = """
            import csv, gzip, json, sys
            rows = [
                {"id": "a", "question": "Comma, \"quote\"\nand a line\r\nand another", "choices": ["x", "\u00e4", "\U0001F600"], "answer": {"text": ["x"], "start": [0]}, "score": 0.1},
                {"id": "b", "question": "\u6f22\u5b57\ttab  ", "choices": [], "answer": {"text": [], "start": []}, "score": 1e-07},
                {"id": "c", "question": "", "choices": ["'", "\\", "\u2028"], "answer": None, "score": None},
            ]
            folder = sys.argv[1]
            with open(folder + "/plain.jsonl", "w") as f:
                for row in rows: f.write(json.dumps(row) + "\n")
            with open(folder + "/unicode.jsonl", "w", encoding="utf-8") as f:
                for row in rows: f.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
            with gzip.open(folder + "/packed.jsonl.gz", "wt", encoding="utf-8") as f:
                for row in rows: f.write(json.dumps(row) + "\n")
            with open(folder + "/indented.json", "w", encoding="utf-8") as f: json.dump({"rows": rows}, f, indent=2)
            with open(folder + "/nested.csv", "w", newline="", encoding="utf-8") as f:
                table = csv.DictWriter(f, list(rows[0]))
                table.writeheader()
                for row in rows: table.writerow({k: json.dumps(v) if isinstance(v, (list, dict)) else v for k, v in row.items()})
            """;
        string script = Write("export.py", Script);
        Assert.SkipUnless(RunPython(script), "There is no python3 here.");
        Exported[] expected = [.. DataSet.Jsonl<Exported>(Path.Combine(_folder, "plain.jsonl")).Rows().Select(static row => row.Value)];
        Assert.Equal(["Comma, \"quote\"\nand a line\r\nand another", "\u6f22\u5b57\ttab  ", ""], expected.Select(static row => row.Question));
        Assert.Equal(["x", "\u00e4", "\U0001F600"], expected[0].Choices);
        Assert.Equal((0.1, 1e-07, null), (expected[0].Score, expected[1].Score, expected[2].Score));
        Assert.Equal(["x"], expected[0].Answer!.Text);
        Assert.Null(expected[2].Answer);
        Same(DataSet.Jsonl<Exported>(Path.Combine(_folder, "unicode.jsonl")));
        Same(DataSet.Jsonl<Exported>(Path.Combine(_folder, "packed.jsonl.gz")));
        Same(DataSet.Json<Exported>(Path.Combine(_folder, "indented.json"), "/rows"));
        Same(DataSet.Csv<Exported>(Path.Combine(_folder, "nested.csv")));

        void Same(DataSet<Exported> data) =>
            Assert.Equal(expected.Select(static row => row.ToText()), data.Rows().Select(static row => row.Value.ToText()));
    }

    private bool RunPython(string script)
    {
        try
        {
            using Process? python = Process.Start(new ProcessStartInfo("python3", [script, _folder]) { RedirectStandardError = true });
            if (python is null) return false;
            string error = python.StandardError.ReadToEnd();
            python.WaitForExit();
            Assert.True(python.ExitCode == 0, error);
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static StoredDataSet[] Notes(Lab lab)
    {
        using Store store = Store.Open(lab.Store);
        StoredExperiment experiment = store.Experiment("lab");
        using RunReader reader = experiment.Read(experiment.Runs()[^1]);
        return [.. reader.DataSets()];
    }

    private static DataSet<Row> Open(string file) => Path.GetExtension(file) switch
    {
        ".csv" => DataSet.Csv<Row>(file),
        ".json" => DataSet.Json<Row>(file),
        _ => DataSet.Jsonl<Row>(file),
    };

    private static byte[] Gzip(byte[] bytes)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest)) gzip.Write(bytes);
        return packed.ToArray();
    }

    private string Write(string name, string text)
    {
        string file = Path.Combine(_folder, name);
        File.WriteAllText(file, text);
        return file;
    }
}
