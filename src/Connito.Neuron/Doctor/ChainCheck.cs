using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;

namespace Connito.Neuron.Doctor;

/// <summary>Whether the chain's node answers, and how fast.</summary>
/// <param name="endpoint">The node.</param>
/// <param name="connect">Opens it.</param>
/// <param name="time">Measures the answer.</param>
internal sealed class ChainCheck(Uri endpoint, Func<CancellationToken, Task<ISubtensor>> connect, TimeProvider time) : IDoctorCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public string Name => "chain";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DoctorFinding>> RunAsync(CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await using var subtensor = await connect(patience.Token);
            var start = time.GetTimestamp();
            var head = await subtensor.GetHeadAsync(patience.Token);
            return [DoctorFinding.Ok(Name, $"{endpoint} is at block {head.Number} and answered in {time.GetElapsedTime(start).TotalMilliseconds:0} ms")];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return [Unreachable($"no answer within {Patience.TotalSeconds:0} s")];
        }
        catch (ChainException failure)
        {
            return [Unreachable(failure.Message)];
        }
    }

    private DoctorFinding Unreachable(string reason) => DoctorFinding.Failure(
        Name, $"{endpoint}: {reason}",
        "Check the network, or name another node by --subtensor.chain_endpoint; 'connito localnet' and --subtensor.network local need none.");
}
