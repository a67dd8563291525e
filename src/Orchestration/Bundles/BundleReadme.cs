namespace TrialKeep.Orchestration.Bundles;

/// <summary>The page that lies in a bundle for whoever fills it.</summary>
internal static class BundleReadme
{
    public const string FileName = "README.md";

    public static string Of(BundleKind kind, string experiment) => kind == BundleKind.Generation ? Generation(experiment) : Evaluation(experiment);

    private static string Generation(string experiment) => $$$"""
        # Answers wanted: {{{experiment}}}

        Each line of `items.jsonl` is one answer that is wanted, a JSON object:

        - `input` is what may be seen. A prompt has its text, ready to send, in `messages`; `arguments` are what was filled in.
        - `settings` are those of the variant that should answer: the model, the temperature. `seed` is for whoever can use one.
        - `key` and `digest` name the item.

        Write one line for each answer into a file `answers.jsonl` beside it (or several, `answers-1.jsonl`, …), as UTF-8:

            {"key":"…","digest":"…","record":{…}}
            {"key":"…","digest":"…","error":{"kind":"refused","message":"One sentence."}}

        `record` has the members that `schemas.record` in `manifest.json` lists. `time` (ISO 8601), `elapsed` (seconds) and
        `usage` (`inputTokens`, `outputTokens`, `cachedTokens`, `cost`) may be given too; other members are refused.
        Items may be left out and answered later. Leave `items.jsonl` and `manifest.json` as they are: an item that was changed is refused.
        Then call the program with `import-bundle FOLDER`. Doing it twice adds nothing.

        """.ReplaceLineEndings("\n");

    private static string Evaluation(string experiment) => $$$"""
        # Scores wanted: {{{experiment}}}

        **This bundle contains the expected answers** (references, labels) in `task`. Don't hand it to whatever is being evaluated.

        Each line of `items.jsonl` is one score that is wanted, a JSON object: `evaluation` says by which evaluation (`manifest.json` has its settings), `task` is the whole task,
        `record` the answer, or, where the item names a `transform`, what that made of the answer. An answer stands once for each evaluation that has not scored it.

        Write one line for each score into a file `answers.jsonl` beside it (or several, `answers-1.jsonl`, …), as UTF-8:

            {"key":"…","evaluation":"…","digest":"…","value":1,"label":"…","explanation":"…"}
            {"key":"…","evaluation":"…","digest":"…","unscored":"why there is no score"}
            {"key":"…","evaluation":"…","digest":"…","error":{"kind":"timeout","message":"One sentence."}}

        `value` is a number: 1 is right and 0 is wrong. `label` and `explanation` may be left out, `time` (ISO 8601) may be given; other members are refused.
        Items may be left out and scored later. Leave `items.jsonl` and `manifest.json` as they are: an item that was changed is refused.
        Then call the program with `import-bundle FOLDER`. Doing it twice adds nothing.

        """.ReplaceLineEndings("\n");
}
