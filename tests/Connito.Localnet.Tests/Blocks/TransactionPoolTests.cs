using Connito.Chain.Crypto;
using Connito.Chain.Extrinsics;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Localnet.Blocks;
using Connito.Localnet.Pallets;

namespace Connito.Localnet.Tests.Blocks;

public class TransactionPoolTests
{
    private readonly TestChain _chain = new();

    [Fact]
    public void An_extrinsic_is_ready_then_in_a_block_then_final()
    {
        var statuses = new List<TransactionStatus>();
        Assert.Null(_chain.Submit(_chain.Remark(TestKeys.Alice, 0), statuses.Add));
        var block = _chain.Chain.Produce();
        _chain.Chain.Produce();

        Assert.Equal([new TransactionStatus.Ready(), new TransactionStatus.InBlock(block.Hash), new TransactionStatus.Finalized(block.Hash)], statuses);
        Assert.Equal(["Balances.Withdraw", "TransactionPayment.TransactionFeePaid", "System.ExtrinsicSuccess"], _chain.EventsOf(block));
    }

    [Fact]
    public void A_later_nonce_waits_for_the_earlier_ones()
    {
        var statuses = new List<TransactionStatus>();
        Assert.Null(_chain.Submit(_chain.Remark(TestKeys.Alice, 1), statuses.Add));
        Assert.Single(_chain.Chain.Produce().Extrinsics);
        Assert.Equal(0u, _chain.Chain.NextNonce(TestKeys.Alice.Account));

        Assert.Null(_chain.Submit(_chain.Remark(TestKeys.Alice, 0)));
        Assert.Equal(2u, _chain.Chain.NextNonce(TestKeys.Alice.Account));
        Assert.Equal([new TransactionStatus.Future(), new TransactionStatus.Ready()], statuses);
        Assert.Equal(3, _chain.Chain.Produce().Extrinsics.Length);
    }

    [Fact]
    public void A_used_nonce_is_outdated()
    {
        Assert.Null(_chain.Submit(_chain.Remark(TestKeys.Alice, 0)));
        _chain.Chain.Produce();
        Assert.Equal(Rejection.Stale, _chain.Submit(_chain.Remark(TestKeys.Alice, 0, "again")));
    }

    [Fact]
    public void A_higher_tip_takes_the_place_of_the_same_nonce()
    {
        var statuses = new List<TransactionStatus>();
        Assert.Null(_chain.Submit(_chain.Remark(TestKeys.Alice, 0), statuses.Add));
        Assert.Equal(1014, _chain.Submit(_chain.Remark(TestKeys.Alice, 0, "other"))?.Code);

        var rich = _chain.Remark(TestKeys.Alice, 0, "rich", tip: 5);
        Assert.Null(_chain.Submit(rich));
        Assert.Equal(new TransactionStatus.Usurped(rich.Hash), statuses[^1]);
        Assert.Single(_chain.Chain.Pending);
    }

    [Fact]
    public void The_same_extrinsic_comes_once()
    {
        var remark = _chain.Remark(TestKeys.Alice, 0);
        Assert.Null(_chain.Submit(remark));
        Assert.Equal(1013, _chain.Submit(remark)?.Code);
        _chain.Chain.Produce();
        Assert.Equal(1012, _chain.Submit(remark)?.Code);

        _chain.Time.Advance(TimeSpan.FromMinutes(31));
        Assert.Equal(Rejection.Stale, _chain.Submit(remark));
    }

    [Fact]
    public void Signatures_are_for_one_chain_one_runtime_and_one_key()
    {
        var call = _chain.Chain.ClientRuntime.EncodeCall("System", "remark", TestChain.Remark(""));
        var metadata = _chain.Chain.ClientRuntime.Metadata;
        foreach (var other in new[]
        {
            new ChainRuntime(metadata, 424, 1, new BlockHash(new byte[32])),
            new ChainRuntime(metadata, 423, 1, _chain.Chain.ClientRuntime.GenesisHash),
            new ChainRuntime(metadata, 424, 2, _chain.Chain.ClientRuntime.GenesisHash),
        })
            Assert.Equal(Rejection.BadSignature, _chain.Submit(ExtrinsicSigner.Sign(other, call, TestKeys.Alice, new ExtrinsicOptions(0))));

        var good = _chain.Remark(TestKeys.Alice, 0);
        foreach (var place in new[] { 10, 50, 80, good.Bytes.Length - 1 })
        {
            var bad = good.Bytes.ToArray();
            bad[place] ^= 1;
            Assert.NotNull(_chain.Chain.Submit(bad, null, out _));
        }
    }

