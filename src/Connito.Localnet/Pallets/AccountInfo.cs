using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>What <c>System.Account</c> holds of an account.</summary>
/// <param name="Nonce">Extrinsics signed so far.</param>
/// <param name="Consumers">What keeps the account from being removed.</param>
/// <param name="Providers">What keeps it alive: its balance, if it has one.</param>
/// <param name="Sufficients">What keeps it alive by itself.</param>
/// <param name="Free">Rao at hand.</param>
internal readonly record struct AccountInfo(uint Nonce, uint Consumers, uint Providers, uint Sufficients, ulong Free)
{
    // The highest bit of the flags says that holds and freezes follow the newer logic; no account here has either.
    private static readonly UInt128 NewLogic = UInt128.One << 127;

    /// <summary>An account that never was.</summary>
    public static AccountInfo None { get; }

    public static Codec<AccountInfo> Codec { get; } = Codecs.Struct<AccountInfo>(
        "frame_system::AccountInfo",
        [
            ("nonce", Codecs.U32.Type), ("consumers", Codecs.U32.Type), ("providers", Codecs.U32.Type), ("sufficients", Codecs.U32.Type),
            ("data", Data("pallet_balances::types::AccountData")),
        ],
        static (writer, account) => writer
            .WriteU32(account.Nonce).WriteU32(account.Consumers).WriteU32(account.Providers).WriteU32(account.Sufficients)
            .WriteU64(account.Free).WriteU64(0).WriteU64(0).WriteU128(NewLogic),
        static (ref reader) =>
        {
            var account = new AccountInfo(reader.ReadU32(), reader.ReadU32(), reader.ReadU32(), reader.ReadU32(), reader.ReadU64());
            _ = reader.ReadBytes(32);
            return account;
        });

    private static TypeDescription.Composite Data(string path) => new(
        path,
        [
            new("free", Codecs.U64.Type), new("reserved", Codecs.U64.Type), new("frozen", Codecs.U64.Type),
            new("flags", Codecs.Wrapper("pallet_balances::types::ExtraFlags", Codecs.U128.Type)),
        ],
        []);
}
