namespace Connito.Neuron.Store;

/// <summary>Registers the neuron's folder and what lies in it.</summary>
internal static class StoreRegistration
{
    /// <summary>Opens the folder's database.</summary>
    public static IServiceCollection AddStore(this IServiceCollection services, DataFolder folder, FileVault vault) => services
        .AddSingleton(_ => folder).AddSingleton(vault).AddSingleton(new NeuronDatabase(folder.DatabasePath))
        .AddSingleton<Journal>().AddSingleton<ScoreLog>().AddSingleton<ShardLog>().AddSingleton<RevisionLog>().AddSingleton<Retention>();
}
