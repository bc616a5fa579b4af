using Connito.Chain.Primitives;

namespace Connito.Neuron.Hosting;

/// <summary>Log events of starting.</summary>
internal static partial class HostLog
{
    [LoggerMessage(1991, LogLevel.Error, "{Hotkey} is not registered on netuid {Netuid}; run 'connito register', this neuron goes on then")]
    public static partial void NotRegistered(this ILogger logger, Hotkey hotkey, Netuid netuid);

    [LoggerMessage(1992, LogLevel.Warning, "Whether this hotkey is registered cannot be read: {Reason}")]
    public static partial void RegistrationUnknown(this ILogger logger, string reason);
}
