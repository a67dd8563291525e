using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using TrialKeep.Analysis.Comparison;
using TrialKeep.Analysis.Reports;

namespace TrialKeep.Analysis.Tests.Reports;

public sealed partial class ContentPolicyTests
{
    private static readonly string[] _secrets = ["429 Too Many Requests", "no intent in the answer", "What does ticket-007 want", "careful says refund", "The label is refund."];

    [Fact]
    public void The_full_report_has_every_text() => Assert.All(_secrets, secret => Assert.Contains(secret, Everything(ContentPolicy.Full), StringComparison.Ordinal));

    [Theory]
    [InlineData(ContentPolicy.Redacted)]
    [InlineData(ContentPolicy.None)]
    public void Other_reports_have_none_of_them_in_any_format(ContentPolicy policy)
    {
        string everything = Everything(policy);
        Assert.All(_secrets, secret => Assert.DoesNotContain(secret, everything, StringComparison.Ordinal));
        Assert.Contains("ticket-007", everything, StringComparison.Ordinal);
    }

    [Fact]
    public void A_redacted_text_has_the_beginning_of_its_digest_and_its_length() =>
        Assert.Contains(Mark("The label is refund."), Everything(ContentPolicy.Redacted), StringComparison.Ordinal);

    [Fact]
    public void Without_content_there_are_no_detail_blocks()
    {
        string page = Page(ContentPolicy.None);
        Assert.Equal(["columns"], Block().Matches(page).Select(static match => match.Groups[1].Value));
        Assert.Equal(4, Block().Count(Page(ContentPolicy.Full)));
    }

    [Fact]
    public void The_policy_of_the_page_admits_its_script_and_style_only()
    {
        string page = Page(ContentPolicy.Full), script = Regex.Match(page, "<script>(.*?)</script>", RegexOptions.Singleline).Groups[1].Value, style = Regex.Match(page, "<style>\n?(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        Assert.Contains($"default-src 'none'; script-src 'sha256-{Hash(script)}'; style-src 'sha256-{Hash(style)}'; base-uri 'none'; form-action 'none'", page, StringComparison.Ordinal);
        Assert.DoesNotMatch("https?:|src=|href=|url\\(|@import|<link|fetch\\(|XMLHttpRequest|innerHTML|eval\\(", page);
    }

    [Fact]
    public void Memory_is_one_row_at_a_time()
    {
        ComparisonResult result = Results.OfSize(3000);
        Counting content = new();
        using Stream nowhere = new CountingStream();
        HtmlReport.Write(nowhere, result, content);
        Assert.Equal(3000 * 4, content.Answers);
        Assert.True(nowhere.Length > 100_000);
        Assert.True(content.MostWithoutWrite <= 100 * 4, $"{content.MostWithoutWrite} answers were asked for between two writes");
    }

    private static string Mark(string text) => $"[sha256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12]}, {text.Length} characters]";

    private static string Hash(string text) => Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Everything(ContentPolicy policy)
    {
        ReportOptions options = new() { Content = policy };
        string page = Page(policy);
        StringBuilder all = new(page);
        foreach (Match block in Block().Matches(page))
        {
            using GZipStream gzip = new(new MemoryStream(Convert.FromBase64String(block.Groups[2].Value)), CompressionMode.Decompress);
            using StreamReader reader = new(gzip, Encoding.UTF8);
            all.Append(reader.ReadToEnd());
        }

        using MemoryStream stream = new();
        MarkdownReport.Write(stream, Results.WithGaps(), options);
        LatexReport.Write(stream, Results.WithGaps(), options);
        CsvReport.Write(stream, Results.WithGaps());
        ComparisonJson.Write(stream, Results.WithGaps(), options);
        return all.Append(Encoding.UTF8.GetString(stream.ToArray())).ToString();
    }

    private static string Page(ContentPolicy policy)
    {
        using MemoryStream stream = new();
        HtmlReport.Write(stream, Results.WithGaps(), new Results.Content(), new() { Content = policy });
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [GeneratedRegex("<script type=\"application/gzip;base64\" id=\"([a-z0-9]+)\">([^<]*)</script>")]
    private static partial Regex Block();

    private sealed class Counting : IReportContent
    {
        private readonly Results.Content _content = new();
        private long _written;
        private int _since;

        public int Answers { get; private set; }

        public int MostWithoutWrite { get; private set; }

        public IReadOnlyList<ReportText> PromptOf(TrialKeep.Analysis.Comparison.Arms.Arm arm, int unit) => _content.PromptOf(arm, unit);

        public ReportAnswer? AnswerOf(TrialKeep.Analysis.Comparison.Arms.Arm arm, int unit)
        {
            Answers++;
            _since = CountingStream.Written == _written ? _since + 1 : 1;
            _written = CountingStream.Written;
            MostWithoutWrite = Math.Max(MostWithoutWrite, _since);
            return _content.AnswerOf(arm, unit);
        }
    }

    /// <summary>Forgets what is written and counts it.</summary>
    private sealed class CountingStream : Stream
    {
        [ThreadStatic]
        private static long _written;

        public CountingStream() => _written = 0;

        public static long Written => _written;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _written;

        public override long Position { get => _written; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => _written += count;
    }
}
