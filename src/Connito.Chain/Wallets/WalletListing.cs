using System.Collections.Immutable;
using Connito.Chain.Primitives;

namespace Connito.Chain.Wallets;

/// <summary>A hotkey of a wallet; null where its file is encrypted or damaged.</summary>
public sealed record HotkeyListing(string Name, Hotkey? Hotkey);

/// <summary>What one wallet folder holds; a coldkey that cannot be told without a password is null.</summary>
public sealed record WalletListing(string Name, Coldkey? Coldkey, ImmutableArray<HotkeyListing> Hotkeys)
{
    internal static ImmutableArray<WalletListing> OfFolder(DirectoryInfo folder)
    {
        var wallets = folder.Exists ? folder.EnumerateDirectories() : [];
        return [.. wallets.Where(IsListed).OrderBy(wallet => wallet.Name, StringComparer.Ordinal).Select(Of)];
    }

    private static WalletListing Of(DirectoryInfo wallet)
    {
        string path = wallet.Parent!.FullName;
        var folder = new DirectoryInfo(Path.Combine(wallet.FullName, Wallet.HotkeysFolder));
        var hotkeys = folder.Exists ? folder.EnumerateFiles() : [];
        return new WalletListing(
            wallet.Name,
            ReadOrNull(() => new Wallet(path, wallet.Name, "default").LoadColdkeyPublic()),
            [.. hotkeys.Where(IsListed).OrderBy(hotkey => hotkey.Name, StringComparer.Ordinal).Select(hotkey =>
                new HotkeyListing(hotkey.Name, ReadOrNull(() => new Wallet(path, wallet.Name, hotkey.Name).LoadHotkeyPublic())))]);
    }

    private static bool IsListed(FileSystemInfo entry) =>
        entry.Name[0] != '.' && !entry.Name.EndsWith(Wallet.PublicSuffix, StringComparison.Ordinal);

    private static T? ReadOrNull<T>(Func<T> read)
        where T : struct
    {
        try
        {
            return read();
        }
        catch (WalletException)
        {
            return null;
        }
    }
}
