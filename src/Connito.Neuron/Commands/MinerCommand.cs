using Connito.Neuron.Hosting;

namespace Connito.Neuron.Commands;

/// <summary><c>connito miner</c>: the miner, until it is told to stop.</summary>
internal sealed class MinerCommand : ConnitoCommand
{
    private readonly NeuronFlags _flags = new();

    public MinerCommand(CommandServices services)
        : base("miner", "Mine: take the agreed baseline, train the task's experts, commit the signed hash, upload, reveal; cycle after cycle.", services)
    {
        _flags.AddTo(this);
        _flags.AddMinerTo(this);
        Examples = ["connito miner --wallet.name miner --wallet.hotkey default --task tasks/exp --data data/miner --axon.port 8091"];
    }

    /// <inheritdoc/>
    protected override bool IsService => true;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        await NeuronHost.RunMinerAsync(_flags.Start(call), cancellation);
        return ExitCode.Ok;
    }
}
