namespace Connito.Localnet.Declarations;

/// <summary>Subtensor's reasons to keep an extrinsic out of blocks, numbered as in <c>Custom error: n</c>.</summary>
internal enum CustomValidityError : byte
{
    StakeTooLow = 1,
    BalanceTooLow = 2,
    SubnetNotExists = 3,
    HotkeyAccountNotExists = 4,
    NotEnoughStakeToWithdraw = 5,
    RateLimitExceeded = 6,
    HotkeyNotRegistered = 10,
    InvalidIp = 11,
    ServingRateLimitExceeded = 12,
    InvalidPort = 13,
    UidNotFound = 19,
    BadRequest = 255,
}
