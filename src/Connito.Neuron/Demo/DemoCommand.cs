using System.CommandLine;
using Connito.Neuron.Commands;

namespace Connito.Neuron.Demo;

/// <summary><c>connito demo</c>: a whole subnet on this machine, from the base model to the pay.</summary>
internal sealed class DemoCommand : ConnitoCommand
{
    private readonly Option<bool> _fast = new("--fast") { Description = "The small plan: about two minutes on two cores." };

    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Of keys, weights and training batches. Held-out batches are chosen by block hashes and differ from run to run.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> _keep = new("--keep")
    {
        Description = "Keep wallets, logs and stores in this folder, absent or empty. [default: a temporary folder, deleted at the end]",
        HelpName = "FOLDER",
    };

    public DemoCommand(CommandServices services)
        : base(
            "demo",
            "A whole subnet on this machine: a chain, two validators and seven miners train, prove, merge and are paid. " +
            "Ends with 0 only if honest work is paid in the order of its gain, the dishonest get nothing, validators agree and the loss fell.",
            services)
    {
        Add(_fast);
        Add(_seed);
        Add(_keep);
        Examples = ["connito demo", "connito demo --fast --seed 7 --keep demo-7"];
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var options = new DemoOptions(call.Flags.GetValue(_fast), call.Flags.GetValue(_seed), call.Flags.GetValue(_keep));
        var screen = new DemoScreen(call.Terminal.Console);
        var report = await new DemoRun(options, screen, call.Loggers).RunAsync(cancellation);
        screen.Show(report);
        return report.Verdict.Holds ? ExitCode.Ok : ExitCode.Failure;
    }
}
