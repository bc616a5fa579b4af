using System.Net;
using System.Text;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Chain.Tests.Crypto;
using Connito.Chain.Tests.Metadata;

namespace Connito.Chain.Tests.Subtensor;

public class SubtensorCallsTests
{
    private static readonly Netuid Subnet = new(102);

    public static TheoryData<string> Runtimes => ["343-v15", "424-v16"];

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void A_registration_is_the_recorded_call(string runtime)
    {
        var bob = new Hotkey(new(Convert.FromHexString("8eaf04151687736326c9fea17e25fc5287613693c912909cb226aa4794f26a48")));
        AssertCall("burned_register", SubtensorCalls.BurnedRegister(RecordedChain.Runtime(runtime), Subnet, bob));
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void Weights_are_the_recorded_call(string runtime)
    {
        WeightAllocation allocation = new([(new(7), 1.0)]);
        AssertCall("set_weights version key", SubtensorCalls.SetWeights(RecordedChain.Runtime(runtime), Subnet, allocation, 10002000));
        AssertCall("set_weights empty", SubtensorCalls.SetWeights(RecordedChain.Runtime(runtime), new(1), WeightAllocation.Empty, 0));
    }

    [Theory]
    [MemberData(nameof(Runtimes))]
    public void A_commitment_is_the_recorded_call(string runtime)
    {
        var metadata = RecordedChain.Runtime(runtime);
        AssertCall("set_commitment Raw (JSON text of 23 bytes)", Commit(metadata, Encoding.UTF8.GetBytes("""{"b":12,"e":3,"m":"ab"}""")));
        AssertCall("set_commitment Raw0", Commit(metadata, []));
        AssertCall("set_commitment Raw128", Commit(metadata, [.. Enumerable.Repeat((byte)'a', 128)]));
        AssertCall("set_commitment BigRaw 200 bytes", Commit(metadata, [.. Enumerable.Repeat((byte)'b', 200)]));
        Assert.Throws<ArgumentException>(() => Commit(metadata, new byte[513]));
    }

    [Theory]
    [InlineData("203.0.113.7", "serve_axon")]
    [InlineData("::ffff:203.0.113.7", "serve_axon")]
    [InlineData("2001:db8::1", "serve_axon ipv6")]
    public void An_axons_address_is_the_recorded_number(string address, string label)
    {
        var runtime = RecordedChain.Runtime("424-v16");
        var call = runtime.DecodeCall(SubtensorCalls.ServeAxon(runtime, Subnet, new(IPAddress.Parse(address), 8091)));
        var recorded = runtime.DecodeCall(Encoded(label));

        Assert.Equal(recorded["ip"], call["ip"]);
        Assert.Equal(recorded["ip_type"], call["ip_type"]);
        Assert.Equal(recorded["netuid"], call["netuid"]);
        Assert.Equal(8091, call["port"].AsUInt16());
    }

    [Fact]
    public void An_axon_without_a_port_is_refused_here()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        Assert.Throws<ArgumentException>(() => SubtensorCalls.ServeAxon(runtime, Subnet, new(IPAddress.Loopback, 0)));
    }

    private static byte[] Commit(ChainRuntime runtime, byte[] payload) => SubtensorCalls.SetCommitment(runtime, Subnet, payload);

    private static void AssertCall(string label, byte[] call) => Assert.Equal(Convert.ToHexString(Encoded(label)), Convert.ToHexString(call));

    private static byte[] Encoded(string label) =>
        CryptoVectors.Rows("calls.json", "calls").Single(row => row.Text("label") == label).Bytes("encoded_hex");
}
