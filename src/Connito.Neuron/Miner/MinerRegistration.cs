namespace Connito.Neuron.Miner;

/// <summary>Registers the miner.</summary>
internal static class MinerRegistration
{
    /// <summary>Adds the miner's work and the service that does it.</summary>
    public static IServiceCollection AddMiner(this IServiceCollection services) => services
        .AddSingleton<IShardProducer, TrainingShardProducer>().AddSingleton<MinerCycle>().AddHostedService<MinerService>();
}
