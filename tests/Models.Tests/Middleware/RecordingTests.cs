using Microsoft.Extensions.AI;

namespace TrialKeep.Models.Tests.Middleware;

public sealed class RecordingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Kinds => Responses.Kinds;

    private string Path => _folder.In("answers.jsonl");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_kind_of_content_is_replayed_byte_for_byte(string kind)
    {
        ScriptedClient inner = new(_ => Responses.Kind(kind));
        using (ChatRecording recording = new(Path, RecordingMode.ReplayOrRecord)) await inner.UseRecording(recording).GetResponseAsync(Responses.Hello);
        using ChatRecording replay = new(Path);
        IChatClient client = inner.UseRecording(replay);
        ChatResponse whole = await client.GetResponseAsync(Responses.Hello);
        Assert.Equal(Responses.Json(Responses.Kind(kind)), Responses.Json(whole));
        Assert.Equal(
            Responses.Json(Responses.Kind(kind).ToChatResponseUpdates().ToChatResponse()),
            Responses.Json(await client.GetStreamingResponseAsync(Responses.Hello).ToChatResponseAsync()));
        Assert.Equal((1, ChatSource.Recording), (inner.Calls, ChatOrigin.Of(whole)!.Source));
    }

    [Fact]
    public async Task What_is_not_recorded_is_an_error_that_names_the_nearest_and_the_part()
    {
        ScriptedClient inner = new("x");
        using (ChatRecording recording = new(Path, RecordingMode.Record))
        {
            IChatClient recorder = inner.UseRecording(recording);
            await recorder.GetResponseAsync([new(ChatRole.User, "Something else entirely")], new() { Temperature = 1, TopK = 3 });
            await recorder.GetStreamingResponseAsync([new(ChatRole.User, new string('a', 500) + "Berne" + new string('b', 500))]).ToChatResponseAsync();
        }

        using ChatRecording replay = new(Path);
        IChatClient client = inner.UseRecording(replay);
        NotRecordedException error = await Assert.ThrowsAsync<NotRecordedException>(() => client.GetResponseAsync([new(ChatRole.User, new string('a', 500) + "Paris" + new string('b', 500))]));
        Assert.Equal("messages[0].contents[0].text", error.Difference);
        Assert.Contains("number 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("aaaBerne", error.Message, StringComparison.Ordinal);
        Assert.Contains("aaaParis", error.Message, StringComparison.Ordinal);
        NotRecordedException sample = await Assert.ThrowsAsync<NotRecordedException>(() =>
            client.GetStreamingResponseAsync([new(ChatRole.User, "Something else entirely")], new ChatOptions { Temperature = 1, TopK = 3 }.ForSample(4)).ToChatResponseAsync());
        Assert.Equal("sample", sample.Difference);
        Assert.Equal(2, inner.Calls);
    }

    [Fact]
    public async Task Loosely_a_miss_is_asked_and_added_and_recording_asks_again()
    {
        int count = 0;
        ScriptedClient inner = new(_ => Responses.Text($"{++count}"));
        using (ChatRecording loose = new(Path, RecordingMode.ReplayOrRecord))
        {
            IChatClient client = inner.UseRecording(loose);
            Assert.Equal(["1", "1"], [(await client.GetResponseAsync(Responses.Hello)).Text, (await client.GetResponseAsync(Responses.Hello)).Text]);
            await Assert.ThrowsAsync<VariantException>(() => new ScriptedClient(_ => throw new VariantException("x", "x")).UseRecording(loose).GetResponseAsync([new(ChatRole.User, "?")]));
            Assert.Throws<InvalidInputException>(() => new ChatRecording(Path, RecordingMode.Record));
        }

        using (ChatRecording again = new(Path, RecordingMode.Record)) await inner.UseRecording(again).GetResponseAsync(Responses.Hello);
        using ChatRecording replay = new(Path);
        Assert.Equal((1, "2"), (replay.Count, (await inner.UseRecording(replay).GetResponseAsync(Responses.Hello)).Text));
        Assert.Equal(3, File.ReadAllLines(Path).Length);
    }

    [Fact]
    public async Task A_line_cut_by_a_kill_is_not_read_and_cut_before_the_next()
    {
        ScriptedClient inner = new("x");
        using (ChatRecording recording = new(Path, RecordingMode.Record)) await inner.UseRecording(recording).GetResponseAsync(Responses.Hello);
        byte[] whole = File.ReadAllBytes(Path);
        File.WriteAllBytes(Path, [.. whole, .. "{\"key\":\"12"u8]);
        using (ChatRecording replay = new(Path)) Assert.Equal(1, replay.Count);
        using (ChatRecording recording = new(Path, RecordingMode.ReplayOrRecord)) await inner.UseRecording(recording).GetResponseAsync([new(ChatRole.User, "?")]);
        Assert.Equal(whole, File.ReadAllBytes(Path)[..whole.Length]);
        using ChatRecording both = new(Path);
        Assert.Equal(2, both.Count);
    }

    [Theory]
    [InlineData("hello\n", "header")]
    [InlineData("{\"format\":\"trialkeep.chat-recording\",\"version\":2}\n", "newer release")]
    [InlineData("{\"format\":\"trialkeep.chat-recording\",\"version\":1}\nnonsense\n", "(2)")]
    [InlineData("{\"format\":\"trialkeep.chat-recording\",\"version\":1}\n{\"key\":\"00\",\"request\":{},\"response\":{},\"latency\":1}\n", "key does not fit")]
    public void What_is_no_recording_is_refused_with_its_line_and_stays_as_it_was(string text, string part)
    {
        File.WriteAllText(Path, text);
        foreach (RecordingMode mode in Enum.GetValues<RecordingMode>())
            Assert.Contains(part, Assert.Throws<InvalidInputException>(() => new ChatRecording(Path, mode)).Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(Path));
    }

    [Fact]
    public void A_recording_that_is_not_there_can_only_be_recorded()
    {
        Assert.Throws<InvalidInputException>(() => new ChatRecording(Path));
        using ChatRecording recording = new(Path, RecordingMode.ReplayOrRecord);
        Assert.Equal(0, recording.Count);
    }
}
