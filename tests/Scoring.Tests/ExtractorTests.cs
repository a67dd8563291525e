using System.Globalization;

namespace TrialKeep.Scoring.Tests;

/// <summary>What each extractor finds in what models write, and why it finds nothing.</summary>
public sealed class ExtractorTests
{
    [Theory]
    [InlineData(@"so $\boxed{42}$.", "42")]
    [InlineData(@"\boxed{1} and then \boxed{\frac{1}{2}}", @"\frac{1}{2}")]
    [InlineData(@"\boxed{\{1, 2\}}", @"\{1, 2\}")]
    [InlineData(@"\boxed{ \text{(C)} }", @"\text{(C)}")]
    [InlineData(@"$\fbox{7}$", "7")]
    [InlineData(@"$\boxed 5$ it is", "5")]
    [InlineData(@"\boxed {9}", "9")]
    [InlineData(@"\boxedtext{1} \boxed{2}", "2")]
    [InlineData(@"\boxed{3", null)]
    [InlineData(@"\boxed{}", null)]
    [InlineData(@"\boxed", null)]
    [InlineData("no box", null)]
    public void Boxed(string text, string? found) => Assert.Equal(found, Extract.Boxed().Find(text).Text);

    [Theory]
    [InlineData("She has 3 apples and buys 4 more.", "3", "4")]
    [InlineData("$1,234,567.80 in all", "1234567.8", "1234567.8")]
    [InlineData("1, 2, 3", "1", "3")]
    [InlineData("1,2", "1", "2")]
    [InlineData("1,234,56", "1234", "56")]
    [InlineData("12345,678", "12345", "678")]
    [InlineData("from -3.5 to \u22127", "-3.5", "-7")]
    [InlineData("3-4", "3", "4")]
    [InlineData("16 - 3 = 13.", "16", "13")]
    [InlineData("(2)-1", "2", "1")]
    [InlineData("-$5", "-5", "-5")]
    [InlineData("6.02e23 or 1E-3", "602000000000000000000000", "0.001")]
    [InlineData("2e", "2", "2")]
    [InlineData("50% of 18km", "50", "18")]
    [InlineData(".5 and 0.50", "0.5", "0.5")]
    [InlineData("v2 of x_3 in GPT4", null, null)]
    [InlineData("version 1.2.3", "1.2", "0.3")]
    [InlineData("the answer is 007", "7", "7")]
    [InlineData("\u0664\u0665 and nothing else", null, null)]
    [InlineData("none", null, null)]
    [InlineData("", null, null)]
    public void Numbers(string text, string? first, string? last)
    {
        Assert.Equal(first, Extract.FirstNumber().Find(text).Text);
        Assert.Equal(last, Extract.LastNumber().Find(text).Text);
    }

    [Theory]
    [InlineData("C", "C")]
    [InlineData("c", "C")]
    [InlineData(" (c) ", "C")]
    [InlineData("C.", "C")]
    [InlineData("**D**", "D")]
    [InlineData("B) Paris", "B")]
    [InlineData("**B. Paris** is the capital.", "B")]
    [InlineData("(B) Paris, since A Coruña is in Spain", "B")]
    [InlineData("The answer is C.", "C")]
    [InlineData("The correct answer is (C) because of A.", "C")]
    [InlineData("the answer is (c)", "C")]
    [InlineData("Answer: D", "D")]
    [InlineData("ANSWER:\n\n**D**", "D")]
    [InlineData("**Answer:** B", "B")]
    [InlineData("Final answer: [E]", "E")]
    [InlineData("The correct option is B, not C.", "B")]
    [InlineData("The best choice would be option A.", "A")]
    [InlineData("I would choose D", "D")]
    [InlineData("Let's go with option B!", "B")]
    [InlineData("So the answer is A. No wait, the answer is B.", "B")]
    [InlineData("Option A is wrong. Option B is wrong. So the answer must be C", "C")]
    [InlineData(@"Therefore $\boxed{C}$", "C")]
    [InlineData(@"$\boxed{\text{(D)}}$", "D")]
    [InlineData("A. red\nB. green\nC. blue\n\nThe answer is B", "B")]
    [InlineData("It can't be anything else.\n\nE", "E")]
    [InlineData("It has to be (E), clearly.", "E")]
    [InlineData("Answer: A train leaves", "A")]
    [InlineData("A train leaves the station.", null)]
    [InlineData("A. red\nB. green\nC. blue", null)]
    [InlineData("The answer is A or B.", null)]
    [InlineData("Answer: A, C", null)]
    [InlineData("Answer: B/C", null)]
    [InlineData("either (A) fits or (B) does", null)]
    [InlineData("I don't know.", null)]
    [InlineData("F", null)]
    [InlineData("", null)]
    public void Choices(string text, string? found) => Assert.Equal(found, Extract.Choice().Find(text).Text);

