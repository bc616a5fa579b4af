using Connito.Neuron.Baselines;
using Connito.Neuron.Commitments;
using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>Registers how checkpoints travel and, for a validator, the axon.</summary>
internal static class TransportRegistration
{
    /// <summary>A shared folder where one is set, else the validators' axons.</summary>
    public static IServiceCollection AddTransport(this IServiceCollection services, NeuronRole role, TransportOptions options)
    {
        services.AddSingleton<RevisionFetcher>().AddSingleton<MetagraphCache>();
        services.AddSingleton(_ => AxonHttp());
        services.AddSingleton<AxonClient>();
        if (options.Folder is { } folder)
            services.AddSingleton<ICheckpointStore>(provider => new FolderCheckpointStore(
                folder, provider.GetRequiredService<FileVault>(), provider.GetRequiredService<RevisionFetcher>()));
        else
            services.AddSingleton<ICheckpointStore>(provider => ActivatorUtilities.CreateInstance<AxonCheckpointStore>(provider, role));

        return role == NeuronRole.Validator ? services.AddAxon() : services;
    }

    private static IServiceCollection AddAxon(this IServiceCollection services)
    {
        services.AddSingleton<ReplayMemory>().AddSingleton<RequestGuard>().AddSingleton<UploadReceiver>().AddSingleton<AxonEndpoints>();
        services.AddSingleton(provider => new ExpectedUpload(
            CheckpointFileName.Experts(provider.GetRequiredService<TaskFiles>().Bundle.Group.Id)));
        return services.AddHostedService<AxonAdvertiser>();
    }

    // Straight to the axon: no proxy, no redirect, and as long as a transfer takes.
    private static HttpClient AxonHttp() => new(
        new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
