using System.Text;
using Connito.Neuron.Commitments;

namespace Connito.Neuron.Tests.Commitments;

public class CommitmentFieldsTests
{
    [Theory]
    [InlineData("{\"v\":5}", 5)]
    [InlineData("{\"v\":5.0}", 5)]
    [InlineData("{\"v\":1e3}", 1000)]
    [InlineData("{\"v\":\"5\"}", 5)]
    [InlineData("{\"v\":\"5.0\"}", 5)]
    [InlineData("{\"v\":\" 5 \"}", 5)]
    [InlineData("{\"v\":\"1_000\"}", 1000)]
    [InlineData("{\"v\":true}", 1)]
    [InlineData("{\"global_ver\":7,\"zz\":[1]}", 7)]
    [InlineData("{\"v\":8,\"global_ver\":7}", 8)]
    public void Integers_are_taken_as_the_network_takes_them(string json, long version)
    {
        Assert.True(CommitmentFields.TryRead(Encoding.UTF8.GetBytes(json), out var fields, out _));
        Assert.Equal(version, fields.Version);
    }

    [Fact]
    public void A_short_name_that_holds_null_hides_the_long_one()
    {
        Assert.True(CommitmentFields.TryRead(Encoding.UTF8.GetBytes("{\"v\":null,\"global_ver\":7}"), out var fields, out _));
        Assert.Null(fields.Version);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"v\":")]
    [InlineData("{\"v\":1.5}")]
    [InlineData("{\"v\":\"five\"}")]
    [InlineData("{\"v\":[5]}")]
    [InlineData("{\"v\":99999999999999999999999999999999999999999999}")]
    [InlineData("{\"v\":1e400}")]
    [InlineData("{\"h\":5}")]
    public void What_is_no_commitment_is_refused_with_a_reason(string json)
    {
        Assert.False(CommitmentFields.TryRead(Encoding.UTF8.GetBytes(json), out _, out string reason));
        Assert.NotEmpty(reason);
    }

    [Fact]
    public void Any_bytes_are_read_or_refused() =>
        Gen.Byte.Array[0, 200].Sample(bytes => CommitmentFields.TryRead(bytes, out _, out _) || true);
}
