using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using TrialKeep.Analysis.Gates;
using TrialKeep.Analysis.Reports.Builds;

namespace TrialKeep.Analysis.Tests.Reports.Builds;

public sealed class JunitReportTests
{
    // What Jenkins' junit-10.xsd demands of the elements and attributes that are written here.
    private const string Schema = """
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
          <xs:complexType name="result" mixed="true"><xs:attribute name="type" type="xs:string"/><xs:attribute name="message" type="xs:string"/></xs:complexType>
          <xs:element name="testsuites"><xs:complexType><xs:sequence><xs:element ref="testsuite" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>
          <xs:element name="testsuite"><xs:complexType>
            <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element ref="testcase"/><xs:element name="system-err" type="xs:string"/></xs:choice>
            <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="tests" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="failures" type="xs:nonNegativeInteger" use="required"/><xs:attribute name="errors" type="xs:nonNegativeInteger" use="required"/>
            <xs:attribute name="skipped" type="xs:nonNegativeInteger"/>
          </xs:complexType></xs:element>
          <xs:element name="testcase"><xs:complexType>
            <xs:choice minOccurs="0" maxOccurs="unbounded">
              <xs:element name="skipped" type="result"/><xs:element name="error" type="result"/><xs:element name="failure" type="result"/><xs:element name="system-out" type="xs:string"/>
            </xs:choice>
            <xs:attribute name="name" type="xs:string" use="required"/><xs:attribute name="classname" type="xs:string"/><xs:attribute name="time" type="xs:decimal"/>
          </xs:complexType></xs:element>
        </xs:schema>
        """;

    [Fact]
    public void There_is_a_case_for_each_rule_and_arm() => Assert.Equal(
        """
        <?xml version="1.0" encoding="utf-8"?>
        <testsuites>
          <testsuite name="gate of run-1 against run-0" tests="4" failures="1" errors="0" skipped="2">
            <testcase classname="correct &gt;= baseline - 0.02" name="fine" time="0">
              <system-out>Passed: fine, over 1,000 pairs.</system-out>
            </testcase>
            <testcase classname="correct &gt;= baseline - 0.02" name="unsure" time="0">
              <skipped type="undecided" message="Undecided: unsure, over 1,000 pairs." />
            </testcase>
            <testcase classname="correct &gt;= baseline - 0.02" name="worse" time="0">
              <failure type="failed" message="Failed: worse, over 1,000 pairs." />
            </testcase>
            <testcase classname="correct &gt;= baseline - 0.02" name="gone" time="0">
              <skipped type="nothing to compare" message="NothingToCompare: gone, over 1,000 pairs." />
            </testcase>
            <system-err>The judge has no labels.</system-err>
          </testsuite>
        </testsuites>

        """, Text(Decisions.Of(["The judge has no labels."], ("fine", GateVerdict.Passed), ("unsure", GateVerdict.Undecided), ("worse", GateVerdict.Failed), ("gone", GateVerdict.NothingToCompare))));

    [Fact]
    public void A_rule_that_can_be_told_of_no_arm_is_an_error_on_each()
    {
        GateDecision decision = Decisions.Of(("a", GateVerdict.Passed)) with
        {
            Rules =
            [
                Decisions.Verdict(Decisions.Rule("correct"), "a", GateVerdict.Passed), Decisions.Verdict(Decisions.Rule("polite"), "a", GateVerdict.NothingToCompare),
                Decisions.Verdict(Decisions.Rule("polite"), "b", GateVerdict.NothingToCompare),
            ],
        };
        XElement suite = Load(decision);
        Assert.Equal(("3", "0", "2", "0"), ((string)suite.Attribute("tests")!, (string)suite.Attribute("failures")!, (string)suite.Attribute("errors")!, (string)suite.Attribute("skipped")!));
        Assert.Equal(["polite >= baseline - 0.02", "polite >= baseline - 0.02"], suite.Descendants("error").Select(static error => (string)error.Parent!.Attribute("classname")!));
    }

    [Fact]
    public void Without_a_rule_one_case_says_why()
    {
        XElement suite = Load(Decisions.Of(["There is no other run."]));
        Assert.Equal(("1", "1"), ((string)suite.Attribute("tests")!, (string)suite.Attribute("errors")!));
        Assert.Equal("There is no other run.", (string)suite.Descendants("error").Single().Attribute("message")!);
    }

    [Fact]
    public void Hostile_names_are_read_back_but_for_what_xml_forbids()
    {
        XElement suite = Load(Decisions.Of([Decisions.Hostile], (Decisions.Hostile, GateVerdict.Failed)));
        string expected = Decisions.Hostile.Replace("\u0000\u0001\u001b[31m\ud800 \ufffe", "\ufffd\ufffd\ufffd[31m\ufffd \ufffd", StringComparison.Ordinal);
        Assert.Equal(expected, (string)suite.Element("testcase")!.Attribute("name")!);
        Assert.Equal($"Failed: {expected}, over 1,000 pairs.", (string)suite.Descendants("failure").Single().Attribute("message")!);
        Assert.Equal(expected.ReplaceLineEndings("\n"), suite.Element("system-err")!.Value.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_same_decision_gives_the_same_bytes_in_any_culture() => Cultures.ChangeNothing(static () => Text(Decisions.Of(("a", GateVerdict.Failed))));

    private static string Text(GateDecision decision)
    {
        using MemoryStream stream = new();
        JunitReport.Write(stream, decision);
        string text = Encoding.UTF8.GetString(stream.ToArray());
        Assert.StartsWith("<?xml", text, StringComparison.Ordinal);
        return text;
    }

    // Read strictly and held against the schema.
    private static XElement Load(GateDecision decision)
    {
        XmlReaderSettings settings = new() { ValidationType = ValidationType.Schema };
        settings.Schemas.Add(null, XmlReader.Create(new StringReader(Schema)));
        settings.ValidationEventHandler += static (_, problem) => throw new XmlSchemaException(problem.Message);
        using XmlReader reader = XmlReader.Create(new StringReader(Text(decision)), settings);
        return XDocument.Load(reader).Root!.Element("testsuite")!;
    }
}
