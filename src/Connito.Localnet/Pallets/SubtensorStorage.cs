using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Localnet.Declarations;
using static Connito.Localnet.Declarations.Codecs;
using static Connito.Localnet.Declarations.PalletStorageBuilder;

namespace Connito.Localnet.Pallets;

/// <summary>What SubtensorModule keeps: Subtensor's names, keys, types and defaults, for the part of it that runs here.</summary>
internal static class SubtensorStorage
{
    public const string Pallet = "SubtensorModule";

    private static readonly PalletStorageBuilder Storage = new(Pallet);
    private static readonly Codec<ImmutableArray<ushort>> U16s = Vector(U16);
    private static readonly Codec<ImmutableArray<ulong>> U64s = Vector(U64);
    private static readonly Codec<ImmutableArray<bool>> Flags = Vector(Bool);
    private static readonly Codec<ImmutableArray<(ushort Uid, ushort Value)>> Pairs = Vector(Tuple(U16, U16));

    // Subnets.
    public static readonly SingleMap<ushort, bool> NetworksAdded = Storage.BySubnet("NetworksAdded", Bool, false);
    public static readonly StorageValue<ushort> TotalNetworks = Storage.Value("TotalNetworks", U16, (ushort)0);
    public static readonly SingleMap<ushort, ulong> NetworkRegisteredAt = Storage.BySubnet("NetworkRegisteredAt", U64, 0ul);
    public static readonly SingleMap<ushort, AccountId> SubnetOwner = Storage.BySubnet("SubnetOwner", Account, default);
    public static readonly SingleMap<ushort, AccountId> SubnetOwnerHotkey = Storage.BySubnet("SubnetOwnerHotkey", Account, default);
    public static readonly SingleMap<ushort, ulong> FirstEmissionBlockNumber =
        Storage.OptionalMap("FirstEmissionBlockNumber", Identity(U16), U64);

    public static readonly SingleMap<ushort, bool> SubtokenEnabled = Storage.BySubnet("SubtokenEnabled", Bool, false);
    public static readonly SingleMap<ushort, ushort> SubnetworkN = Storage.BySubnet("SubnetworkN", U16, (ushort)0);
    public static readonly SingleMap<ushort, byte> MechanismCountCurrent = Storage.Map("MechanismCountCurrent", Twox(U16), U8, (byte)1);
    public static readonly SingleMap<ushort, ImmutableArray<byte>> TokenSymbol =
        Storage.BySubnet("TokenSymbol", ByteVector, [0xF0, 0x9D, 0x9C, 0x8F]);

    public static readonly StorageValue<ulong> NetworkLastLockCost = Storage.Value("NetworkLastLockCost", U64, 1_000_000_000_000ul);