    [Fact]
    public void Ed25519_signs_too()
    {
        using var key = Keypair.FromSeed(new byte[32], KeyScheme.Ed25519);
        _chain.Run(TestKeys.Alice, "Balances", "transfer_keep_alive", ("dest", ScaleValue.Address(key.Account)), ("value", 1_000_000_000));
        Assert.Null(_chain.Submit(_chain.Remark(key, 0)));
    }

    [Fact]
    public void A_mortal_extrinsic_lives_for_its_era()
    {
        for (var i = 0; i < 3; i++)
            _chain.Chain.Produce();
        var birth = _chain.Chain.Find(3)!;
        var era = ExtrinsicEra.At(new BlockNumber(3), 4);
        var mortal = _chain.Sign(TestKeys.Alice, ExtrinsicOptions.Mortal(0, era, birth.Hash), "System", "remark", TestChain.Remark("a"));
        var later = _chain.Sign(TestKeys.Bob, ExtrinsicOptions.Mortal(0, era, birth.Hash), "System", "remark", TestChain.Remark("b"));
        var wrong = _chain.Sign(TestKeys.Bob, ExtrinsicOptions.Mortal(0, era, _chain.Chain.Find(2)!.Hash), "System", "remark", TestChain.Remark("c"));

        Assert.Null(_chain.Submit(mortal));
        Assert.Equal(Rejection.BadSignature, _chain.Submit(wrong));
        for (var i = 0; i < 4; i++)
            _chain.Chain.Produce();
        Assert.Equal(Rejection.BadSignature, _chain.Submit(later));
    }

    [Fact]
    public void Fees_are_paid_or_the_extrinsic_stays_out()
    {
        Assert.Equal(Rejection.CannotPay, _chain.Submit(_chain.Remark(TestKeys.Stranger, 0)));
        Assert.Equal(Rejection.CannotPay, _chain.Submit(_chain.Remark(TestKeys.Alice, 0, tip: 2_000_000_000_000)));

        var before = BalancesPallet.FreeOf(_chain.Chain.Best.State!, TestKeys.Alice.Account);
        var remark = _chain.Remark(TestKeys.Alice, 0, tip: 7);
        Assert.Null(_chain.Submit(remark));
        _chain.Chain.Produce();
        Assert.Equal(
            before - TransactionPaymentPallet.BaseFee - (ulong)remark.Bytes.Length - 7, BalancesPallet.FreeOf(_chain.Chain.Best.State!, TestKeys.Alice.Account));
    }

    [Fact]
    public void A_hotkey_without_balance_commits_and_weighs_for_free()
    {
        Assert.Contains("Commitments.Commitment", _chain.Run(
            TestKeys.MinerTwo, "Commitments", "set_commitment",
            ("netuid", 1), ("info", ScaleValue.Struct(("fields", ScaleValue.List(ScaleValue.Case("Raw1", (ScaleValue)"x"u8.ToArray())))))));
        Assert.Contains("SubtensorModule.WeightsSet", _chain.Run(
            TestKeys.MinerTwo, "SubtensorModule", "set_weights",
            ("netuid", 1), ("dests", new ushort[] { 2 }), ("weights", new ushort[] { 1 }), ("version_key", 0)));
    }

    [Fact]
    public void A_failed_call_pays_and_changes_nothing_else()
    {
        var events = _chain.Run(TestKeys.Bob, "Balances", "transfer_keep_alive", ("dest", ScaleValue.Address(TestKeys.Alice.Account)), ("value", 5_000_000_000_000));
        Assert.Equal(["Balances.Withdraw", "TransactionPayment.TransactionFeePaid", "System.ExtrinsicFailed"], events);
    }

    [Fact]
    public void Subtensors_own_checks_speak_in_custom_codes()
    {
        var weights = _chain.Sign(
            TestKeys.Stranger, new ExtrinsicOptions(0), "SubtensorModule", "set_weights",
            ("netuid", 1), ("dests", new ushort[] { 1 }), ("weights", new ushort[] { 1 }), ("version_key", 0));
        Assert.Equal(new Rejection(1010, "Invalid Transaction", "Custom error: 19"), _chain.Submit(weights));
    }

    [Fact]
    public void Bytes_that_are_no_extrinsic_are_refused_at_every_cut()
    {
        var good = _chain.Remark(TestKeys.Alice, 0).Bytes.ToArray();
        for (var length = 0; length < good.Length; length++)
            Assert.Equal(1001, _chain.Chain.Submit(good.AsSpan(0, length), null, out _)?.Code);
        Assert.Equal(1011, _chain.Chain.Submit(Inherents.Timestamp(5), null, out _)?.Code);
    }
}
