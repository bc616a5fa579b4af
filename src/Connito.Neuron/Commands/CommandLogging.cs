using Microsoft.Extensions.Logging.Console;

namespace Connito.Neuron.Commands;

/// <summary>Log events of a command: one line each, on standard error.</summary>
internal static class CommandLogging
{
    /// <summary>A factory whose loggers write events of <paramref name="level"/> and above.</summary>
    public static ILoggerFactory Create(LogLevel level) =>
        LoggerFactory.Create(logging => logging.SetMinimumLevel(level).AddConnitoConsole());

    /// <summary>The console's form of events, for hosts with a logging of their own.</summary>
    public static ILoggingBuilder AddConnitoConsole(this ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
            console.ColorBehavior = System.Console.IsErrorRedirected ? LoggerColorBehavior.Disabled : LoggerColorBehavior.Default;
        });
        // Standard output is the answer's alone.
        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return logging;
    }
}
