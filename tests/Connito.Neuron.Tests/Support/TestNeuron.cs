using System.Text.Json.Serialization.Metadata;
using Connito.Chain.Crypto;
using Connito.Chain.Subtensor;
using Connito.Chain.Wallets;
using Connito.Neuron.Commitments;
using Connito.Neuron.Compute;
using Connito.Neuron.Hosting;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Transport;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Connito.Neuron.Tests.Support;

/// <summary>A miner or validator with the production registrations, in this process, on a chain in memory.</summary>
internal sealed class TestNeuron(string folder, NeuronRole role, Keypair hotkey, ISubtensor chain, NetworkProfile profile, int maxSteps = 0) : IAsyncDisposable
{
    private WebApplication? _app;

    public Keypair Key => hotkey;

    public NeuronRole Role => role;

    public bool IsRunning => _app is not null;

    public IServiceProvider Services => _app!.Services;

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    public async Task StartAsync(Action<IServiceCollection>? configure = null)
    {
        _app = await NeuronHost.BuildAsync(role, Start(configure), CancellationToken.None);
        await _app.StartAsync();
    }

    /// <summary>Whether its journal has the step.</summary>
    public bool Has(uint cycle, string stage)
    {
        using var connection = Get<NeuronDatabase>().Open();
        return connection.ExecuteScalar<int>("SELECT count(*) FROM step WHERE cycle = @cycle AND stage = @stage", new { cycle, stage }) > 0;
    }

    /// <summary>The result of a step in its journal.</summary>
    public TResult? Find<TResult>(uint cycle, string stage, JsonTypeInfo<TResult> type)
        where TResult : class => Get<Journal>().Find(new StepName(cycle, stage), type);

    /// <summary>Ends it as a killed process ends: nothing is waited for.</summary>
    public async Task KillAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        var services = Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        await _app!.StopAsync(now.Token);
        // A process that ended does nothing more: neither may this one.
        foreach (var service in services)
            await Task.WhenAny(service.ExecuteTask ?? Task.CompletedTask, Task.Delay(5000));
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await KillAsync();
    }

    private NeuronStart Start(Action<IServiceCollection>? configure)
    {
        string wallets = Path.Combine(folder, "wallets");
        string name = hotkey.Hotkey.ToString();
        if (!Directory.Exists(Path.Combine(wallets, name)))
            new Wallet(wallets, name, "default").AddHotkey(hotkey);
        return new NeuronStart
        {
            Neuron = new NeuronOptions
            {
                Network = "local",
                WalletPath = wallets,
                WalletName = name,
                WalletHotkey = "default",
                DataFolder = Path.Combine(folder, name),
                AxonAddress = "127.0.0.1",
                AxonPort = 0,
                AxonExternalAddress = "127.0.0.1",
            },
            Compute = new ComputeOptions { TaskFolder = Path.Combine(folder, "task"), TorchThreads = 1, MaxSteps = maxSteps },
            Transport = new TransportOptions { RetryPause = TimeSpan.FromMilliseconds(50) },
            Subtensor = chain,
            Profile = profile,
            Configure = configure,
        };
    }
}
