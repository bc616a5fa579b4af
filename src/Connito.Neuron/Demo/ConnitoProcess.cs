using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Connito.Neuron.Demo;

/// <summary>Another process of this same executable; what it prints goes to a log file of its own.</summary>
internal sealed partial class ConnitoProcess : IAsyncDisposable
{
    private const int SigTerm = 15;
    private static readonly TimeSpan GracePeriod = TimeSpan.FromSeconds(5);

    private readonly Process _process;
    private readonly Task _copying;

    private ConnitoProcess(string name, string logPath, Process process)
    {
        Name = name;
        LogPath = logPath;
        _process = process;
        _copying = CopyOutputAsync(process, logPath);
    }

    /// <summary>What the demo calls it.</summary>
    public string Name { get; }

    /// <summary>The file that holds its standard output and error.</summary>
    public string LogPath { get; }

    /// <summary>False once it ended, for whatever reason.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Its exit code; meaningful once <see cref="IsRunning"/> is false.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>Starts <c>connito</c> with the arguments; returns at once.</summary>
    /// <param name="name">Names the process in messages, and its log file.</param>
    /// <param name="arguments">Command and flags, one by one: nothing is split by a shell.</param>
    /// <param name="logFolder">An existing folder.</param>
    public static ConnitoProcess Start(string name, IEnumerable<string> arguments, string logFolder)
    {
        var host = Environment.ProcessPath ?? throw new InvalidOperationException("This process does not know its own executable.");
        var start = new ProcessStartInfo(host) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
            start.ArgumentList.Add(typeof(ConnitoProcess).Assembly.Location);

        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);

        var process = Process.Start(start) ?? throw new InvalidOperationException($"{host} could not be started.");
        return new(name, Path.Combine(logFolder, $"{name}.log"), process);
    }

    /// <summary>Asks it to end, waits a few seconds, and ends it if it has not.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _ = Terminate(_process.Id, SigTerm); // It fails only on a process that is gone, which is what we want.

        using var patience = new CancellationTokenSource(GracePeriod);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        await _copying;
        _process.Dispose();
    }

    private static async Task CopyOutputAsync(Process process, string path)
    {
        await using var log = new StreamWriter(path, append: true) { AutoFlush = true };
        using var gate = new SemaphoreSlim(1);
        await Task.WhenAll(CopyAsync(process.StandardOutput), CopyAsync(process.StandardError));

        async Task CopyAsync(StreamReader from)
        {
            while (await from.ReadLineAsync() is { } line)
            {
                await gate.WaitAsync();
                await log.WriteLineAsync(line);
                gate.Release();
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Terminate(int process, int signal);
}
