namespace Connito.Neuron.Commands;

/// <summary>How a command ended, as the shell sees it.</summary>
internal enum ExitCode
{
    /// <summary>It did what was asked, or a service was told to stop and stopped.</summary>
    Ok = 0,

    /// <summary>It could not; one line on standard error says why.</summary>
    Failure = 1,

    /// <summary>The command line was not understood, or is incomplete.</summary>
    Usage = 2,
}
