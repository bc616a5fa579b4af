using Connito.Neuron.Compute;
using Connito.Neuron.Cycles;
using Connito.Neuron.Hosting;
using Connito.Neuron.Store;
using Connito.Neuron.Telemetry;

namespace Connito.Neuron.Miner;

/// <summary>A miner, cycle after cycle.</summary>
internal sealed class MinerService(
    CycleLoop loop, MinerCycle work, ComputeWarmUp warmUp, RegistrationWait registration, Retention retention, NeuronStatus status) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await warmUp.RunAsync(text => _ = text.Train, stoppingToken);
        await registration.WaitAsync(stoppingToken);
        await loop.RunAsync(
            async (cycle, cancellation) =>
            {
                await work.RunAsync(cycle, cancellation);
                retention.Run(cycle, status.Baseline);
            },
            stoppingToken);
    }
}
