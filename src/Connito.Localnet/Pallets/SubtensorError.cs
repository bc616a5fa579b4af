using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>Why SubtensorModule refuses a call; names and numbers are Subtensor's at spec version 424.</summary>
internal enum SubtensorError : byte
{
    InvalidIpType = 1,
    InvalidIpAddress = 2,
    InvalidPort = 3,
    HotKeyNotRegisteredInSubNet = 4,
    HotKeyAccountNotExists = 5,
    HotKeyNotRegisteredInNetwork = 6,
    NonAssociatedColdKey = 7,
    NotEnoughStakeToWithdraw = 9,
    NotEnoughStakeToSetWeights = 10,
    NotEnoughBalanceToStake = 12,
    NeuronNoValidatorPermit = 15,
    WeightVecNotEqualSize = 16,
    DuplicateUids = 17,
    UidVecContainInvalidOne = 18,
    WeightVecLengthIsLow = 19,
    TooManyRegistrationsThisBlock = 20,
    HotKeyAlreadyRegisteredInSubNet = 21,
    MaxWeightExceeded = 27,
    SettingWeightsTooFast = 29,
    IncorrectWeightVersionKey = 30,
    ServingRateLimitExceeded = 31,
    UidsLengthExceedUidsInSubNet = 32,
    SubNetRegistrationDisabled = 37,
    TooManyRegistrationsThisInterval = 38,
    NotSubnetOwner = 41,
    RegistrationNotPermittedOnRootSubnet = 42,
    CanNotSetRootNetworkWeights = 47,
    NoNeuronIdAvailable = 48,
    CommitRevealEnabled = 53,
    MechanismDoesNotExist = 74,
    SubnetNotExists = 76,
    AmountTooLow = 82,
    FirstEmissionBlockNumberAlreadySet = 88,
    SubtokenDisabled = 94,
    AdminActionProhibitedDuringWeightsWindow = 107,
    CannotAffordLockCost = 116,
    RegistrationPriceLimitExceeded = 134,
    TempoOutOfBounds = 141,
    ActivityCutoffFactorMilliOutOfBounds = 142,
    EpochTriggerAlreadyPending = 143,
    AutoEpochAlreadyImminent = 144,
    DynamicTempoBlockedByCommitReveal = 145,
}

/// <summary>Turns the pallet's errors into dispatch errors.</summary>
internal static class SubtensorErrors
{
    extension(SubtensorError error)
    {
        /// <summary>The error as a call returns it.</summary>
        public DispatchFailure Failure => new DispatchFailure.Module(SubtensorPallet.Index, (byte)error, error.ToString());
    }
}
