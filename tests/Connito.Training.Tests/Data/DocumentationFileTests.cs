using System.Text;
using Connito.Training.Data;

namespace Connito.Training.Tests.Data;

public sealed class DocumentationFileTests
{
    [Fact]
    public void Each_statement_comes_with_its_type()
    {
        var statements = Read("""
            <doc><assembly><name>A</name></assembly><members>
              <member name="T:A.B.Stream`1"><summary>A stream.</summary></member>
              <member name="M:A.B.Stream`1.Read(System.Span{System.Byte},System.Int32)">
                <summary>Reads   some
                  bytes.</summary>
                <param name="count">How many.</param>
                <returns>Fewer at the end.</returns>
                <inheritdoc />
              </member>
            </members></doc>
            """);

        Assert.Equal(
            ["A stream.", "Reads some bytes.", "count: How many.", "Fewer at the end."],
            statements.Select(statement => statement.Text));
        Assert.All(statements, statement => Assert.Equal("A.B.Stream`1", statement.Type));
    }

    [Theory]
    [InlineData("""Gets <see cref="T:System.String" />s.""", "Gets Strings.")]
    [InlineData("""See <see cref="M:System.String.Trim(System.Char)" />.""", "See String.Trim.")]
    [InlineData("""A <see cref="T:System.Collections.Generic.List`1" />.""", "A List.")]
    [InlineData("""<paramref name="count" /> is <see langword="null" />.""", "count is null.")]
    [InlineData("""<para>One.</para><para>Two.</para>""", "One. Two.")]
    [InlineData("""<list type="bullet"><item><description>One</description></item><item>Two</item></list>""", "One Two")]
    [InlineData("""Call <c>Dispose()</c>, <see href="https://example.org">or not</see>.""", "Call Dispose(), or not.")]
    [InlineData("""1 &lt; 2 &amp; 3<!-- no --><![CDATA[ <4>]]>""", "1 < 2 & 3 <4>")]
    public void Markup_reads_as_words(string markup, string text) =>
        Assert.Equal(text, Assert.Single(Read($"<doc><member name=\"T:X\"><summary>{markup}</summary></member></doc>")).Text);

    [Theory]
    [InlineData("")]
    [InlineData("<doc>")]
    [InlineData("<!DOCTYPE doc [<!ENTITY a \"aaaa\">]><doc>&a;</doc>")]
    [InlineData("<doc><members><member name=\"T:X\"><summary>&unknown;</summary></member></members></doc>")]
    public void What_is_no_such_XML_is_refused_by_name(string text)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("A.xml", Encoding.UTF8.GetBytes(text));
        var exception = Assert.Throws<TrainingException>(() => DocumentationFile.Read(path));
        Assert.StartsWith($"'{path}' is no XML documentation", exception.Message, StringComparison.Ordinal);
    }

    private static List<(string Type, string Text)> Read(string xml) =>
        DocumentationFile.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)));
}
