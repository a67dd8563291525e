namespace TrialKeep.Orchestration.Tests;

/// <summary>Transforms and evaluators of what they make, which count how often they are asked.</summary>
internal sealed class Ear
{
    private int _heard;
    private int _scored;

    public int Heard => _heard;

    public int Scored => _scored;

    /// <summary>What the transform does; by default it keeps the words.</summary>
    public Func<Reply, Transformed<Heard>> Hear { get; set; } = static reply => new Heard { Words = reply.Text ?? "" };

    public Transform<Reply, Heard> Transform(string name = "heard", string code = "1") => TrialKeep.Transform.Of<Reply, Heard>(name, reply =>
    {
        Interlocked.Increment(ref _heard);
        return Hear(reply);
    }, Code.Version(code));

    public Transform<Reply, Length> Measure(Transform<Reply, Heard> heard, string code = "1") => heard.Then<Length>("length", one =>
    {
        Interlocked.Increment(ref _heard);
        return new Length { Letters = one.Words.Length };
    }, Code.Version(code));

    public Evaluator<Question, TOutput> Judge<TOutput>(Func<Question, TOutput, bool> isRight, string settings = "tests.judge/1") =>
        new Counting<TOutput>(settings, (question, output) =>
        {
            Interlocked.Increment(ref _scored);
            return Score.Of(isRight(question, output));
        });

    private sealed class Counting<TOutput>(string settings, Func<Question, TOutput, Score> score) : Evaluator<Question, TOutput>
    {
        public override string Settings => settings;

        public override ValueTask<Score> EvaluateAsync(Question task, TOutput record, CancellationToken cancellation) => ValueTask.FromResult(score(task, record));
    }
}
