using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Connito.Neuron.Demo;
using Connito.Neuron.Doctor;

namespace Connito.Neuron.Commands;

/// <summary>The command line of <c>connito</c>: from arguments to an exit code.</summary>
internal static class CommandLine
{
    // A supervisor waits some seconds before it kills; a neuron needs less to write its journal.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Parses and runs; Ctrl-C and SIGTERM cancel the command and wait for it to end.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CommandServices services, CancellationToken cancellation = default)
    {
        var root = Root(services);
        var parsed = root.Parse(arguments);
        if (parsed.Action is ParseErrorAction)
            return LacksCommand(parsed) ? await ShowHelpAsync(root, arguments, services.Terminal) : ReportUsage(parsed, services.Terminal);

        return await parsed.InvokeAsync(Configuration(services.Terminal), cancellation);
    }

    private static RootCommand Root(CommandServices services)
    {
        var root = new RootCommand("Miner, validator and tools of Connito, subnet 102 of Bittensor: many miners train one Mixture-of-Experts model.")
        {
            new Option<bool>(ConnitoCommand.DebugFlag) { Description = "Log everything, and show where errors come from.", Recursive = true },
            new WalletCommand(services),
            new RegisterCommand(services),
            new MetagraphCommand(services),
            new LocalnetCommand(services),
            new MinerCommand(services),
            new ValidatorCommand(services),
            new DemoCommand(services),
            new DoctorCommand(services),
        };
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    /// <summary>Whether nothing is wrong but that the line ends before a command: then its help says what can follow.</summary>
    private static bool LacksCommand(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count == 0 && parsed.CommandResult.Command is { Subcommands.Count: > 0, Action: null };

    private static async Task<int> ShowHelpAsync(RootCommand root, IReadOnlyList<string> arguments, Terminal terminal)
    {
        await root.Parse([.. arguments, "--help"]).InvokeAsync(Configuration(terminal));
        return (int)ExitCode.Usage;
    }

    private static int ReportUsage(ParseResult parsed, Terminal terminal)
    {
        // A word that is no command also leaves the command missing: the word is what to say.
        var errors = parsed.UnmatchedTokens.Count > 0 ? parsed.Errors.Where(error => parsed.UnmatchedTokens.Any(error.Message.Contains)) : parsed.Errors;
        foreach (var error in errors.Select(error => error.Message).Distinct())
            terminal.WriteNote($"connito: {error}");
        terminal.WriteNote($"connito: '{PathOf(parsed.CommandResult)} --help' shows what is wanted.");
        return (int)ExitCode.Usage;
    }

    private static string PathOf(System.CommandLine.Parsing.CommandResult result) =>
        result.Parent is System.CommandLine.Parsing.CommandResult parent ? $"{PathOf(parent)} {result.Command.Name}" : "connito";

    private static InvocationConfiguration Configuration(Terminal terminal) => new()
    {
        EnableDefaultExceptionHandler = false,
        ProcessTerminationTimeout = TerminationTimeout,
        Output = terminal.Output,
        Error = terminal.Error,
    };
}
