using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>The block's time: set by the first extrinsic of each block, which nobody signs.</summary>
internal static class TimestampPallet
{
    public const byte Index = 2;

    private static readonly PalletStorageBuilder Storage = new("Timestamp");

    /// <summary>Milliseconds since 1970.</summary>
    public static readonly StorageValue<ulong> Now = Storage.Value("Now", Codecs.U64, 0ul);

    public static PalletDeclaration Declaration { get; } = new(Index, "Timestamp", "pallet_timestamp")
    {
        Storage = Storage.Items,
        // Signed by anyone it is refused; the block's own runs outside of dispatch.
        Calls = [CallDeclaration.Of(0, "set", ("now", Codecs.CompactU64), static (_, _) => new DispatchFailure.BadOrigin())],
        Constants = [ConstantDeclaration.Of("MinimumPeriod", Codecs.U64, 1ul)],
    };
}
