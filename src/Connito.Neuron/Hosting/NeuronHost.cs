using System.Net;
using Connito.Neuron.Commands;
using Connito.Neuron.Commitments;
using Connito.Neuron.Compute;
using Connito.Neuron.Miner;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Telemetry;
using Connito.Neuron.Transport;
using Connito.Neuron.Validator;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Connito.Neuron.Hosting;

/// <summary>Starts a miner or a validator and runs it until it is told to end.</summary>
internal static class NeuronHost
{
    /// <summary>Runs a miner.</summary>
    /// <exception cref="NeuronException">It cannot start; the message says why and what to do.</exception>
    public static Task RunMinerAsync(NeuronStart start, CancellationToken cancellation) => RunAsync(NeuronRole.Miner, start, cancellation);

    /// <summary>Runs a validator.</summary>
    /// <exception cref="NeuronException">It cannot start; the message says why and what to do.</exception>
    public static Task RunValidatorAsync(NeuronStart start, CancellationToken cancellation) => RunAsync(NeuronRole.Validator, start, cancellation);

    /// <summary>Builds a neuron that is not started yet.</summary>
    public static async Task<WebApplication> BuildAsync(NeuronRole role, NeuronStart start, CancellationToken cancellation)
    {
        Check(start);
        var profile = start.Profile ?? Profile(start.Neuron);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Host.UseDefaultServiceProvider(provider => provider.ValidateOnBuild = true);
        Log(builder.Logging, start.Neuron);
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.Listen(IPAddress.Parse(start.Neuron.AxonAddress), start.Neuron.AxonPort);
            server.AddServerHeader = false;
        });

        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(profile).AddSingleton(start.Neuron).AddSingleton(start.Compute).AddSingleton(start.Transport);
        var folder = new DataFolder(start.Neuron.DataFolder);
        var vault = new FileVault(folder.VaultPath, profile.Limits.FreeDiskBytes);
        services.AddStore(folder, vault);
        await services.AddTrainingAsync(vault, start.Compute, cancellation);
        await services.AddChainAsync(start, profile, cancellation);
        services.AddTransport(role, start.Transport).AddTelemetry(role);
        if (role == NeuronRole.Miner)
            services.AddMiner();
        else
            services.AddValidator();
        start.Configure?.Invoke(services);

        var app = builder.Build();
        app.MapTelemetry();
        app.Services.GetService<AxonEndpoints>()?.Map(app);
        return app;
    }

    private static async Task RunAsync(NeuronRole role, NeuronStart start, CancellationToken cancellation)
    {
        await using var app = await BuildAsync(role, start, cancellation);
        // The host stops when its work fails, and does not tell: the failure is taken from where it happened. It disposes its services.
        var work = app.Services.GetServices<IHostedService>().OfType<BackgroundService>().ToArray();
        await app.RunAsync(cancellation);
        foreach (var service in work)
        {
            if (service.ExecuteTask is { IsFaulted: true } failed)
                await failed;
        }
    }

    private static void Check(NeuronStart start)
    {
        var failures = new[]
        {
            new NeuronOptionsCheck().Validate(null, start.Neuron), new ComputeOptionsCheck().Validate(null, start.Compute),
            new TransportOptionsCheck().Validate(null, start.Transport),
        }.Where(result => result.Failed).SelectMany(result => result.Failures!).ToArray();
        if (failures.Length > 0)
            throw new NeuronException($"Options: {string.Join(" ", failures)}");
        if (!IPAddress.TryParse(start.Neuron.AxonAddress, out _))
            throw new NeuronException($"--axon.ip: an IP address is wanted, '{start.Neuron.AxonAddress}' came.");
    }

    private static NetworkProfile Profile(NeuronOptions options)
    {
        var profile = NetworkProfile.Load(options.Network);
        return options.Netuid is { } netuid ? profile with { Netuid = netuid } : profile;
    }

    private static void Log(ILoggingBuilder logging, NeuronOptions options)
    {
        logging.ClearProviders();
        logging.AddConnitoConsole();
        logging.SetMinimumLevel(options.Debug ? LogLevel.Debug : LogLevel.Information);
        logging.AddFilter("Microsoft", LogLevel.Warning);
    }
}
