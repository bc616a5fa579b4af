using Connito.Neuron.Compute;
using Connito.Neuron.Cycles;
using Connito.Neuron.Hosting;
using Connito.Neuron.Store;
using Connito.Neuron.Telemetry;

namespace Connito.Neuron.Validator;

/// <summary>A validator, cycle after cycle.</summary>
internal sealed class ValidatorService(
    CycleLoop loop, ValidatorCycle work, ComputeWarmUp warmUp, RegistrationWait registration, Retention retention, BaselineAgreement agreement,
    NeuronStatus status) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await warmUp.RunAsync(text => _ = text.HeldOut, stoppingToken);
        await registration.WaitAsync(stoppingToken);
        await loop.RunAsync(
            async (cycle, cancellation) =>
            {
                await work.RunAsync(cycle, cancellation);
                retention.Run(cycle, status.Baseline, agreement.Own());
            },
            stoppingToken);
    }
}
