using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Commitments;
using Connito.Neuron.Hosting;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;

namespace Connito.Neuron.Transport;

/// <summary>Checkpoints at the validators' axons: a miner uploads its shard to each of them, a validator serves at its own.</summary>
internal sealed class AxonCheckpointStore(
    NeuronRole role, NeuronIdentity self, AxonClient client, MetagraphCache neurons, RevisionLog revisions, FileVault vault, RevisionFetcher fetcher,
    NetworkProfile profile, TransportOptions options, TimeProvider time, ILogger<AxonCheckpointStore> log) : ICheckpointStore
{
    private readonly RoleRule _roles = new(profile.Wire);

    /// <inheritdoc/>
    public async Task<PublishOutcome> PublishAsync(Revision revision, CancellationToken budget)
    {
        revisions.Put(revision);
        try
        {
            return await PublishAsync(revision, await neurons.GetAsync(budget), budget);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            return new PublishOutcome.Failed("the time was up");
        }
    }

    /// <inheritdoc/>
    public async Task<FetchOutcome> FetchAsync(RevisionRequest request, CancellationToken cancellation)
    {
        if (revisions.Find(request.Owner, request.Cycle) is { } known && known.ShortId == request.Place.Revision
            && known.Files.All(file => vault.Contains(file.Hash) && request.Names.Contains(file.Name) && file.SizeBytes <= request.MaxFileBytes))
            return new FetchOutcome.Fetched(known);
        if (!AxonLocation.TryParse(request.Place.Location, out var location))
            return new FetchOutcome.Absent($"location '{request.Place.Location}' names no axon");

        // Only validators count as sources: a server of the miner's own could show each of us another face, or none.
        var metagraph = await neurons.GetAsync(cancellation);
        var axons = Validators(metagraph).Where(neuron => location.Uids.Contains(neuron.Uid) && neuron.Hotkey != self.Hotkey);
        FetchOutcome last = new FetchOutcome.Absent($"no validator of '{request.Place.Location}' has it");
        foreach (var axon in axons)
        {
            var outcome = await fetcher.FetchAsync(new AxonSource(client, axon), request, cancellation);
            if (outcome is FetchOutcome.Fetched or FetchOutcome.Refused)
                return outcome;
            last = last is FetchOutcome.Unreachable ? last : outcome;
        }

        return last;
    }

    private async Task<PublishOutcome> PublishAsync(Revision revision, Metagraph metagraph, CancellationToken budget)
    {
        if (role == NeuronRole.Validator)
            return metagraph.Find(self.Hotkey) is { } me ? Published(revision, [me.Uid]) : new PublishOutcome.Failed($"{self.Hotkey} is not registered");

        var axons = Validators(metagraph).Where(neuron => neuron.Hotkey != self.Hotkey).ToImmutableArray();
        bool[] taken = await Task.WhenAll(axons.Select(axon => TryUploadAsync(axon, revision, budget)));
        var takers = axons.Where((_, index) => taken[index]).Select(axon => axon.Uid).ToImmutableArray();
        return takers.IsEmpty
            ? new PublishOutcome.Failed($"none of {axons.Length} validators with an axon took the upload")
            : Published(revision, takers);
    }

    private IEnumerable<NeuronInfo> Validators(Metagraph metagraph) =>
        metagraph.Neurons.Where(neuron => neuron.Axon is { Port: > 0 } && _roles.Of(neuron, metagraph.Block) == NeuronRole.Validator);

    private PublishOutcome.Published Published(Revision revision, ImmutableArray<Uid> uids) =>
        new(new CommittedPlace(new AxonLocation(uids).ToText(profile.Limits.LocationCharacters), revision.ShortId));

    private async Task<bool> TryUploadAsync(NeuronInfo axon, Revision revision, CancellationToken budget)
    {
        try
        {
            return await UploadAsync(axon, revision, budget);
        }
        catch (OperationCanceledException) when (budget.IsCancellationRequested)
        {
            log.UploadFailed(axon.Uid, "the time was up");
            return false;
        }
    }

    private async Task<bool> UploadAsync(NeuronInfo axon, Revision revision, CancellationToken budget)
    {
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                foreach (var file in revision.Files)
                {
                    string path = AxonEndpoints.PathOf(revision.Owner, revision.Cycle, file.Name);
                    await client.PutAsync(axon, path, vault.PathOf(file.Hash), file, budget);
                }

                log.UploadDone(axon.Uid, revision.Files.Sum(file => file.SizeBytes));
                return true;
            }
            catch (IOException failure)
            {
                log.UploadFailed(axon.Uid, failure.Message);
                if (attempt == options.Attempts)
                    return false;
            }

            await Task.Delay(options.RetryPause * attempt, time, budget);
        }
    }
}
