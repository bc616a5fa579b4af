using Connito.Chain.Crypto;
using Connito.Localnet.Declarations;
using Connito.Localnet.Pallets;

namespace Connito.Localnet.Tests.Pallets;

public class ServingTests
{
    private static readonly UInt128 SomeAddress = 0x0A00_0001;
    private static readonly UInt128 Loopback = 0x7F00_0001;

    [Fact]
    public void An_axon_is_stored_with_its_block()
    {
        var bench = new PalletBench(TestKeys.Genesis());

        Assert.Null(Serve(bench, TestKeys.MinerOne, SomeAddress, 8091, 4));

        Assert.Equal(
            new AxonInfo(1, 10, SomeAddress, 8091, 4, 4, 0, 0), SubtensorStorage.Axons.Get(bench.State, (1, TestKeys.MinerOne.Account)));
        Assert.StartsWith("SubtensorModule.AxonServed(1,", Assert.Single(bench.Events), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HotKeyNotRegisteredInNetwork", CustomValidityError.HotkeyNotRegistered, false, 1u, 80, 4)]
    [InlineData("InvalidIpType", CustomValidityError.InvalidIp, true, 1u, 80, 5)]
    [InlineData("InvalidIpAddress", CustomValidityError.InvalidIp, true, uint.MaxValue, 80, 4)]
    [InlineData("InvalidPort", CustomValidityError.InvalidPort, true, 1u, 0, 4)]
    internal void An_axon_is_refused(string error, CustomValidityError validity, bool registered, uint address, int port, int type)
    {
        var bench = new PalletBench(TestKeys.Genesis());
        var signer = registered ? TestKeys.MinerOne : TestKeys.Stranger;

        Assert.Equal(error, Serve(bench, signer, address, (ushort)port, (byte)type));
        Assert.Equal(validity, bench.Validate(signer, "SubtensorModule", "serve_axon", [.. Arguments(address, (ushort)port, (byte)type)]));
    }

    [Fact]
    public void The_rate_limit_counts_from_the_last_record()
    {
        var bench = new PalletBench(TestKeys.Genesis("""{"ServingRateLimit":5}"""));
        Assert.Null(Serve(bench, TestKeys.MinerOne, SomeAddress, 1, 4));
        bench.Advance(4);
        Assert.Equal("ServingRateLimitExceeded", Serve(bench, TestKeys.MinerOne, SomeAddress, 2, 4));
        bench.Advance(1);
        Assert.Null(Serve(bench, TestKeys.MinerOne, SomeAddress, 2, 4));
    }

    [Fact]
    public void Loopback_is_the_genesis_to_allow()
    {
        Assert.Null(Serve(new PalletBench(TestKeys.Genesis()), TestKeys.MinerOne, Loopback, 1, 4));
        Assert.Equal("InvalidIpAddress", Serve(new PalletBench(TestKeys.Genesis() with { LoopbackAxons = false }), TestKeys.MinerOne, Loopback, 1, 4));
    }

    private static string? Serve(PalletBench bench, Keypair signer, UInt128 address, ushort port, byte type) =>
        bench.Run(signer, "SubtensorModule", "serve_axon", [.. Arguments(address, port, type)]);

    private static (string Name, Chain.Scale.ScaleValue Value)[] Arguments(UInt128 address, ushort port, byte type) =>
    [
        ("netuid", 1), ("version", 10), ("ip", address), ("port", port), ("ip_type", type), ("protocol", 4), ("placeholder1", 0), ("placeholder2", 0),
    ];
}
