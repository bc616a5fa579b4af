using Connito.Chain.Primitives;

namespace Connito.Neuron.Transport;

/// <summary>Nonces of signed requests, for as long as their timestamps would still pass.</summary>
/// <remarks>Bounded: a hotkey that makes more requests in one window than anyone needs is not let in until it passes.</remarks>
internal sealed class ReplayMemory(TransportOptions options, TimeProvider time)
{
    private const int NoncesPerHotkey = 4_096;

    private readonly Lock _lock = new();
    private readonly Dictionary<Hotkey, Dictionary<string, DateTimeOffset>> _seen = [];

    /// <summary>False when the nonce was seen, or the hotkey has too many.</summary>
    public bool TryRemember(Hotkey hotkey, string nonce)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_seen.TryGetValue(hotkey, out var nonces))
                _seen[hotkey] = nonces = new(StringComparer.Ordinal);
            if (nonces.Count >= NoncesPerHotkey)
                ForgetLocked(nonces, now);
            // A timestamp may lie a window ahead of our clock, and then passes for two windows.
            return nonces.Count < NoncesPerHotkey && nonces.TryAdd(nonce, now + (2 * options.ReplayWindow));
        }
    }

    private static void ForgetLocked(Dictionary<string, DateTimeOffset> nonces, DateTimeOffset now)
    {
        foreach (string old in nonces.Where(entry => entry.Value < now).Select(entry => entry.Key).ToArray())
            nonces.Remove(old);
    }
}
