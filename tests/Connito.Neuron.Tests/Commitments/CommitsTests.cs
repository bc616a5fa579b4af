using System.Text;
using Connito.Chain.Crypto;
using Connito.Neuron.Commitments;
using Connito.Neuron.Profiles;
using Connito.Neuron.Tests.Support;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Tests.Commitments;

public class CommitsTests
{
    private static readonly ModelHash Hash = new("a84f944d38348c90314052aeaf38669a02aa2b13936f57e4");
    private static readonly LimitProfile Limits = TestProfile.Local.Limits;

    [Fact]
    public void A_miners_reveal_has_the_networks_bytes()
    {
        byte[] payload = new MinerCommit(0, Hash, 8081470, new CommittedPlace("user/co", "abcdef0")).Encode(Limits);

        Assert.Equal(
            "{\"e\":0,\"h\":\"a84f944d38348c90314052aeaf38669a02aa2b13936f57e4\",\"v\":8081470,\"r\":\"user/co\",\"rv\":\"abcdef0\"}",
            Encoding.UTF8.GetString(payload));
        Assert.Equal(103, payload.Length);
    }

    [Fact]
    public void A_validators_commitments_have_the_networks_bytes()
    {
        Assert.Equal(
            "{\"h\":\"a84f944d38348c90314052aeaf38669a02aa2b13936f57e4\",\"v\":8081470,\"e\":0,\"r\":\"owner/co\",\"rv\":\"abcdef0\"}",
            Encoding.UTF8.GetString(new ValidatorCommit(Hash, 8081470, 0, new CommittedPlace("owner/co", "abcdef0")).Encode(Limits)));
        Assert.Equal(
            "{\"h\":\"a84f944d38348c90314052aeaf38669a02aa2b13936f57e4\",\"v\":8081470,\"e\":0}",
            Encoding.UTF8.GetString(new ValidatorCommit(Hash, 8081470, 0, null).Encode(Limits)));
        Assert.Equal("{\"v\":8081470,\"e\":0}", Encoding.UTF8.GetString(new ValidatorCommit(null, 8081470, 0, null).Encode(Limits)));
    }

    [Fact]
    public void A_signed_hash_takes_94_bytes()
    {
        using var key = Keypair.FromUri("//Alice");
        byte[] payload = new SignedHashCommit(SignedModelHash.Sign(key, Hash)).Encode(Limits);
        Assert.Equal(94, payload.Length);
        Assert.StartsWith("{\"m\":\"", Encoding.UTF8.GetString(payload));
    }

    [Fact]
    public void The_largest_payload_of_the_protocol_page_fits_exactly_and_one_more_digit_does_not()
    {
        var place = new CommittedPlace(new string('r', 32), "abcdef0");
        Assert.Equal(128, new MinerCommit(0, Hash, 9_999_999, place).Encode(Limits).Length);

        var failure = Assert.Throws<CommitmentTooLongException>(() => new MinerCommit(0, Hash, 10_000_000, place).Encode(Limits));
        Assert.Contains("at most 128 bytes, this one has 129", failure.Message);
        Assert.Throws<CommitmentTooLongException>(
            () => new MinerCommit(0, Hash, 1, new CommittedPlace(new string('r', 33), "abcdef0")).Encode(Limits));
    }

    [Fact]
    public void What_is_written_reads_back()
    {
        byte[] payload = new MinerCommit(3, Hash, 77, new CommittedPlace("axon/1,2", "0123456")).Encode(Limits);
        Assert.True(CommitmentFields.TryRead(payload, out var fields, out _));
        Assert.Equal((3L, 77L, Hash.Hex, "axon/1,2", "0123456"), (fields.ExpertGroup, fields.Version, fields.ModelHash, fields.Location, fields.Revision));
        Assert.Null(fields.SignedHash);
    }
}
