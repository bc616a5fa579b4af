using Connito.Neuron.Compute;
using Connito.Neuron.Cycles;
using Connito.Neuron.Store;

namespace Connito.Neuron.Miner;

/// <summary>Registers the miner.</summary>
internal static class MinerRegistration
{
    /// <summary>Adds the miner's work and the service that does it.</summary>
    public static IServiceCollection AddMiner(this IServiceCollection services) => services
        .AddSingleton<IShardProducer, TrainingShardProducer>().AddSingleton<MinerCycle>().AddHostedService<MinerService>();
}

/// <summary>A miner, cycle after cycle.</summary>
internal sealed class MinerService(CycleLoop loop, MinerCycle work, ComputeWarmUp warmUp, Retention retention) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await warmUp.RunAsync(text => _ = text.Train, stoppingToken);
        await loop.RunAsync(
            async (cycle, cancellation) =>
            {
                await work.RunAsync(cycle, cancellation);
                retention.Run(cycle);
            },
            stoppingToken);
    }
}
