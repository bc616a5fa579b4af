using System.Text.Json;
using Connito.Chain.Crypto;
using Connito.Chain.Extrinsics;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Chain.Tests.Crypto;
using Connito.Chain.Tests.Metadata;

namespace Connito.Chain.Tests.Extrinsics;

public class ExtrinsicTests
{
    public static TheoryData<int> Rows => [.. Enumerable.Range(0, 12)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_recorded_extrinsic_is_signed_and_read_back(int place)
    {
        var row = CryptoVectors.Rows("extrinsics.json", "extrinsics").ElementAt(place);
        var runtime = RuntimeOf(row);
        var call = row.Bytes("call_hex");
        var options = OptionsOf(row.GetProperty("inputs"));

        var payload = ExtrinsicSigner.Payload(runtime, call, options);
        Assert.Equal(row.Text("payload"), Convert.ToHexStringLower(payload));
        Assert.Equal(row.Text("signed_bytes"), Convert.ToHexStringLower(ExtrinsicSigner.SignedBytes(payload)));
        foreach (var signer in row.GetProperty("signers").EnumerateObject())
        {
            var scheme = signer.Name == "ed25519" ? KeyScheme.Ed25519 : KeyScheme.Sr25519;
            var account = new AccountId(signer.Value.Bytes("public_key"));
            var recorded = ExtrinsicSigner.Assemble(runtime, call, account, scheme, signer.Value.Bytes("signature"), options);
            Assert.Equal(signer.Value.Text("extrinsic"), Convert.ToHexStringLower(recorded.Bytes.AsSpan()));
            Assert.Equal($"0x{signer.Value.Text("extrinsic_hash_blake2_256")}", recorded.Hash.ToString());
            AssertReads(runtime, recorded, account, scheme, call, options);

            using var keypair = Keypair.FromUri(signer.Value.Text("uri"), scheme);
            var own = ExtrinsicSigner.Sign(runtime, call, keypair, options);
            AssertReads(runtime, own, account, scheme, call, options);
            if (scheme == KeyScheme.Ed25519)
                Assert.Equal(recorded.Hash, own.Hash);
        }
    }

    [Fact]
    public void A_changed_byte_spoils_the_signature_or_the_format()
    {
        var row = CryptoVectors.Rows("extrinsics.json", "extrinsics").First();
        var runtime = RuntimeOf(row);
        var birthHash = BlockHash.Parse($"0x{row.GetProperty("inputs").Text("era_checkpoint_block_hash")}");
        var extrinsic = row.GetProperty("signers").GetProperty("sr25519").Bytes("extrinsic");
        for (var i = 0; i < extrinsic.Length; i++)
        {
            var altered = extrinsic.ToArray();
            altered[i] ^= 4;
            try
            {
                Assert.False(ExtrinsicReader.Read(runtime, altered) is DecodedExtrinsic.Signed signed && signed.IsSignatureValid(runtime, birthHash));
            }
            catch (ScaleFormatException)
            {
                // The other way to refuse it.
            }
        }

        for (var length = 0; length < extrinsic.Length; length++)
            Assert.Throws<ScaleFormatException>(() => ExtrinsicReader.Read(runtime, extrinsic.AsSpan(0, length)));
    }

    [Fact]
    public void A_signature_holds_for_one_chain_and_one_runtime()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        using var alice = Keypair.FromUri("//Alice");
        var call = runtime.EncodeCall("SubtensorModule", "burned_register", ("netuid", 102), ("hotkey", alice.Hotkey));
        var signed = Assert.IsType<DecodedExtrinsic.Signed>(
            ExtrinsicReader.Read(runtime, ExtrinsicSigner.Sign(runtime, call, alice, new ExtrinsicOptions(7)).Bytes.AsSpan()));

        Assert.True(signed.IsSignatureValid(runtime, default));
        Assert.False(signed.IsSignatureValid(new ChainRuntime(runtime.Metadata, 425, 1, runtime.GenesisHash), default));
        Assert.False(signed.IsSignatureValid(new ChainRuntime(runtime.Metadata, 424, 2, runtime.GenesisHash), default));
        Assert.False(signed.IsSignatureValid(new ChainRuntime(runtime.Metadata, 424, 1, default), default));
        Assert.False((signed with { Options = signed.Options with { Nonce = 8 } }).IsSignatureValid(runtime, default));
    }

