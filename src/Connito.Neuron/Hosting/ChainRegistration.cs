using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Chain.Wallets;
using Connito.Neuron.Commands;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Profiles;

namespace Connito.Neuron.Hosting;

/// <summary>Registers the chain: the node, the clock on it, the key that signs, and what reads and writes commitments.</summary>
internal static class ChainRegistration
{
    /// <summary>Connects to the node and loads the hotkey.</summary>
    public static async Task<IServiceCollection> AddChainAsync(
        this IServiceCollection services, NeuronStart start, NetworkProfile profile, CancellationToken cancellation)
    {
        var hotkey = new Wallet(start.Neuron.WalletPath, start.Neuron.WalletName, start.Neuron.WalletHotkey).LoadHotkey();
        services.AddSingleton(_ => hotkey);
        var subtensor = await ConnectAsync(start, profile, cancellation);
        services.AddSingleton<ISubtensor>(_ => subtensor);
        services.AddSingleton(new NeuronIdentity(hotkey.Hotkey, new Netuid(profile.Netuid)));
        services.AddSingleton(profile.ToSchedule());
        services.AddSingleton<PhaseClock>().AddHostedService(provider => provider.GetRequiredService<PhaseClock>());
        return services
            .AddSingleton<CycleLoop>().AddSingleton<RegistrationWait>().AddSingleton<CheckpointReader>().AddSingleton<CommitSender>().AddSingleton<ExtrinsicGate>();
    }

    private static async Task<ISubtensor> ConnectAsync(NeuronStart start, NetworkProfile profile, CancellationToken cancellation)
    {
        if (start.Subtensor is { } given)
            return given;

        // History is read each cycle: an archive node comes first where the profile names one.
        var endpoint = start.Neuron.Endpoint ?? profile.Chain.ArchiveEndpoints.Concat(profile.Chain.Endpoints).First();
        var loggers = CommandLogging.Create(start.Neuron.Debug ? LogLevel.Debug : LogLevel.Information);
        return await SubtensorClient.ConnectAsync(new SubtensorOptions { Endpoint = endpoint }, loggers, TimeProvider.System, cancellation);
    }
}