    // Hyperparameters.
    public static readonly SingleMap<ushort, ushort> Tempo = Storage.BySubnet("Tempo", U16, (ushort)360);
    public static readonly SingleMap<ushort, ulong> WeightsSetRateLimit = Storage.BySubnet("WeightsSetRateLimit", U64, 100ul);
    public static readonly SingleMap<ushort, ushort> MinAllowedWeights = Storage.BySubnet("MinAllowedWeights", U16, (ushort)1024);
    public static readonly SingleMap<ushort, ushort> MaxWeightsLimit = Storage.BySubnet("MaxWeightsLimit", U16, ushort.MaxValue);
    public static readonly SingleMap<ushort, ulong> WeightsVersionKey = Storage.BySubnet("WeightsVersionKey", U64, 0ul);
    public static readonly SingleMap<ushort, bool> CommitRevealWeightsEnabled = Storage.BySubnet("CommitRevealWeightsEnabled", Bool, true);
    public static readonly StorageValue<ushort> CommitRevealWeightsVersion = Storage.Value("CommitRevealWeightsVersion", U16, (ushort)4);
    public static readonly SingleMap<ushort, ulong> RevealPeriodEpochs = Storage.Map("RevealPeriodEpochs", Twox(U16), U64, 1ul);
    public static readonly SingleMap<ushort, ushort> ImmunityPeriod = Storage.BySubnet("ImmunityPeriod", U16, (ushort)4096);
    public static readonly SingleMap<ushort, uint> ActivityCutoffFactorMilli = Storage.BySubnet("ActivityCutoffFactorMilli", U32, 13889u);
    public static readonly SingleMap<ushort, ushort> ActivityCutoff = Storage.BySubnet("ActivityCutoff", U16, (ushort)5000);
    public static readonly SingleMap<ushort, ushort> Kappa = Storage.BySubnet("Kappa", U16, (ushort)32767);
    public static readonly SingleMap<ushort, ushort> Rho = Storage.BySubnet("Rho", U16, (ushort)10);
    public static readonly SingleMap<ushort, ulong> BondsMovingAverage = Storage.BySubnet("BondsMovingAverage", U64, 900_000ul);
    public static readonly SingleMap<ushort, ushort> BondsPenalty = Storage.BySubnet("BondsPenalty", U16, ushort.MaxValue);
    public static readonly SingleMap<ushort, bool> BondsResetOn = Storage.BySubnet("BondsResetOn", Bool, false);
    public static readonly SingleMap<ushort, bool> LiquidAlphaOn = Storage.Map("LiquidAlphaOn", Blake(U16), Bool, false);
    public static readonly SingleMap<ushort, bool> Yuma3On = Storage.Map("Yuma3On", Blake(U16), Bool, false);
    public static readonly SingleMap<ushort, (ushort Low, ushort High)> AlphaValues =
        Storage.BySubnet("AlphaValues", Tuple(U16, U16), ((ushort)45875, (ushort)58982));

    public static readonly SingleMap<ushort, short> AlphaSigmoidSteepness = Storage.BySubnet("AlphaSigmoidSteepness", I16, (short)1000);
    public static readonly SingleMap<ushort, ushort> MaxAllowedValidators = Storage.BySubnet("MaxAllowedValidators", U16, (ushort)128);
    public static readonly SingleMap<ushort, ushort> MaxAllowedUids = Storage.BySubnet("MaxAllowedUids", U16, (ushort)256);
    public static readonly SingleMap<ushort, ushort> MinAllowedUids = Storage.BySubnet("MinAllowedUids", U16, (ushort)64);
    public static readonly SingleMap<ushort, ushort> MinNonImmuneUids = Storage.BySubnet("MinNonImmuneUids", U16, (ushort)10);
    public static readonly SingleMap<ushort, ulong> ServingRateLimit = Storage.BySubnet("ServingRateLimit", U64, 50ul);
    public static readonly StorageValue<ulong> StakeThreshold = Storage.Value("StakeThreshold", U64, 0ul);
    public static readonly StorageValue<ulong> TaoWeight = Storage.Value("TaoWeight", U64, 971_718_665_099_567_868ul);
    public static readonly StorageValue<ushort> SubnetOwnerCut = Storage.Value("SubnetOwnerCut", U16, (ushort)11796);
    public static readonly SingleMap<ushort, bool> OwnerCutEnabled = Storage.BySubnet("OwnerCutEnabled", Bool, true);
    public static readonly SingleMap<ushort, RecycleOrBurn> RecycleOrBurn =
        Storage.BySubnet("RecycleOrBurn", Enumeration<RecycleOrBurn>("pallet_subtensor::pallet::RecycleOrBurnEnum"), Pallets.RecycleOrBurn.Burn);

    public static readonly StorageValue<ushort> AdminFreezeWindow = Storage.Value("AdminFreezeWindow", U16, (ushort)10);
    public static readonly StorageValue<byte> MaxEpochsPerBlock = Storage.Value("MaxEpochsPerBlock", U8, (byte)2);

