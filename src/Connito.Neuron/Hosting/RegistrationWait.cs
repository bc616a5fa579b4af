using Connito.Chain.Primitives;
using Connito.Neuron.Cycles;
using Connito.Neuron.Telemetry;
using Connito.Neuron.Transport;

namespace Connito.Neuron.Hosting;

/// <summary>Holds a neuron back until its hotkey is registered on the subnet, and says what is missing meanwhile.</summary>
internal sealed class RegistrationWait(
    NeuronIdentity self, MetagraphCache metagraph, PhaseClock clock, NeuronStatus status, ILogger<RegistrationWait> log)
{
    private const uint BlocksBetweenLooks = 5;

    /// <summary>Returns when the hotkey is registered.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        var head = await clock.ReachAsync(new BlockNumber(0), cancellation);
        while (!await IsRegisteredAsync(cancellation))
        {
            status.Activity = "waiting to be registered";
            log.NotRegistered(self.Hotkey, self.Netuid);
            head = await clock.ReachAsync(head.Number + BlocksBetweenLooks, cancellation);
        }
    }

    private async Task<bool> IsRegisteredAsync(CancellationToken cancellation)
    {
        try
        {
            return await metagraph.FindAsync(self.Hotkey, cancellation) is not null;
        }
        catch (ChainException failure)
        {
            log.RegistrationUnknown(failure.Message);
            return false;
        }
    }
}
