using Connito.Chain.Crypto;
using Connito.Chain.Scale;
using Connito.Localnet.Pallets;

namespace Connito.Localnet.Tests.Pallets;

public class CommitmentsTests
{
    [Fact]
    public void A_commitment_is_kept_with_its_block()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        bench.Advance(3);

        Assert.Null(Commit(bench, TestKeys.MinerOne, Raw("{\"m\":1}"u8)));

        var kept = CommitmentsPallet.CommitmentOf.Get(bench.State, (1, TestKeys.MinerOne.Account));
        Assert.Equal(4u, kept.Block);
        Assert.Equal("{\"m\":1}"u8, kept.Info.Fields[0].Raw.AsSpan());
        Assert.Equal(4u, CommitmentsPallet.LastCommitment.Get(bench.State, (1, TestKeys.MinerOne.Account)));
        Assert.StartsWith("Commitments.Commitment", Assert.Single(bench.Events), StringComparison.Ordinal);
    }

    [Fact]
    public void Only_registered_hotkeys_commit() =>
        Assert.Equal("AccountNotAllowedCommit", Commit(new PalletBench(TestKeys.Genesis()), TestKeys.Stranger, Raw("x"u8)));

    [Fact]
    public void At_most_three_fields() => Assert.Equal(
        "TooManyFieldsInCommitmentInfo", Commit(new PalletBench(TestKeys.Genesis()), TestKeys.MinerOne, [.. Enumerable.Repeat(Raw("x"u8), 4)]));

    [Fact]
    public void Space_is_counted_by_epoch()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        // Each counts for at least 100 bytes of 3100.
        for (var i = 0; i < 31; i++)
            Assert.Null(Commit(bench, TestKeys.MinerOne, Raw("x"u8)));
        Assert.Equal("SpaceLimitExceeded", Commit(bench, TestKeys.MinerOne, Raw("x"u8)));

        bench.Advance(20);
        Assert.Null(Commit(bench, TestKeys.MinerOne, Raw("x"u8)));
    }

    [Fact]
    public void Larger_fields_count_their_bytes()
    {
        var bench = new PalletBench(TestKeys.Genesis());
        var big = ScaleValue.Case("BigRaw", (ScaleValue)new byte[512]);
        for (var i = 0; i < 2; i++)
            Assert.Null(Commit(bench, TestKeys.MinerOne, big, big, big));
        Assert.Equal("SpaceLimitExceeded", Commit(bench, TestKeys.MinerOne, Raw("x"u8)));
    }

    private static ScaleValue Raw(ReadOnlySpan<byte> bytes) => ScaleValue.Case($"Raw{bytes.Length}", (ScaleValue)bytes.ToArray());

    private static string? Commit(PalletBench bench, Keypair signer, params ScaleValue[] fields) => bench.Run(
        signer, "Commitments", "set_commitment", ("netuid", 1), ("info", ScaleValue.Struct(("fields", ScaleValue.List(fields)))));
}
