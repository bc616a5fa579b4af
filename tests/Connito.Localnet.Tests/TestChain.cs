using Connito.Chain.Crypto;
using Connito.Chain.Extrinsics;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Localnet.Blocks;
using Microsoft.Extensions.Time.Testing;

namespace Connito.Localnet.Tests;

/// <summary>A chain whose blocks are made by hand, with everything signed as clients sign it.</summary>
internal sealed class TestChain
{
    public TestChain(LocalnetOptions? options = null)
    {
        Time = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Chain = new LocalChain(options ?? new LocalnetOptions { Genesis = TestKeys.Genesis() }, Time);
    }

    public FakeTimeProvider Time { get; }

    public LocalChain Chain { get; }

    public static (string Name, ScaleValue Value)[] Remark(string text) => [("remark", System.Text.Encoding.UTF8.GetBytes(text))];

    public SignedExtrinsic Sign(Keypair signer, ExtrinsicOptions options, string pallet, string call, params ReadOnlySpan<(string Name, ScaleValue Value)> arguments) =>
        ExtrinsicSigner.Sign(Chain.ClientRuntime, Chain.ClientRuntime.EncodeCall(pallet, call, arguments), signer, options);

    /// <summary>A remark of that nonce: the cheapest extrinsic there is.</summary>
    public SignedExtrinsic Remark(Keypair signer, uint nonce, string text = "", ulong tip = 0) =>
        Sign(signer, new ExtrinsicOptions(nonce) { Tip = new Tao(tip) }, "System", "remark", Remark(text));

    public Rejection? Submit(SignedExtrinsic extrinsic, Action<TransactionStatus>? watcher = null) =>
        Chain.Submit(extrinsic.Bytes.AsSpan(), watcher, out _);

    /// <summary>Signs with the next nonce, submits, and makes a block; the names of its events.</summary>
    public List<string> Run(Keypair signer, string pallet, string call, params ReadOnlySpan<(string Name, ScaleValue Value)> arguments)
    {
        var extrinsic = Sign(signer, new ExtrinsicOptions(Chain.NextNonce(signer.Account)), pallet, call, arguments);
        Assert.Null(Submit(extrinsic));
        return EventsOf(Chain.Produce());
    }

    public List<string> EventsOf(Block block)
    {
        var key = Chain.ClientRuntime.StorageKey("System", "Events");
        return [.. Chain.ClientRuntime.DecodeEvents(block.State!.Get(key)).Where(told => told.ExtrinsicIndex > 0).Select(told => $"{told.Pallet}.{told.Name}")];
    }
}
