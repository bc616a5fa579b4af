using Connito.Neuron.Compute;
using Connito.Neuron.Cycles;
using Connito.Neuron.Store;
using Connito.Neuron.Submissions;

namespace Connito.Neuron.Validator;

/// <summary>Registers the validator.</summary>
internal static class ValidatorRegistration
{
    /// <summary>Adds the validator's work and the service that does it.</summary>
    public static IServiceCollection AddValidator(this IServiceCollection services) => services
        .AddSingleton<RoundOpener>().AddSingleton<SubmissionEvaluator>().AddSingleton<RoundRunner>()
        .AddSingleton<WeightSetter>().AddSingleton<MergeRunner>().AddSingleton<BaselineAgreement>().AddSingleton<ValidatorCycle>()
        .AddHostedService<ValidatorService>();
}

/// <summary>A validator, cycle after cycle.</summary>
internal sealed class ValidatorService(CycleLoop loop, ValidatorCycle work, ComputeWarmUp warmUp, Retention retention) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await warmUp.RunAsync(text => _ = text.HeldOut, stoppingToken);
        await loop.RunAsync(
            async (cycle, cancellation) =>
            {
                await work.RunAsync(cycle, cancellation);
                retention.Run(cycle);
            },
            stoppingToken);
    }
}