    [Fact]
    public void Choices_are_those_that_are_named()
    {
        Assert.Equal("J", Extract.Choice('A', 'J').Find("The answer is (J).").Text);
        Assert.Null(Extract.Choice('A', 'D').Find("The answer is E.").Text);
        Assert.Throws<ArgumentException>(() => Extract.Choice('D', 'A'));
        Assert.Throws<ArgumentException>(() => Extract.Choice('1', '4'));
    }

    [Theory]
    [InlineData("x\n```python\nprint(1)\n```\ny", null, "print(1)")]
    [InlineData("```\na\n```\n```csharp\nb\n```", "csharp", "b")]
    [InlineData("```C#\nb\n```", "c#", "b")]
    [InlineData("~~~~js run\na\n~~~\nb\n~~~~", "js", "a\n~~~\nb")]
    [InlineData("  ```\n  indented\n    more\n  ```", null, "indented\n  more")]
    [InlineData("```sql\r\nselect 1\r\n", "sql", "select 1")]
    [InlineData("```\n```", null, "")]
    [InlineData("    ```\nnot a fence", null, null)]
    [InlineData("``` a`b", null, null)]
    [InlineData("no code", null, null)]
    [InlineData("```python\n1\n```", "sql", null)]
    public void Code_blocks(string text, string? language, string? found) => Assert.Equal(found, Extract.LastCode(language).Find(text).Text);

    [Fact]
    public void The_first_and_the_last_block_are_told_apart()
    {
        const string Text = "```\none\n```\n```\ntwo\n```";
        Assert.Equal(("one", "two"), (Extract.FirstCode().Find(Text).Text, Extract.LastCode().Find(Text).Text));
    }

    [Theory]
    [InlineData("""{"answer": "Paris"}""", "$.answer", "Paris")]
    [InlineData("""{"answer": 1.50}""", "$.answer", "1.50")]
    [InlineData("""{"answer": true}""", "$['answer']", "true")]
    [InlineData("""{"a b": [1, {"c.d": "x"}]}""", "$['a b'][-1][\"c.d\"]", "x")]
    [InlineData("""{"it's": 1}""", @"$['it\'s']", "1")]
    [InlineData("[[1, 2], [3]]", "$[1]", "[3]")]
    [InlineData("Here it is:\n```json\n{\"answer\": 3}\n```\nDone.", "$.answer", "3")]
    [InlineData("Thinking [hard] about {it}: {\"answer\": \"}\"} and so on", "$.answer", "}")]
    [InlineData("""{"answer": null}""", "$.answer", null)]
    [InlineData("""{"answer": 1}""", "$.other", null)]
    [InlineData("""{"answer": [1]}""", "$.answer[1]", null)]
    [InlineData("""{"answer": [1]}""", "$.answer[-2]", null)]
    [InlineData("""{"answer": "\ud800"}""", "$.answer", null)]
    [InlineData("{broken", "$.answer", null)]
    [InlineData("42", "$", null)]
    [InlineData("no JSON", "$", null)]
    public void Json(string text, string path, string? found) => Assert.Equal(found, Extract.Json(path).Find(text).Text);

