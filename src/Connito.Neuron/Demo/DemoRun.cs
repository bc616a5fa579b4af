using System.Collections.Immutable;
using System.Diagnostics;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Neuron.Compute;
using Connito.Neuron.Profiles;
using Connito.Neuron.Store;
using Connito.Neuron.Telemetry;
using Connito.Training.Data;

namespace Connito.Neuron.Demo;

/// <summary>The demo from the base model to the verdict.</summary>
internal sealed class DemoRun(DemoOptions options, DemoScreen screen, ILoggerFactory loggers)
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(150);

    /// <summary>Plays all cycles.</summary>
    /// <exception cref="NeuronException">A neuron ended before its time, or the validators were left without an answer.</exception>
    public async Task<DemoReport> RunAsync(CancellationToken cancellation)
    {
        using var folder = new DemoFolder(options.Folder);
        using var compute = new ComputeThread();
        var task = await compute.RunAsync(token => BuildTask(folder, token), cancellation);
        var cast = DemoCast.Create(options.Plan, options.Seed, folder.WalletPath);
        var profile = DemoProfile.Write(cast, folder.ProfilePath);

        await using var chain = await DemoChain.StartAsync(cast, profile.Netuid, DemoPace.Starting, loggers, cancellation);
        await using ISubtensor subtensor = await SubtensorClient.ConnectAsync(chain.Endpoint, cancellation);
        await using var subnet = new DemoSubnet(folder, options.Seed, cast, profile, chain.Endpoint);
        await subnet.RegisterMinersAsync(subtensor, cancellation);
        await subnet.StartAsync(cancellation);

        var blockTime = DemoPace.Of(options.Plan, profile, task.TokensPerSecond);
        chain.Pace(blockTime);
        var cycle = profile.ToSchedule().LengthBlocks;
        screen.Say($"{cast.Validators.Length} validators and {cast.Miners.Length} miners run at {chain.Endpoint}; {cycle} blocks a cycle, {blockTime.TotalSeconds:F2} s a block");
        await WatchAsync(subnet, subtensor, cast, profile, cancellation);
        return await ReportAsync(subnet, subtensor, cast, profile, folder, task, compute, cancellation);
    }

    private PreparedTask BuildTask(DemoFolder folder, CancellationToken cancellation)
    {
        var corpus = DocumentationCorpus.Read(DotnetPacks.Locate(), cancellation: cancellation);
        screen.Say($"text: {corpus.General.CharacterCount / 1e6:F1} M characters of .NET documentation, {corpus.Task.CharacterCount / 1e6:F1} M more on {corpus.Task.Name}");
        var watch = Stopwatch.StartNew();
        var facts = new DemoTask(options.Plan, options.Seed).Build(corpus, folder.TaskPath, new Progress(screen, options.Plan.BaseSteps), cancellation);
        var training = facts.Training;
        var tokensPerSecond = training.TokenCount / watch.Elapsed.TotalSeconds;
        screen.Say(FormattableString.Invariant(
            $"base model: {facts.ParameterCount:N0} parameters, {training.Steps} steps, loss {training.Losses[0]:F3} to {training.Losses[^1]:F3}, {tokensPerSecond:N0} tokens/s"));
        screen.Say($"expert group of the task: {string.Join("; ", facts.Group.ExpertsByLayer.Select(layer => $"layer {layer.Key}: {string.Join(' ', layer.Value)}"))}");
        var model = new DemoModel(folder.TaskPath, corpus.Task);
        return new(model, model.HeldOutLoss(expertsPath: null), tokensPerSecond);
    }

    /// <summary>Follows the phases until every validator is past the last cycle.</summary>
    private async Task WatchAsync(DemoSubnet subnet, ISubtensor subtensor, DemoCast cast, NetworkProfile profile, CancellationToken cancellation)
    {
        // One block into the cycle after the last: all its commitments are in, and an epoch followed its weights.
        var end = profile.ToSchedule().LengthBlocks * (uint)options.Plan.Cycles + 1;
        var phase = "";
        while ((await subtensor.GetHeadAsync(cancellation)).Number.Value < end)
        {
            subnet.RequireAllRunning();
            if (await subnet.StatusAsync(cast.Validators[0], cancellation) is { } validator && $"{validator.Cycle} {validator.Phase}" != phase)
            {
                phase = $"{validator.Cycle} {validator.Phase}";
                screen.ShowPhase(validator, await StatusesAsync(subnet, cast.Miners, cancellation));
            }

            await Task.Delay(PollInterval, cancellation);
        }
    }

    private static async Task<DemoReport> ReportAsync(
        DemoSubnet subnet, ISubtensor subtensor, DemoCast cast, NetworkProfile profile, DemoFolder folder, PreparedTask task, ComputeThread compute,
        CancellationToken cancellation)
    {
        var validators = await StatusesAsync(subnet, cast.Validators, cancellation);
        if (validators.FirstOrDefault(validator => validator.Status is null).Actor is { } silent)
            throw new NeuronException($"{silent.Name} gives no status; its log is {Path.Combine(folder.LogPath, silent.Name)}.log.");

        var head = await subtensor.GetHeadAsync(cancellation);
        var netuid = new Netuid(profile.Netuid);
        var metagraph = await subtensor.GetMetagraphAsync(netuid, head.Hash, cancellation);
        var weights = await subtensor.GetWeightsAsync(netuid, head.Hash, cancellation);
        var first = validators[0].Status!;
        var lastLoss = await compute.RunAsync(_ => task.Model.HeldOutLoss(ExpertsPath(folder, cast.Validators[0], first, profile)), cancellation);
        return new(
            [.. cast.Miners.Select(miner => DemoReport.RowOf(miner, first, metagraph, weights))],
            [.. validators.Select(validator => validator.Status!.Rounds.LastOrDefault()?.NextBaseline ?? "")],
            task.FirstLoss, lastLoss);
    }

    private static string ExpertsPath(DemoFolder folder, DemoActor validator, StatusReport status, NetworkProfile profile)
    {
        var baseline = status.Baseline ?? throw new NeuronException($"{validator.Name} holds no baseline.");
        return new FileVault(DataFolder.VaultPathIn(folder.DataPath(validator.Name)), profile.Limits.FreeDiskBytes).PathOf(baseline.ExpertsFile);
    }

    private static async Task<ImmutableArray<(DemoActor Actor, StatusReport? Status)>> StatusesAsync(
        DemoSubnet subnet, ImmutableArray<DemoActor> actors, CancellationToken cancellation)
    {
        var statuses = await Task.WhenAll(actors.Select(actor => subnet.StatusAsync(actor, cancellation)));
        return [.. actors.Zip(statuses)];
    }

    /// <param name="Model">Measures baselines.</param>
    /// <param name="FirstLoss">Of the baseline that the network began with.</param>
    /// <param name="TokensPerSecond">What this machine trains.</param>
    private sealed record PreparedTask(DemoModel Model, double FirstLoss, double TokensPerSecond);

    private sealed class Progress(DemoScreen screen, int steps) : IProgress<Training.Optimization.InnerStep>
    {
        public void Report(Training.Optimization.InnerStep value)
        {
            if ((value.Step + 1) % Math.Max(1, steps / 4) == 0)
                screen.Say(FormattableString.Invariant($"base model: step {value.Step + 1} of {steps}, loss {value.Loss:F3}"));
        }
    }
}
