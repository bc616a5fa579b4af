using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;

namespace Connito.Neuron.Commands;

/// <summary>Where a command prints: answers on the one writer, everything else on the other.</summary>
internal sealed class Terminal
{
    // Wide enough for a row with two addresses: nobody wraps what goes to a file or a pipe.
    private const int RedirectedWidth = 250;

    /// <param name="output">Takes answers.</param>
    /// <param name="error">Takes errors and notes.</param>
    /// <param name="isInteractive">Whether somebody is there to answer a question.</param>
    public Terminal(TextWriter output, TextWriter error, bool isInteractive)
    {
        (Output, Error, IsInteractive) = (output, error, isInteractive);
        var target = new AnsiConsoleOutput(output);
        Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = target,
            Ansi = target.IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            Interactive = isInteractive ? InteractionSupport.Yes : InteractionSupport.No,
        });
        if (!target.IsTerminal)
            Console.Profile.Width = RedirectedWidth;
    }

    /// <summary>The process's own console.</summary>
    public static Terminal OfProcess() =>
        new(System.Console.Out, System.Console.Error, !System.Console.IsInputRedirected && !System.Console.IsOutputRedirected);

    /// <summary>Takes answers.</summary>
    public TextWriter Output { get; }

    /// <summary>Takes errors and notes.</summary>
    public TextWriter Error { get; }

    /// <summary>Tables, colours and questions.</summary>
    public IAnsiConsole Console { get; }

    /// <summary>Whether somebody is there to answer a question.</summary>
    public bool IsInteractive { get; }

    /// <summary>One line of the answer, as it is: nothing in it is markup.</summary>
    public void WriteLine(string line) => Output.WriteLine(line);

    /// <summary>The answer for a program, and nothing else.</summary>
    public void WriteJson<T>(T value, JsonTypeInfo<T> type) => Output.WriteLine(JsonSerializer.Serialize(value, type));

    /// <summary>One line beside the answer.</summary>
    public void WriteNote(string line) => Error.WriteLine(line);
}
