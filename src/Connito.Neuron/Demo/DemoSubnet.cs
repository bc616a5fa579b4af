using System.Collections.Immutable;
using System.Globalization;
using System.Net.Http.Json;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Chain.Wallets;
using Connito.Neuron.Profiles;
using Connito.Neuron.Telemetry;

namespace Connito.Neuron.Demo;

/// <summary>The demo's neurons, each a process of its own, and what they say of themselves.</summary>
/// <param name="folder">Holds wallets, the task, a data folder for each neuron, and logs.</param>
/// <param name="seed">Of the miners' batches.</param>
/// <param name="cast">Everyone.</param>
/// <param name="profile">The network's profile, as written to <see cref="DemoFolder.ProfilePath"/>.</param>
/// <param name="endpoint">The chain.</param>
internal sealed class DemoSubnet(DemoFolder folder, ulong seed, DemoCast cast, NetworkProfile profile, Uri endpoint) : IAsyncDisposable
{
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient _http = new() { Timeout = AnswerTimeout };
    private readonly List<ConnitoProcess> _processes = [];

    /// <summary>Buys each miner a slot with its own coldkey, all at once.</summary>
    /// <exception cref="NeuronException">The chain refused one.</exception>
    public async Task RegisterMinersAsync(ISubtensor subtensor, CancellationToken cancellation)
    {
        var outcomes = await Task.WhenAll(cast.Miners.Select(miner => RegisterAsync(miner, subtensor, cancellation)));
        if (cast.Miners.Zip(outcomes).FirstOrDefault(pair => !pair.Second.IsSuccess) is { First: { } refused } failure)
            throw new NeuronException($"{refused.Name} was not registered: {failure.Second}");
    }

    /// <summary>Starts everyone's process and waits until each answers and the honest miners train.</summary>
    /// <exception cref="NeuronException">One ended; its log says why.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var actor in cast.Validators.Concat(cast.Miners))
            _processes.Add(ConnitoProcess.Start(actor.Name, Arguments(actor), folder.LogPath));
        foreach (var actor in cast.Validators.Concat(cast.Miners))
        {
            while (await StatusAsync(actor, cancellation) is not { Block: not null } status || (actor.Effort > 0 && status.Training is null))
            {
                RequireAllRunning();
                await Task.Delay(TimeSpan.FromMilliseconds(250), cancellation);
            }
        }
    }

    /// <summary>What a neuron says of itself; null while it does not answer.</summary>
    public async Task<StatusReport?> StatusAsync(DemoActor actor, CancellationToken cancellation)
    {
        try
        {
            return await _http.GetFromJsonAsync($"http://127.0.0.1:{actor.AxonPort}/status", StatusJson.Default.StatusReport, cancellation);
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is TaskCanceledException && !cancellation.IsCancellationRequested))
        {
            return null;
        }
    }

    /// <exception cref="NeuronException">A neuron ended that should run on.</exception>
    public void RequireAllRunning()
    {
        if (_processes.FirstOrDefault(process => !process.IsRunning) is { } ended)
            throw new NeuronException($"{ended.Name} ended with code {ended.ExitCode}. Its last words: {LastWords(ended)}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_processes.Select(process => process.DisposeAsync().AsTask()));
        _http.Dispose();
    }

    private async Task<ExtrinsicOutcome> RegisterAsync(DemoActor miner, ISubtensor subtensor, CancellationToken cancellation)
    {
        using var coldkey = new Wallet(folder.WalletPath, miner.Name, DemoCast.HotkeyName).LoadColdkey();
        return await subtensor.BurnedRegisterAsync(coldkey, new Netuid(profile.Netuid), miner.Hotkey, WaitFor.Inclusion, cancellation);
    }

    private ImmutableArray<string> Arguments(DemoActor actor)
    {
        ImmutableArray<string> common =
        [
            "--subtensor.network", folder.ProfilePath, "--subtensor.chain_endpoint", endpoint.ToString(),
            "--wallet.path", folder.WalletPath, "--wallet.name", actor.Name, "--wallet.hotkey", DemoCast.HotkeyName,
            "--axon.ip", "127.0.0.1", "--axon.external_ip", "127.0.0.1", "--axon.port", actor.AxonPort.ToString(CultureInfo.InvariantCulture),
            "--data", folder.DataPath(actor.Name), "--task", folder.TaskPath, "--torch.threads", "1",
        ];
        if (cast.Validators.Contains(actor))
            return ["validator", .. common];

        return
        [
            "miner", .. common, "--seed", seed.ToString(CultureInfo.InvariantCulture),
            .. actor.Strategy is { } strategy
                ? (ImmutableArray<string>)["--demo.strategy", strategy.ToString()]
                : ["--max-steps", actor.Effort.ToString(CultureInfo.InvariantCulture)],
        ];
    }

    private static string LastWords(ConnitoProcess process)
    {
        using var log = new StreamReader(new FileStream(process.LogPath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return string.Join(" | ", log.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(3));
    }
}