    // Registration.
    public static readonly SingleMap<ushort, bool> NetworkRegistrationAllowed = Storage.BySubnet("NetworkRegistrationAllowed", Bool, true);
    public static readonly SingleMap<ushort, ulong> Burn = Storage.BySubnet("Burn", U64, 100_000_000ul);
    public static readonly SingleMap<ushort, ulong> MinBurn = Storage.BySubnet("MinBurn", U64, 500_000ul);
    public static readonly SingleMap<ushort, ulong> MaxBurn = Storage.BySubnet("MaxBurn", U64, 100_000_000_000ul);
    public static readonly SingleMap<ushort, ushort> BurnHalfLife = Storage.BySubnet("BurnHalfLife", U16, (ushort)360);
    public static readonly SingleMap<ushort, UInt128> BurnIncreaseMult =
        Storage.BySubnet("BurnIncreaseMult", U64F64, new UInt128(1, 0x428F5C28F5C29000));

    public static readonly SingleMap<ushort, ulong> RAORecycledForRegistration = Storage.BySubnet("RAORecycledForRegistration", U64, 0ul);
    public static readonly SingleMap<ushort, ushort> MaxRegistrationsPerBlock =
        Storage.BySubnet("MaxRegistrationsPerBlock", U16, (ushort)1);

    public static readonly SingleMap<ushort, ushort> TargetRegistrationsPerInterval =
        Storage.BySubnet("TargetRegistrationsPerInterval", U16, (ushort)2);

    public static readonly SingleMap<ushort, ushort> AdjustmentInterval = Storage.BySubnet("AdjustmentInterval", U16, (ushort)100);
    public static readonly SingleMap<ushort, ushort> RegistrationsThisBlock = Storage.BySubnet("RegistrationsThisBlock", U16, (ushort)0);
    public static readonly SingleMap<ushort, ushort> RegistrationsThisInterval =
        Storage.BySubnet("RegistrationsThisInterval", U16, (ushort)0);

    public static readonly SingleMap<ushort, ulong> LastAdjustmentBlock = Storage.BySubnet("LastAdjustmentBlock", U64, 0ul);

    // Neurons.
    public static readonly DoubleMap<ushort, AccountId, ushort> Uids = Storage.OptionalByNeuron("Uids", Blake(Account), U16);
    public static readonly DoubleMap<ushort, ushort, AccountId> Keys =
        Storage.DoubleMap("Keys", Identity(U16), Identity(U16), Account, default);

    public static readonly DoubleMap<AccountId, ushort, bool> IsNetworkMember =
        Storage.DoubleMap("IsNetworkMember", Blake(Account), Identity(U16), Bool, false);

    public static readonly SingleMap<AccountId, AccountId> Owner = Storage.Map("Owner", Blake(Account), Account, default);
    public static readonly SingleMap<AccountId, ImmutableArray<AccountId>> OwnedHotkeys =
        Storage.Map("OwnedHotkeys", Blake(Account), Vector(Account), []);

    public static readonly SingleMap<AccountId, ushort> Delegates = Storage.Map("Delegates", Blake(Account), U16, (ushort)11796);
    public static readonly DoubleMap<ushort, ushort, ulong> BlockAtRegistration =
        Storage.DoubleMap("BlockAtRegistration", Identity(U16), Identity(U16), U64, 0ul);

