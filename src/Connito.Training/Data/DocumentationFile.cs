using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Connito.Training.Data;

/// <summary>One assembly's XML documentation, as the C# compiler writes it.</summary>
internal static class DocumentationFile
{
    private const int MaximumCharacters = 64 << 20;

    private static readonly HashSet<string> Sections =
        ["summary", "typeparam", "param", "returns", "value", "remarks", "exception", "example"];

    private static readonly XmlReaderSettings Bounded = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MaximumCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Each statement of the file, with the type that it or its member belongs to.</summary>
    /// <exception cref="TrainingException">The file is not such XML, or too long.</exception>
    public static List<(string Type, string Text)> Read(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Read(stream);
        }
        catch (XmlException exception)
        {
            throw new TrainingException($"'{path}' is no XML documentation: {exception.Message}", exception);
        }
    }

    internal static List<(string Type, string Text)> Read(Stream stream)
    {
        var statements = new List<(string, string)>();
        using var reader = XmlReader.Create(stream, Bounded);
        while (!reader.EOF)
        {
            if (reader is not { NodeType: XmlNodeType.Element, Name: "member" })
                reader.Read();
            else if (XNode.ReadFrom(reader) is XElement member && member.Attribute("name")?.Value is { Length: > 2 } name)
                statements.AddRange(Statements(member).Select(text => (TypeOf(name), text)));
        }

        return statements;
    }

    private static IEnumerable<string> Statements(XElement member)
    {
        foreach (var section in member.Elements().Where(element => Sections.Contains(element.Name.LocalName)))
        {
            var text = new StringBuilder();
            Append(text, section);
            var words = string.Join(' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            if (words.Length > 0)
                yield return section.Attribute("name")?.Value is { } parameter ? $"{parameter}: {words}" : words;
        }
    }

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement inner)
                AppendInner(text, inner);
        }
    }

    private static void AppendInner(StringBuilder text, XElement element)
    {
        if (element.Attribute("cref")?.Value is { Length: > 2 } reference && element.IsEmpty)
            text.Append(ShortName(reference));
        else if ((element.Attribute("langword") ?? element.Attribute("name"))?.Value is { } word && element.IsEmpty)
            text.Append(word);
        else
            Append(text, element);

        // Paragraphs and list items are words apart even where the file has no space between them.
        if (element.Name.LocalName is "para" or "item" or "description" or "term" or "br" or "code")
            text.Append(' ');
    }

    /// <summary><c>M:System.String.Trim(System.Char)</c> is a member of <c>System.String</c>.</summary>
    private static string TypeOf(string member)
    {
        var name = WithoutParameters(member);
        var end = name.LastIndexOf('.');
        return member[0] == 'T' || end < 0 ? name : name[..end];
    }

    /// <summary><c>T:System.String</c> reads as String, <c>M:System.String.Trim(System.Char)</c> as String.Trim.</summary>
    private static string ShortName(string reference)
    {
        var parts = WithoutParameters(reference).Split('.');
        return string.Join('.', parts[^Math.Min(reference[0] is 'T' or '!' or 'N' ? 1 : 2, parts.Length)..]).Split('`')[0];
    }

    private static string WithoutParameters(string name) => name[2..].Split('(')[0];
}
