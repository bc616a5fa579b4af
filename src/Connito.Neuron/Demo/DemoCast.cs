using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Wallets;

namespace Connito.Neuron.Demo;

/// <summary>Someone who takes part in the demo: wallet, folder and port.</summary>
/// <param name="Name">Names wallet, folder and log.</param>
/// <param name="Did">What it does, in words.</param>
/// <param name="Hotkey">Its hotkey.</param>
/// <param name="Coldkey">Its coldkey.</param>
/// <param name="AxonPort">A port of this machine that was free.</param>
internal sealed record DemoActor(string Name, string Did, Hotkey Hotkey, Coldkey Coldkey, int AxonPort)
{
    /// <summary>Inner steps a cycle; zero for one that does not train.</summary>
    public int Effort { get; init; }

    /// <summary>The dishonest way it makes its shards; null for honest ones.</summary>
    public DemoStrategy? Strategy { get; init; }
}

/// <summary>Everyone who takes part. Keys come from the seed, and are worth nothing anywhere else.</summary>
/// <param name="Owner">The subnet's owner.</param>
/// <param name="Validators">Those who set weights.</param>
/// <param name="Miners">Those who are paid, or not.</param>
internal sealed record DemoCast(DemoActor Owner, ImmutableArray<DemoActor> Validators, ImmutableArray<DemoActor> Miners)
{
    /// <summary>The name of each wallet's only hotkey.</summary>
    public const string HotkeyName = "default";

    /// <summary>Everyone.</summary>
    public IEnumerable<DemoActor> Everyone => [Owner, .. Validators, .. Miners];

    /// <summary>Writes everyone's wallet, unencrypted, under <paramref name="walletPath"/>.</summary>
    public static DemoCast Create(DemoPlan plan, ulong seed, string walletPath)
    {
        var ports = new Queue<int>(FreePorts(1 + DemoPlan.ValidatorCount + plan.Efforts.Length + Enum.GetValues<DemoStrategy>().Length));
        return new(
            Actor("owner", "owns the subnet"),
            [.. Enumerable.Range(1, DemoPlan.ValidatorCount).Select(number => Actor($"validator-{number}", "evaluates, sets weights, merges"))],
            [.. plan.Efforts.Select((effort, index) => Actor($"honest-{index + 1}", $"trains {effort} steps a cycle") with { Effort = effort }),
             .. Enum.GetValues<DemoStrategy>().Select(strategy => Actor(NameOf(strategy), Describe(strategy)) with { Strategy = strategy })]);

        DemoActor Actor(string name, string did)
        {
            using var coldkey = Keypair.FromUri($"//connito-demo//{seed}//{name}//coldkey");
            using var hotkey = Keypair.FromUri($"//connito-demo//{seed}//{name}//hotkey");
            var wallet = new Wallet(walletPath, name, HotkeyName);
            wallet.AddColdkey(coldkey, new ColdkeyProtection.Unencrypted());
            wallet.AddHotkey(hotkey);
            return new(name, did, hotkey.Hotkey, coldkey.Coldkey, ports.Dequeue());
        }
    }

    private static string NameOf(DemoStrategy strategy) => strategy switch
    {
        DemoStrategy.Lazy => "lazy",
        DemoStrategy.Copy => "copier",
        DemoStrategy.PoisonNonFinite => "poisoner-nan",
        _ => "poisoner-loss",
    };

    private static string Describe(DemoStrategy strategy) => strategy switch
    {
        DemoStrategy.Lazy => "submits the baseline unchanged",
        DemoStrategy.Copy => "submits the best paid miner's last shard",
        DemoStrategy.PoisonNonFinite => "submits weights that are not finite",
        _ => "submits weights that raise the loss",
    };

    /// <summary>Ports that nobody listens on; all are held until all are found, so that none comes twice.</summary>
    private static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            return [.. listeners.Select(listener =>
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            })];
        }
        finally
        {
            foreach (var listener in listeners)
                listener.Dispose();
        }
    }
}
