using System.Collections.Immutable;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;

namespace Connito.Localnet.Pallets;

/// <summary>Accounts, block numbers and hashes, and what extrinsics came to.</summary>
internal static class SystemPallet
{
    /// <summary>Blocks that mortality and <c>System.BlockHash</c> look back.</summary>
    public const uint BlockHashCount = 2400;

    private const string Name = "System";
    private static readonly PalletStorageBuilder Storage = new(Name);

    public static readonly SingleMap<AccountId, AccountInfo> Account =
        Storage.Map("Account", PalletStorageBuilder.Blake(Codecs.Account), AccountInfo.Codec, AccountInfo.None);

    public static readonly SingleMap<uint, BlockHash> BlockHashes =
        Storage.Map("BlockHash", PalletStorageBuilder.Twox(Codecs.U32), Codecs.Hash, default);

    public static readonly StorageValue<uint> Number = Storage.Value("Number", Codecs.U32, 0u);
    public static readonly StorageValue<BlockHash> ParentHash = Storage.Value("ParentHash", Codecs.Hash, default);
    public static readonly StorageValue<ImmutableArray<byte[]>> EventRecords = Storage.Value("Events", EventRecord.Codec, []);
    public static readonly StorageValue<uint> EventCount = Storage.Value("EventCount", Codecs.U32, 0u);

    public static readonly EventDeclaration<DispatchInfo> ExtrinsicSuccess =
        new(0, 0, "ExtrinsicSuccess", DispatchInfo.Codec, ["dispatch_info"]);

    public static readonly EventDeclaration<(DispatchFailure Error, DispatchInfo Info)> ExtrinsicFailed =
        new(0, 1, "ExtrinsicFailed", Codecs.Tuple(DispatchFailureCodec.Codec, DispatchInfo.Codec), ["dispatch_error", "dispatch_info"]);

    public static readonly EventDeclaration<AccountId> NewAccount = new(0, 3, "NewAccount", Codecs.Account, ["account"]);
    public static readonly EventDeclaration<AccountId> KilledAccount = new(0, 4, "KilledAccount", Codecs.Account, ["account"]);

    public static readonly EventDeclaration<(AccountId Sender, BlockHash Hash)> Remarked =
        new(0, 5, "Remarked", Codecs.Tuple(Codecs.Account, Codecs.Hash), ["sender", "hash"]);

    /// <summary>The pallet; its <c>Version</c> constant is the runtime's.</summary>
    public static PalletDeclaration Declare(RuntimeVersion version) => new(0, Name, "frame_system")
    {
        Storage = Storage.Items,
        Calls =
        [
            CallDeclaration.Of(0, "remark", ("remark", Codecs.ByteVector), static (_, _) => null),
            CallDeclaration.Of(7, "remark_with_event", ("remark", Codecs.ByteVector), static (context, remark) =>
            {
                context.Emit(Remarked, (context.Signer, new BlockHash(Blake2b.Hash(remark.AsSpan()))));
                return null;
            }),
        ],
        Events = [ExtrinsicSuccess, ExtrinsicFailed, NewAccount, KilledAccount, Remarked],
        Constants =
        [
            ConstantDeclaration.Of("BlockHashCount", Codecs.U32, BlockHashCount),
            ConstantDeclaration.Of("Version", RuntimeVersion.Codec, version),
            ConstantDeclaration.Of("SS58Prefix", Codecs.U16, (ushort)Ss58.SubstratePrefix),
        ],
    };

    /// <summary>Writes what the block's own records say as it begins.</summary>
    public static void Begin(StateOverlay state, uint number, BlockHash parent)
    {
        Number.Set(state, number);
        ParentHash.Set(state, parent);
        BlockHashes.Set(state, number - 1, parent);
        if (number > BlockHashCount)
            BlockHashes.Remove(state, number - 1 - BlockHashCount);
        EventRecords.Remove(state);
        EventCount.Remove(state);
    }
}