    [Fact]
    public void An_unknown_extension_that_carries_bytes_is_refused_by_name()
    {
        var runtime = RecordedChain.Runtime("343-v15");
        var metadata = runtime.Metadata;
        var u32 = metadata.Extrinsic.Extensions.Single(one => one.Identifier == "CheckSpecVersion").Additional;
        var unit = metadata.Extrinsic.Extensions.Single(one => one.Identifier == "CheckSpecVersion").Extra;
        ChainRuntime With(ExtensionMetadata extension) => new(
            metadata with { Extrinsic = metadata.Extrinsic with { Extensions = metadata.Extrinsic.Extensions.Add(extension) } }, 343, 1, runtime.GenesisHash);
        using var alice = Keypair.FromUri("//Alice");

        var empty = With(new ExtensionMetadata("CheckMood", unit, unit));
        Assert.NotEmpty(ExtrinsicSigner.Sign(empty, [0, 0, 0], alice, new ExtrinsicOptions(0)).Bytes);
        foreach (var carrying in new[] { new ExtensionMetadata("CheckMood", u32, unit), new ExtensionMetadata("CheckMood", unit, u32) })
        {
            var refused = Assert.Throws<ExtensionNotSupportedException>(
                () => ExtrinsicSigner.Sign(With(carrying), [0, 0, 0], alice, new ExtrinsicOptions(0)));
            Assert.Equal("CheckMood", refused.Identifier);
        }
    }

    [Fact]
    public void A_mortal_extrinsic_needs_its_birth_hash()
    {
        var runtime = RecordedChain.Runtime("343-v15");
        using var alice = Keypair.FromUri("//Alice");
        var options = new ExtrinsicOptions(0) { Era = ExtrinsicEra.At(new BlockNumber(100), 64) };
        Assert.Throws<ArgumentException>(() => ExtrinsicSigner.Sign(runtime, [0, 0, 0], alice, options));
    }

    private static void AssertReads(
        ChainRuntime runtime, SignedExtrinsic extrinsic, AccountId account, KeyScheme scheme, byte[] call, ExtrinsicOptions options)
    {
        var signed = Assert.IsType<DecodedExtrinsic.Signed>(ExtrinsicReader.Read(runtime, extrinsic.Bytes.AsSpan()));
        Assert.Equal((account, scheme, extrinsic.Hash), (signed.Signer, signed.Scheme, signed.Hash));
        Assert.Equal(options with { BirthHash = null }, signed.Options);
        Assert.Equal(call, signed.Call);
        Assert.True(signed.IsSignatureValid(runtime, options.BirthHash ?? default));
    }

    private static ChainRuntime RuntimeOf(JsonElement row)
    {
        var inputs = row.GetProperty("inputs");
        var metadata = RecordedChain.Metadata(row.Text("runtime") == "424" ? "424-v16" : "343-v14");
        return new ChainRuntime(
            metadata,
            inputs.GetProperty("spec_version").GetUInt32(),
            inputs.GetProperty("transaction_version").GetUInt32(),
            BlockHash.Parse($"0x{inputs.Text("genesis_hash")}"));
    }

    private static ExtrinsicOptions OptionsOf(JsonElement inputs)
    {
        var options = new ExtrinsicOptions(inputs.GetProperty("nonce").GetUInt32()) { Tip = new Tao(ulong.Parse(inputs.Text("tip"))) };
        var era = inputs.GetProperty("era");
        if (era.ValueKind == JsonValueKind.String)
            return options;

        var mortal = ExtrinsicEra.At(new BlockNumber(era.GetProperty("current_block").GetUInt32()), era.GetProperty("period").GetInt32());
        return options with { Era = mortal, BirthHash = BlockHash.Parse($"0x{inputs.Text("era_checkpoint_block_hash")}") };
    }
}
