using Connito.Neuron.Hosting;

namespace Connito.Neuron.Commands;

/// <summary><c>connito validator</c>: the validator, until it is told to stop.</summary>
internal sealed class ValidatorCommand : ConnitoCommand
{
    private readonly NeuronFlags _flags = new();

    public ValidatorCommand(CommandServices services)
        : base("validator", "Validate: fetch and verify submissions, measure who lowers the loss, set weights, merge, publish the next baseline; cycle after cycle.", services)
    {
        _flags.AddTo(this);
        Examples = ["connito validator --wallet.name validator --wallet.hotkey default --task tasks/exp --data data/validator --axon.port 8091"];
    }

    /// <inheritdoc/>
    protected override bool IsService => true;

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        await NeuronHost.RunValidatorAsync(_flags.Start(call), cancellation);
        return ExitCode.Ok;
    }
}
