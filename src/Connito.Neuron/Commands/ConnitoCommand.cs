using System.CommandLine;
using Connito.Chain.Primitives;
using Connito.Localnet;
using Connito.Training;

namespace Connito.Neuron.Commands;

/// <summary>A command of <c>connito</c>: its help with examples, its log, and its failures as one line.</summary>
internal abstract class ConnitoCommand : Command
{
    internal const string JsonFlag = "--json";
    internal const string DebugFlag = "--logging.debug";

    private readonly CommandServices _services;

    /// <param name="name">As typed.</param>
    /// <param name="description">One sentence first; it stands in the list of commands.</param>
    /// <param name="services">What the command takes from outside.</param>
    protected ConnitoCommand(string name, string description, CommandServices services)
        : base(name, description)
    {
        _services = services;
        SetAction(RunAsync);
    }

    /// <summary>Command lines that work as they are, shown at the end of the help.</summary>
    public IReadOnlyList<string> Examples { get; protected init; } = [];

    /// <summary>The least level that is logged without <c>--logging.debug</c>: a service tells what it does, an answer stands alone.</summary>
    private LogLevel LogLevel => IsService ? LogLevel.Information : LogLevel.Error;

    /// <summary>Whether cancellation is the way it ends, so that it is no failure.</summary>
    protected virtual bool IsService => false;

    /// <summary>What the command does.</summary>
    protected abstract Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation);

    /// <summary>Lets a program read the answer.</summary>
    protected void AddJson() => Add(new Option<bool>(JsonFlag) { Description = "Print the answer as one line of JSON." });

    private async Task<int> RunAsync(ParseResult flags, CancellationToken cancellation)
    {
        var isDebug = flags.GetValue<bool>(DebugFlag);
        using var loggers = CommandLogging.Create(isDebug ? LogLevel.Debug : LogLevel);
        try
        {
            return (int)await RunAsync(new CommandCall(flags, _services, loggers), cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            if (!IsService)
                _services.Terminal.WriteNote("connito: cancelled.");
            return (int)(IsService ? ExitCode.Ok : ExitCode.Failure);
        }
        catch (Exception failure)
        {
            return (int)Report(failure, isDebug);
        }
    }

    private ExitCode Report(Exception failure, bool isDebug)
    {
        // What our own code throws for the user to read; and the system's words about files and sockets, which name their object.
        var isExpected = failure is NeuronException or ChainException or LocalnetException or TrainingException or IOException or UnauthorizedAccessException;
        var line = failure.Message.ReplaceLineEndings(" ");
        _services.Terminal.WriteNote(isExpected ? $"connito: {line}" : $"connito: unexpected {failure.GetType().Name}: {line}");
        if (isDebug)
            _services.Terminal.WriteNote(failure.ToString());
        else if (!isExpected)
            _services.Terminal.WriteNote($"connito: this is a defect; {DebugFlag} shows where it happened.");
        return failure is CommandException command ? command.ExitCode : ExitCode.Failure;
    }
}