    [Theory]
    [InlineData("answer")]
    [InlineData("$answer")]
    [InlineData("$.")]
    [InlineData("$..answer")]
    [InlineData("$.*")]
    [InlineData("$[*]")]
    [InlineData("$[1:2]")]
    [InlineData("$['a")]
    [InlineData("$['a'")]
    [InlineData("$[1")]
    public void A_path_that_is_none_is_refused(string path) => Assert.Contains($"'{path}' is no JSON path here", Assert.Throws<ArgumentException>(() => Extract.Json(path)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("x=1; x=2", @"x=(\d)", null, "1", "2")]
    [InlineData("x=1; x=2", @"x=\d", null, "x=1", "x=2")]
    [InlineData("a:b", @"(?<left>\w):(?<right>\w)", "right", "b", "b")]
    [InlineData("price 5 EUR", @"(?<=price )\d", null, "5", "5")]
    [InlineData("nothing", @"\d", null, null, null)]
    public void Patterns(string text, string pattern, string? group, string? first, string? last)
    {
        Assert.Equal(first, Extract.Regex(pattern, group).Find(text).Text);
        Assert.Equal(last, Extract.LastRegex(pattern, group).Find(text).Text);
    }

    [Fact]
    public void A_pattern_that_is_none_is_refused_and_one_that_explodes_on_others_is_linear()
    {
        Assert.Contains("is no regular expression", Assert.Throws<ArgumentException>(() => Extract.Regex("(")).Message, StringComparison.Ordinal);
        Assert.Contains("has no group 'x'", Assert.Throws<ArgumentException>(() => Extract.Regex("a", "x")).Message, StringComparison.Ordinal);
        Assert.Null(Extract.Regex("^(a+)+$").Find(new string('a', 100_000) + "b").Text);
    }

    // The pairs of the unit tests of SQuAD's script, and what NFKC adds.
    [Theory]
    [InlineData("The Eiffel Tower!", "eiffel tower")]
    [InlineData("  an   apple,\ta day ", "apple day")]
    [InlineData("U.S.A.", "usa")]
    [InlineData("theatre", "theatre")]
    [InlineData("\uff34\uff28\uff25 \ufb01sh\u00a0\uff11", "fish 1")]
    [InlineData("\u0130STANBUL", "\u0130stanbul")]
    [InlineData("a the an", null)]
    [InlineData("...", null)]
    public void Normalized(string text, string? found) => Assert.Equal(found, Extract.Normalized().Find(text).Text);

    [Theory]
    [InlineData("#### 18", "18")]
    [InlineData("A: x\n#### y z ", "y z")]
    [InlineData("####", null)]
    [InlineData("none", null)]
    public void Marked(string text, string? found) => Assert.Equal(found, Extract.Marked().Find(text).Text);

    [Fact]
    public void A_chain_says_who_found_it_or_what_each_missed()
    {
        Extractor chain = Extract.Boxed().Or(Extract.Marked()).Or(Extract.LastNumber());
        Assert.Equal(Extraction.Found("1", "boxed"), chain.Find(@"\boxed{1} #### 2"));
        Assert.Equal(Extraction.Found("2", "marked"), chain.Find("#### 2"));
        Assert.Equal(Extraction.Found("3", "last-number"), chain.Find("it is 3"));
        Assert.Equal(@"boxed: there is no \boxed; marked: there is no mark, #### or A:; last-number: there is no number", chain.Find("who knows").Reason);
        Assert.Equal(Extraction.Found("", "otherwise"), chain.Or(Extract.Otherwise("")).Find("who knows"));
    }

    [Fact]
    public void One_extractor_looks_into_what_another_finds()
    {
        Extractor within = Extract.LastCode("json").Then(Extract.Json("$.answer")).Then(Extract.Normalized());
        Assert.Equal("eiffel tower", within.Find("{\"answer\": 1}\n```json\n{\"answer\": \"The Eiffel Tower\"}\n```").Text);
        Assert.Equal("there is no code block", within.Find("{\"answer\": 1}").Reason);
        Assert.Contains("there is no JSON", within.Find("```json\nx\n```").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_tell_apart_what_finds_otherwise()
    {
        Extractor[] all =
        [
            Extract.Text(), Extract.Marked(), Extract.Boxed(), Extract.Normalized(), Extract.FirstNumber(), Extract.LastNumber(), Extract.Choice(), Extract.Choice('A', 'D'),
            Extract.Json(), Extract.Json("$.a"), Extract.FirstCode(), Extract.LastCode(), Extract.LastCode("c"), Extract.Regex("a"), Extract.LastRegex("a"), Extract.Regex("a", ignoreCase: true),
            Extract.Regex("(a)", "1"), Extract.Regex("(a)"), Extract.Regex("a\",\"b"), Extract.Otherwise(""), Extract.Otherwise("a"), Extract.Of("mine", static text => text), Extract.Of("yours", static text => text),
            Extract.Boxed().Or(Extract.Text()), Extract.Text().Or(Extract.Boxed()), Extract.Boxed().Then(Extract.Text()),
        ];
        Assert.Equal(all.Length, all.Select(static one => one.Settings).Distinct().Count());
        Assert.Equal(Extract.LastCode("C").Settings, Extract.LastCode("c").Settings);
        Assert.Equal(Extract.Boxed().Or(Extract.Text()).Or(Extract.Marked()).Settings, Extract.Boxed().Or(Extract.Text().Or(Extract.Marked())).Settings);
    }

    // Whatever a model writes: an answer or a reason, the same every time, in every culture, in linear time.
    [Fact]
    public void No_text_is_too_strange()
    {
        Extractor[] all =
        [
            Extract.Text(), Extract.Marked(), Extract.Boxed(), Extract.Normalized(), Extract.FirstNumber(), Extract.LastNumber(), Extract.Choice(), Extract.Json("$[0].a"), Extract.FirstCode("c"), Extract.LastCode(),
            Extract.LastRegex(@"(\w+)\s*$"), Extract.LastCode().Then(Extract.Json()).Or(Extract.Boxed().Or(Extract.LastNumber())),
        ];
        string[] pieces = ["\\boxed{", "}", "{", "[", "\"", "\\", "```", "```c\n", "\n", "~~~", "12", "-", ",345", ".", "e9", "A", "(B)", " answer is ", "####", "A:", "\ud83d", "\ude00", "\u0130", "İ", "ﬁ", "\0", "**", "$"];
        ulong state = 88172645463325252;
        CultureInfo before = CultureInfo.CurrentCulture;
        for (int i = 0; i < 800; i++)
        {
            string text = "";
            for (int length = (int)(Next() % 24); length > 0; length--) text += pieces[Next() % (ulong)pieces.Length];
            foreach (Extractor one in all)
            {
                Extraction found = one.Find(text);
                Assert.True((found.Text is null) != (found.Reason is null), $"{one.Settings}: {text}");
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
                Assert.Equal(found, one.Find(text));
                CultureInfo.CurrentCulture = before;
            }
        }

        ulong Next()
        {
            state ^= state << 13;
            state ^= state >> 7;
            return state ^= state << 17;
        }
    }

    [Theory]
    [InlineData("\\boxed{")]
    [InlineData("{")]
    [InlineData("1,")]
    [InlineData("```\n")]
    [InlineData("answer is ")]
    [InlineData("(A) ")]
    public void Long_texts_do_not_explode(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 20_000));
        foreach (Extractor one in (Extractor[])[Extract.Boxed(), Extract.LastNumber(), Extract.LastCode(), Extract.Choice(), Extract.Normalized(), Extract.Json()])
        {
            Extraction found = one.Find(text);
            Assert.True(found.Text is not null || found.Reason is not null);
        }
    }
}
