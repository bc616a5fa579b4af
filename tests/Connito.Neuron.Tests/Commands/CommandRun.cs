using System.Text.Json;
using Connito.Chain.Subtensor;
using Connito.Neuron.Commands;

namespace Connito.Neuron.Tests.Commands;

/// <summary>A command run in this process, with what it printed.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error)
{
    /// <summary>The answer of <c>--json</c>.</summary>
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Runs <c>connito</c> with the words of <paramref name="line"/>, split at spaces.</summary>
    public static Task<CommandRun> OfAsync(string line, ISubtensor? subtensor = null, CancellationToken cancellation = default) =>
        OfAsync(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), subtensor, cancellation);

    public static async Task<CommandRun> OfAsync(string[] arguments, ISubtensor? subtensor = null, CancellationToken cancellation = default)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var services = new CommandServices(
            new Terminal(output, error, isInteractive: false),
            (_, _, _) => Task.FromResult(subtensor ?? throw new InvalidOperationException("This test has no chain.")),
            _ => null,
            TimeProvider.System);
        var exitCode = await CommandLine.RunAsync(arguments, services, cancellation);
        return new CommandRun(exitCode, output.ToString(), error.ToString());
    }
}
