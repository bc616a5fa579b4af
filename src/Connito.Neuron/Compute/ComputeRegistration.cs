using Connito.Neuron.Baselines;
using Connito.Neuron.Store;

namespace Connito.Neuron.Compute;

/// <summary>Registers the task, its text, and the model on its thread.</summary>
internal static class ComputeRegistration
{
    /// <summary>Reads the task's folder and puts its initial model into the vault.</summary>
    public static async Task<IServiceCollection> AddTrainingAsync(
        this IServiceCollection services, FileVault vault, ComputeOptions options, CancellationToken cancellation)
    {
        var bundle = TaskBundle.Read(options.TaskFolder);
        services.AddSingleton(bundle);
        services.AddSingleton(await TaskFiles.PrepareAsync(bundle, vault, cancellation));
        return services
            .AddSingleton<ComputeThread>().AddSingleton<TaskText>().AddSingleton<ResidentModel>().AddSingleton<ComputeWarmUp>().AddSingleton<BaselineKeeper>();
    }
}
