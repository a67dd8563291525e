using System.Text;
using System.Xml;
using TrialKeep.Analysis.Gates;

namespace TrialKeep.Analysis.Reports.Builds;

/// <summary>
/// A gate's decision as JUnit XML, which every build server shows: one suite, one case for each rule (<c>classname</c>) and arm (<c>name</c>).
/// Failed is a <c>failure</c>; undecided is <c>skipped</c>; a rule that can be told of no arm is an <c>error</c> on each, while an arm that only one of the runs
/// has, and that does not decide, is <c>skipped</c>. Characters that XML 1.0 forbids become U+FFFD. The shape is that of Jenkins' junit-10.xsd.
/// </summary>
public static class JunitReport
{
    private static readonly XmlWriterSettings s_settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CloseOutput = false };

    /// <summary>Writes the file as UTF-8 without a byte-order mark.</summary>
    /// <param name="output">Where to write; it is not closed.</param>
    /// <param name="decision">What the gate says.</param>
    public static void Write(Stream output, GateDecision decision)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(decision);
        JunitCase[] cases = [.. JunitCase.Of(decision)];
        using (XmlWriter xml = XmlWriter.Create(output, s_settings)) Write(xml, decision, cases);
        output.WriteByte((byte)'\n');
    }

    private static void Write(XmlWriter xml, GateDecision decision, JunitCase[] cases)
    {
        xml.WriteStartElement("testsuites");
        xml.WriteStartElement("testsuite");
        string against = decision.Baseline is { } baseline ? $" against {baseline}" : "";
        Attribute(xml, "name", $"gate of {decision.RunId}{against}");
        Count(xml, "tests", cases.Length);
        foreach ((string attribute, string element) in new[] { ("failures", "failure"), ("errors", "error"), ("skipped", "skipped") })
            Count(xml, attribute, cases.Count(one => one.Element == element));
        foreach (JunitCase one in cases) Write(xml, one);
        if (decision.Warnings.Count > 0) xml.WriteElementString("system-err", XmlText.Of(string.Join('\n', decision.Warnings)));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Write(XmlWriter xml, JunitCase one)
    {
        xml.WriteStartElement("testcase");
        Attribute(xml, "classname", one.Rule);
        Attribute(xml, "name", one.Arm);
        Attribute(xml, "time", "0");
        if (one.Element is null)
        {
            xml.WriteElementString("system-out", XmlText.Of(one.Message));
        }
        else
        {
            xml.WriteStartElement(one.Element);
            Attribute(xml, "type", one.Type);
            Attribute(xml, "message", one.Message);
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static void Count(XmlWriter xml, string name, int count) => xml.WriteAttributeString(name, XmlConvert.ToString(count));

    private static void Attribute(XmlWriter xml, string name, string value) => xml.WriteAttributeString(name, XmlText.Of(value));
}
