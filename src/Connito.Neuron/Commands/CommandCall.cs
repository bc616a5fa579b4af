using System.CommandLine;

namespace Connito.Neuron.Commands;

/// <summary>One run of a command: its flags, and what it takes from outside.</summary>
/// <param name="Flags">The command line.</param>
/// <param name="Services">What the command takes from outside.</param>
/// <param name="Loggers">Log events go to standard error: standard output is the answer's.</param>
internal sealed record CommandCall(ParseResult Flags, CommandServices Services, ILoggerFactory Loggers)
{
    /// <summary>Where the command prints.</summary>
    public Terminal Terminal => Services.Terminal;

    /// <summary>Whether a program reads the answer.</summary>
    public bool WantsJson => Flags.GetValue<bool>(ConnitoCommand.JsonFlag);
}
