using System.Collections.Immutable;
using Connito.Chain.Wallets;

namespace Connito.Neuron.Commands;

/// <summary>A wallet in the answer of <c>connito wallet list --json</c>; an address that cannot be read without a password is null.</summary>
internal sealed record WalletAnswer(string Name, string? Coldkey, ImmutableArray<HotkeyAnswer> Hotkeys)
{
    /// <summary>The listing as text.</summary>
    public static WalletAnswer Of(WalletListing wallet) => new(
        wallet.Name, wallet.Coldkey?.ToString(), [.. wallet.Hotkeys.Select(hotkey => new HotkeyAnswer(hotkey.Name, hotkey.Hotkey?.ToString()))]);
}

/// <summary>A hotkey of a <see cref="WalletAnswer"/>.</summary>
internal sealed record HotkeyAnswer(string Name, string? Hotkey);