    public static readonly DoubleMap<ushort, AccountId, AxonInfo> Axons = Storage.OptionalByNeuron("Axons", Blake(Account), AxonInfo.Codec);
    public static readonly SingleMap<ushort, ImmutableArray<bool>> Active = Storage.BySubnet("Active", Flags, []);
    public static readonly SingleMap<ushort, ImmutableArray<bool>> ValidatorPermit = Storage.BySubnet("ValidatorPermit", Flags, []);
    public static readonly SingleMap<ushort, ImmutableArray<ushort>> Consensus = Storage.BySubnet("Consensus", U16s, []);
    public static readonly SingleMap<ushort, ImmutableArray<ushort>> Incentive = Storage.BySubnet("Incentive", U16s, []);
    public static readonly SingleMap<ushort, ImmutableArray<ushort>> Dividends = Storage.BySubnet("Dividends", U16s, []);
    public static readonly SingleMap<ushort, ImmutableArray<ushort>> ValidatorTrust = Storage.BySubnet("ValidatorTrust", U16s, []);
    public static readonly SingleMap<ushort, ImmutableArray<ushort>> StakeWeight = Storage.BySubnet("StakeWeight", U16s, []);
    public static readonly SingleMap<ushort, ImmutableArray<ulong>> LastUpdate = Storage.BySubnet("LastUpdate", U64s, []);
    public static readonly SingleMap<ushort, ImmutableArray<ulong>> Emission = Storage.BySubnet("Emission", U64s, []);
    public static readonly DoubleMap<ushort, ushort, ImmutableArray<(ushort Uid, ushort Value)>> Weights =
        Storage.DoubleMap("Weights", Identity(U16), Identity(U16), Pairs, []);

    public static readonly DoubleMap<ushort, ushort, ImmutableArray<(ushort Uid, ushort Value)>> Bonds =
        Storage.DoubleMap("Bonds", Identity(U16), Identity(U16), Pairs, []);

    // Stake, in alpha; on the root network in TAO. One rao of TAO buys and is worth one rao of alpha.
    public static readonly StorageValue<ulong> TotalStake = Storage.Value("TotalStake", U64, 0ul);
    public static readonly DoubleMap<AccountId, ushort, ulong> TotalHotkeyAlpha =
        Storage.DoubleMap("TotalHotkeyAlpha", Blake(Account), Identity(U16), U64, 0ul);

    public static readonly DoubleMap<AccountId, ushort, UInt128> TotalHotkeyShares =
        Storage.DoubleMap("TotalHotkeyShares", Blake(Account), Identity(U16), U64F64, UInt128.Zero);

    public static readonly TripleMap<AccountId, AccountId, ushort, UInt128> Alpha =
        Storage.TripleMap("Alpha", Blake(Account), Blake(Account), Identity(U16), U64F64, UInt128.Zero);

    public static readonly SingleMap<ushort, ulong> SubnetTAO = Storage.BySubnet("SubnetTAO", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> SubnetAlphaIn = Storage.BySubnet("SubnetAlphaIn", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> SubnetAlphaOut = Storage.BySubnet("SubnetAlphaOut", U64, 0ul);

    // Epochs.
    public static readonly SingleMap<ushort, ulong> LastEpochBlock = Storage.BySubnet("LastEpochBlock", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> PendingEpochAt = Storage.BySubnet("PendingEpochAt", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> SubnetEpochIndex = Storage.BySubnet("SubnetEpochIndex", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> BlocksSinceLastStep = Storage.BySubnet("BlocksSinceLastStep", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> LastMechanismStepBlock = Storage.BySubnet("LastMechansimStepBlock", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> SubnetAlphaOutEmission = Storage.BySubnet("SubnetAlphaOutEmission", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> PendingServerEmission = Storage.BySubnet("PendingServerEmission", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> PendingValidatorEmission = Storage.BySubnet("PendingValidatorEmission", U64, 0ul);
    public static readonly SingleMap<ushort, ulong> PendingOwnerCut = Storage.BySubnet("PendingOwnerCut", U64, 0ul);
    public static readonly DoubleMap<ushort, AccountId, ulong> AlphaDividendsPerSubnet =
        Storage.DoubleMap("AlphaDividendsPerSubnet", Identity(U16), Blake(Account), U64, 0ul);

    /// <summary>All of the above, for the metadata.</summary>
    public static IReadOnlyList<StorageItem> Items => Storage.Items;
}

/// <summary>What becomes of emission that nobody is paid.</summary>
internal enum RecycleOrBurn : byte
{
    Burn = 0,
    Recycle = 1,
}
