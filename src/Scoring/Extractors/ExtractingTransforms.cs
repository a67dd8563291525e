using System.Globalization;
using TrialKeep.Runtime.Schemas;
using TrialKeep.Scoring.Extractors;

namespace TrialKeep;

/// <summary>Transforms that find the answer in what a model wrote.</summary>
public static class ExtractingTransforms
{
    extension(Transform)
    {
        /// <summary>Finds a text. A record without one is no failure: the reason says what each extractor missed.</summary>
        /// <typeparam name="TRecord">What variants answer.</typeparam>
        /// <param name="name">The name, unique in the experiment; not part of its identity.</param>
        /// <param name="text">The text of a record.</param>
        /// <param name="extractor">Finds the answer; its settings are part of the identity.</param>
        /// <param name="code">What identifies the code of <paramref name="text"/>.</param>
        public static Transform<TRecord, ExtractedText> Text<TRecord>(string name, Func<TRecord, string?> text, Extractor extractor, CodeIdentity code)
            where TRecord : IExperimentRecord<TRecord>
        {
            ArgumentNullException.ThrowIfNull(text);
            ArgumentNullException.ThrowIfNull(extractor);
            return Transform.Of<TRecord, ExtractedText>(name, (record, _) => ValueTask.FromResult(Text(text(record), extractor)), code, $"trialkeep.text/1({extractor.Settings})");
        }

        /// <summary>
        /// Finds a number: what the extractor finds must hold one number and no second one, as <c>$1,250</c> does. A record without one is no failure.
        /// </summary>
        /// <typeparam name="TRecord">What variants answer.</typeparam>
        /// <param name="name">The name, unique in the experiment; not part of its identity.</param>
        /// <param name="text">The text of a record.</param>
        /// <param name="extractor">Finds the answer; its settings are part of the identity.</param>
        /// <param name="code">What identifies the code of <paramref name="text"/>.</param>
        public static Transform<TRecord, ExtractedNumber> Number<TRecord>(string name, Func<TRecord, string?> text, Extractor extractor, CodeIdentity code)
            where TRecord : IExperimentRecord<TRecord>
        {
            ArgumentNullException.ThrowIfNull(text);
            ArgumentNullException.ThrowIfNull(extractor);
            return Transform.Of<TRecord, ExtractedNumber>(name, (record, _) => ValueTask.FromResult(Number(text(record), extractor)), code, $"trialkeep.number/1({extractor.Settings})");
        }
    }

    private static Transformed<ExtractedText> Text(string? text, Extractor extractor)
    {
        if (text is null) return Transformed<ExtractedText>.None("there is no text");
        Extraction found = extractor.Find(text);
        return found.Text is { } answer ? new ExtractedText { Text = answer, Extractor = found.Extractor } : Transformed<ExtractedText>.None(found.Reason!);
    }

    private static Transformed<ExtractedNumber> Number(string? text, Extractor extractor)
    {
        Transformed<ExtractedText> found = Text(text, extractor);
        if (found.Value is not { } answer) return Transformed<ExtractedNumber>.None(found.Reason!);
        int at = 0;
        if (!NumberScan.TryNext(answer.Text, ref at, out ExactNumber number)) return Transformed<ExtractedNumber>.None($"{answer.Extractor} found a text without a number");
        if (NumberScan.TryNext(answer.Text, ref at, out _)) return Transformed<ExtractedNumber>.None($"{answer.Extractor} found a text with several numbers");
        return decimal.TryParse(number.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            ? new ExtractedNumber { Value = value, Text = answer.Text, Extractor = answer.Extractor }
            : Transformed<ExtractedNumber>.None($"{answer.Extractor} found a number beyond the range of decimal");
    }
}
