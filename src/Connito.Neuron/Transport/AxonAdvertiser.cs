using System.Net;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Commitments;
using Connito.Neuron.Cycles;
using Connito.Neuron.Hosting;
using Connito.Neuron.Profiles;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Connito.Neuron.Transport;

/// <summary>Tells the chain where this axon is, unless it knows.</summary>
internal sealed class AxonAdvertiser(
    ISubtensor subtensor, Keypair hotkey, NeuronOptions options, NetworkProfile profile, PhaseClock clock, ExtrinsicGate gate, IServer server,
    IHostApplicationLifetime lifetime, ILogger<AxonAdvertiser> log) : BackgroundService
{
    private const uint BlocksBetweenTries = 5;

    private readonly Netuid _netuid = new(profile.Netuid);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await StartedAsync(stoppingToken);
        if (EndPoint() is not { } endPoint)
        {
            log.AxonNotServed("no address is known that others reach it at: give --axon.external_ip");
            return;
        }

        while (true)
        {
            await clock.ReachAsync(new BlockNumber(0), stoppingToken);
            if (await TryServeAsync(endPoint, stoppingToken))
                return;
            await clock.ReachAsync(clock.Head!.Value.Number + BlocksBetweenTries, stoppingToken);
        }
    }

    private async Task<bool> TryServeAsync(IPEndPoint endPoint, CancellationToken cancellation)
    {
        try
        {
            var metagraph = await subtensor.GetMetagraphAsync(_netuid, at: null, cancellation);
            if (metagraph.Find(hotkey.Hotkey) is not { } self)
            {
                log.AxonNotServed($"{hotkey.Hotkey} is not registered on netuid {_netuid}: run 'connito register'");
                return false;
            }

            if (self.Axon is null || !self.Axon.EndPoint.Equals(endPoint))
            {
                var outcome = await gate.RunAsync(
                    () => subtensor.ServeAxonAsync(hotkey, _netuid, endPoint, WaitFor.Inclusion, cancellation), cancellation);
                if (!outcome.IsSuccess)
                {
                    log.AxonNotServed(outcome.ToString());
                    return false;
                }
            }

            log.AxonServed(endPoint.Address.ToString(), endPoint.Port);
            return true;
        }
        catch (ChainException failure)
        {
            log.AxonNotServed(failure.Message);
            return false;
        }
    }

    private async Task StartedAsync(CancellationToken cancellation)
    {
        var started = new TaskCompletionSource();
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellation);
    }

    private IPEndPoint? EndPoint()
    {
        string? address = options.AxonExternalAddress ?? profile.Wire.AxonAddress;
        string? bound = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        return IPAddress.TryParse(address, out var parsed) && bound is not null
            ? new IPEndPoint(parsed, options.AxonExternalPort ?? new Uri(bound).Port)
            : null;
    }
}
