using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;
using static Connito.Localnet.Declarations.PalletStorageBuilder;

namespace Connito.Localnet.Pallets;

/// <summary>What neurons write for each other to read. Timelocked fields are kept but never opened: no randomness beacon runs here.</summary>
internal static class CommitmentsPallet
{
    public const byte Index = 18;

    private const int MostFields = 3;
    private const ulong LeastSpace = 100;
    private static readonly PalletStorageBuilder Storage = new("Commitments");

    public static readonly DoubleMap<ushort, AccountId, CommitmentRecord> CommitmentOf =
        Storage.OptionalByNeuron("CommitmentOf", Twox(Codecs.Account), CommitmentRecord.Codec);

    public static readonly DoubleMap<ushort, AccountId, uint> LastCommitment =
        Storage.OptionalByNeuron("LastCommitment", Twox(Codecs.Account), Codecs.U32);

    public static readonly DoubleMap<ushort, AccountId, SpaceUsage> UsedSpaceOf =
        Storage.OptionalByNeuron("UsedSpaceOf", Twox(Codecs.Account), SpaceUsage.Codec);

    public static readonly StorageValue<uint> MaxSpace = Storage.Value("MaxSpace", Codecs.U32, 3100u);

    public static readonly EventDeclaration<(ushort, AccountId)> Commitment =
        new(Index, 0, "Commitment", Codecs.Tuple(Codecs.U16, Codecs.Account), ["netuid", "who"]);

    public static readonly EventDeclaration<(ushort, AccountId, ulong)> TimelockCommitment =
        new(Index, 1, "TimelockCommitment", Codecs.Tuple(Codecs.U16, Codecs.Account, Codecs.U64), ["netuid", "who", "reveal_round"]);

    public static PalletDeclaration Declaration { get; } = new(Index, "Commitments", "pallet_commitments")
    {
        Storage = Storage.Items,
        Calls = [CallDeclaration.Of(0, "set_commitment", ("netuid", Codecs.U16), ("info", CommitmentInfo.Codec), Set, paysFee: false)],
        Events = [Commitment, TimelockCommitment],
        Errors = Codecs.CasesOf<CommitmentsError>(),
        Constants = [ConstantDeclaration.Of("MaxFields", Codecs.U32, (uint)MostFields)],
    };

    private static DispatchFailure? Set(CallContext context, ushort netuid, CommitmentInfo info)
    {
        var (state, neuron) = (context.State, (netuid, context.Signer));
        if (!SubtensorStorage.Uids.Contains(state, neuron))
            return Failure(CommitmentsError.AccountNotAllowedCommit);
        if (info.Fields.Length > MostFields)
            return Failure(CommitmentsError.TooManyFieldsInCommitmentInfo);
        if (!TryTakeSpace(context, neuron, info))
            return Failure(CommitmentsError.SpaceLimitExceeded);

        CommitmentOf.Set(state, neuron, new CommitmentRecord(0, context.Block, info));
        LastCommitment.Set(state, neuron, context.Block);
        if (info.Fields.Select(field => field.RevealRound).FirstOrDefault(round => round is not null) is { } round)
            context.Emit(TimelockCommitment, (netuid, context.Signer, round));
        else
            context.Emit(Commitment, (netuid, context.Signer));
        return null;
    }

    private static bool TryTakeSpace(CallContext context, (ushort Netuid, AccountId) neuron, CommitmentInfo info)
    {
        var epoch = SubtensorStorage.SubnetEpochIndex.Get(context.State, neuron.Netuid);
        var used = UsedSpaceOf.Get(context.State, neuron) is var usage && usage.LastEpoch == epoch ? usage.UsedSpace : 0;
        var wanted = used + Math.Max(LeastSpace, info.Fields.Aggregate(0ul, static (sum, field) => sum + field.Size));
        if (wanted > MaxSpace.Get(context.State))
            return false;

        UsedSpaceOf.Set(context.State, neuron, new SpaceUsage(epoch, wanted));
        return true;
    }

    private static DispatchFailure.Module Failure(CommitmentsError error) => new(Index, (byte)error, error.ToString());
}

/// <summary>Why a commitment is refused, numbered as on the chain.</summary>
internal enum CommitmentsError : byte
{
    TooManyFieldsInCommitmentInfo = 0,
    AccountNotAllowedCommit = 1,
    SpaceLimitExceeded = 2,
    UnexpectedUnreserveLeftover = 3,
}
