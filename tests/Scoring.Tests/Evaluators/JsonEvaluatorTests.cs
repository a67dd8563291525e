namespace TrialKeep.Scoring.Tests.Evaluators;

public sealed class JsonEvaluatorTests
{
    private const string Person = """
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A person",
          "type": "object", "required": ["name", "age"], "additionalProperties": false,
          "properties": {
            "name": {"type": "string", "minLength": 1, "maxLength": 3},
            "age": {"type": "integer", "minimum": 0, "exclusiveMaximum": 150},
            "kind": {"enum": ["a", 1.0, null]},
            "tags": {"type": "array", "items": {"type": ["string", "null"]}, "uniqueItems": true, "maxItems": 2},
            "size": {"oneOf": [{"type": "number"}, {"const": "unknown"}]},
            "not": {"not": {"type": "object"}}
          }
        }
        """;

    [Theory]
    [InlineData("{\"a\":1,\"b\":[1,2]}", " { \"b\" : [1.0, 2e0], \"a\" : 1 } ", 1)]
    [InlineData("{\"a\":1,\"b\":[1,2]}", "{\"a\":1,\"b\":[2,1]}", 0)]
    [InlineData("{\"a\":\"\\u00e4\"}", "{\"a\":\"ä\"}", 1)]
    [InlineData("{\"a\":null}", "{}", 0)]
    [InlineData("[1]", "[\"1\"]", 0)]
    [InlineData("0.1", "0.10000000000000000001", 0)]
    [InlineData("{\"a\":1}", "{\"a\":1,\"a\":1}", 0)]
    [InlineData("1", "1 2", 0)]
    [InlineData("1", null, 0)]
    public void Json_is_equal_by_its_value(string expected, string? text, double score) =>
        Assert.Equal(score, Scored.Value(TrialKeep.Evaluators.JsonEqual<string, string?>(static task => task, static record => record), expected, text));

    [Theory]
    [InlineData("[1,[2,3]]", "[[3,2],1]", 1)]
    [InlineData("[1,1,2]", "[1,2,2]", 0)]
    [InlineData("[{\"a\":[1,2]},3]", "[3.0,{\"a\":[2,1]}]", 1)]
    public void The_order_of_elements_may_be_ignored(string expected, string text, double score) =>
        Assert.Equal(score, Scored.Value(TrialKeep.Evaluators.JsonEqual<string, string?>(static task => task, static record => record, ignoresOrder: true), expected, text));

    [Theory]
    [InlineData("{\"name\":\"Zoë\",\"age\":3.0,\"kind\":1,\"tags\":[\"x\",null],\"size\":\"unknown\",\"not\":1}", null)]
    [InlineData("{\"name\":\"\U0001F600\U0001F600\U0001F600\",\"age\":149}", null)]
    [InlineData("{\"name\":\"Zoe\"}", "the value lacks 'age'")]
    [InlineData("[]", "the value is not of type object")]
    [InlineData("{\"name\":\"\",\"age\":1}", "/name has 0 characters, fewer than 1")]
    [InlineData("{\"name\":\"Long\",\"age\":1}", "/name has 4 characters, more than 3")]
    [InlineData("{\"name\":\"Z\",\"age\":1.5}", "/age is not of type integer")]
    [InlineData("{\"name\":\"Z\",\"age\":1e-3}", "/age is not of type integer")]
    [InlineData("{\"name\":\"Z\",\"age\":-1}", "/age is less than 0")]
    [InlineData("{\"name\":\"Z\",\"age\":150}", "/age is not less than 150")]
    [InlineData("{\"name\":\"Z\",\"age\":1,\"kind\":\"b\"}", "/kind is none of [\"a\", 1.0, null]")]
    [InlineData("{\"name\":\"Z\",\"age\":1,\"more\":1}", "/more is not allowed")]
    [InlineData("{\"name\":\"Z\",\"age\":1,\"tags\":[1]}", "/tags/0 is not of type string or null")]
    [InlineData("{\"name\":\"Z\",\"age\":1,\"tags\":[\"a\",\"a\",\"b\"]}", "/tags has 3 elements, more than 2; /tags has an element twice")]
    [InlineData("{\"name\":\"Z\",\"age\":1,\"size\":true}", "/size has 0 of the shapes of oneOf instead of one")]
    [InlineData("{\"name\":\"Z\",\"age\":1,\"not\":{}}", "/not has the shape that is not allowed")]
    [InlineData("{\"name\":\"Z\",\"name\":\"Z\",\"age\":1}", "not JSON: ")]
    [InlineData("Sure! {\"name\":\"Z\",\"age\":1}", "not JSON: ")]
    [InlineData("{\"name\":1,\"age\":\"x\"}", "/name is not of type string; /age is not of type integer")]
    public void A_text_has_the_shape_or_is_told_why_not(string text, string? problem)
    {
        Score score = Scored.By(TrialKeep.Evaluators.JsonOfShape<string, string?>(Person, static record => record), "", text);
        Assert.Equal(problem is null ? 1 : 0, score.Value);
        if (problem is null) Assert.Null(score.Explanation);
        else Assert.StartsWith(problem, score.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"patternProperties\":{}}", "#/patternProperties: this keyword is not supported")]
    [InlineData("{\"properties\":{\"a\":{\"$ref\":\"#\"}}}", "#/properties/a/$ref: this keyword is not supported")]
    [InlineData("{\"type\":\"text\"}", "#/type: a type is one of object")]
    [InlineData("{\"anyOf\":[]}", "#/anyOf: it is a list of schemas")]
    [InlineData("{\"anyOf\":[3]}", "#/anyOf/0: a schema is an object, true or false")]
    [InlineData("{\"minLength\":-1}", "#/minLength: it is a whole number from 0")]
    [InlineData("{\"required\":\"a\"}", "#/required: it is a list of names")]
    [InlineData("{", "The schema is not JSON")]
    public void A_schema_that_would_be_half_understood_is_refused(string schema, string problem) =>
        Assert.Contains(problem, Assert.Throws<ArgumentException>(() => TrialKeep.Evaluators.JsonOfShape<string, string?>(schema, static record => record)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_schema_that_is_written_otherwise_is_no_other_evaluation()
    {
        static string Settings(string schema) => TrialKeep.Evaluators.JsonOfShape<string, string?>(schema, static record => record).Settings;
        Assert.Equal(Settings("{\"type\":\"object\",\"minProperties\":1}"), Settings("{ \"minProperties\": 1,\n \"type\": \"object\" }"));
        Assert.NotEqual(Settings("{\"type\":\"object\",\"minProperties\":1}"), Settings("{\"type\":\"object\",\"minProperties\":2}"));
    }
}
