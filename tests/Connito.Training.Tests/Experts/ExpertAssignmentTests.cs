using System.Collections.Immutable;
using System.Text;
using Connito.Training.Experts;

namespace Connito.Training.Tests.Experts;

public sealed class ExpertAssignmentTests
{
    [Fact]
    public void A_file_is_read_and_written_back_equal()
    {
        const string Text = """
            {
              "1": [
                [
                  0,
                  22
                ],
                [
                  1,
                  17
                ]
              ],
              "10": []
            }
            """;
        var assignment = Parse(Text);

        Assert.Equal([new ExpertSlot(0, 22), new ExpertSlot(1, 17)], assignment.Layers[1]);
        Assert.Equal(Text.ReplaceLineEndings("\n"), Encoding.UTF8.GetString(assignment.ToJson()));
        Assert.Equal([17, 22], assignment.ToGroup().ExpertsByLayer[1]);
    }

    [Fact]
    public void Any_assignment_survives_its_file()
    {
        var experts = Gen.Int[0, 63].Array[0, 8].Select(ids => ids.Distinct().ToImmutableArray());
        Gen.Dictionary(Gen.Int[0, 47], experts)[0, 27].Select(Gen.Int[0, 9]).Sample((layers, groupId) =>
        {
            var assignment = ExpertAssignment.Of(groupId, layers);
            return ExpertAssignment.Parse(assignment.ToJson(), groupId).Equals(assignment);
        });
    }

    [Fact]
    public void A_file_on_disk_is_read_as_its_bytes_are()
    {
        using var folder = new TemporaryFolder();
        var assignment = Parse("""{"1":[[0,5]]}""");
        assignment.Write(folder.PathOf("expert_assignment.json"));
        Assert.Equal(assignment, ExpertAssignment.Read(folder.PathOf("expert_assignment.json"), 0));
    }

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "In the assignment stands StartArray where StartObject belongs.")]
    [InlineData("{", "not valid JSON")]
    [InlineData("""{"one":[]}""", "A layer is a decimal number, not 'one'.")]
    [InlineData("""{"-1":[]}""", "A layer is a decimal number, not '-1'.")]
    [InlineData("""{"1":[],"01":[]}""", "Layer 1 stands in the assignment twice.")]
    [InlineData("""{"1":{}}""", "In layer 1 stands StartObject where StartArray belongs.")]
    [InlineData("""{"1":[5]}""", "Layer 1 holds Number where a pair [index, expert] belongs.")]
    [InlineData("""{"1":[[0]]}""", "In a pair of layer 1 stands EndArray where Number belongs.")]
    [InlineData("""{"1":[[0,1,2]]}""", "In a pair of layer 1 stands Number where EndArray belongs.")]
    [InlineData("""{"1":[[0,1.5]]}""", "not a whole one of 32 bits")]
    [InlineData("""{"1":[[0,4294967296]]}""", "not a whole one of 32 bits")]
    [InlineData("""{"1":[["0",1]]}""", "In a pair of layer 1 stands String where Number belongs.")]
    [InlineData("""{"1":[[[0],1]]}""", "not valid JSON")]
    [InlineData("""{"1":[[0,5],[0,6]]}""", "Offending: layer 1: index 0 twice.")]
    [InlineData("""{"1":[[0,5],[1,5]]}""", "Offending: layer 1: expert 5 twice.")]
    [InlineData("""{"1":[[0,-5]]}""", "Offending: layer 1: [0, -5].")]
    [InlineData("""{"1":[]} x""", "not valid JSON")]
    public void What_is_no_assignment_is_refused_for_its_own_reason(string text, string message)
    {
        var exception = Assert.Throws<ExpertAssignmentException>(() => Parse(text));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Up_to_ten_offenders_are_listed()
    {
        var layers = string.Join(',', Enumerable.Range(0, 12).Select(layer => $"\"{layer}\":[[0,1],[0,2]]"));
        var exception = Assert.Throws<ExpertAssignmentException>(() => Parse($"{{{layers}}}"));
        Assert.Equal(12, exception.Offenders.Length);
        Assert.EndsWith("layer 9: index 0 twice; and 2 more.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_ids_must_fit_the_layers_that_the_model_has()
    {
        Parse("""{"1":[[0,63]],"27":[[0,64]]}""").EnsureFits(layerCount: 27, expertCount: 64);
        Assert.Equal(["layer 1: [0, 64]"], Offenders("""{"1":[[0,64],[1,63]]}"""));
        Assert.Equal(["layer 1: [64, 0]"], Offenders("""{"1":[[64,0]]}"""));

        static ImmutableArray<string> Offenders(string text) =>
            Assert.Throws<ExpertAssignmentException>(() => Parse(text).EnsureFits(layerCount: 27, expertCount: 64)).Offenders;
    }

    [Fact]
    public void Random_bytes_are_refused_or_read_and_nothing_else() =>
        Gen.Byte.Array[0, 60].Sample(bytes =>
        {
            try
            {
                _ = ExpertAssignment.Parse([.. "{\"1\":["u8, .. bytes], 0);
                return true;
            }
            catch (ExpertAssignmentException)
            {
                return true;
            }
        });

    private static ExpertAssignment Parse(string text) => ExpertAssignment.Parse(Encoding.UTF8.GetBytes(text), 0);
}
