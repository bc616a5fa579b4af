using Connito.Localnet.Declarations;

namespace Connito.Localnet.Blocks;

/// <summary>Why the pool does not take an extrinsic, in the codes and words of a Substrate node.</summary>
internal sealed record Rejection(int Code, string Message, string? Data)
{
    private const int InvalidTransaction = 1010;

    public static Rejection Stale { get; } = Invalid("Transaction is outdated");

    public static Rejection BadSignature { get; } = Invalid("Transaction has a bad signature");

    public static Rejection AncientBirthBlock { get; } = Invalid("Transaction has an ancient birth block");

    public static Rejection CannotPay { get; } = Invalid("Inability to pay some fees (e.g. account balance too low)");

    public static Rejection UnknownValidity { get; } =
        new(1011, "Unknown Transaction Validity", "Could not find an unsigned validator for the unsigned transaction");

    public static Rejection Banned { get; } = new(1012, "Transaction is temporarily banned", null);

    public static Rejection AlreadyImported(string hash) => new(1013, "Transaction Already Imported", hash);

    public static Rejection PoolFull { get; } =
        new(1016, "Immediately Dropped", "The transaction couldn't enter the pool because of the limit");

    public static Rejection PriorityTooLow(ulong had, ulong came) =>
        new(1014, $"Priority is too low: ({had} vs {came})", "The transaction has too low priority to replace another transaction already in the pool.");

    public static Rejection Custom(CustomValidityError error) => Invalid($"Custom error: {(byte)error}");

    public static Rejection BadFormat(string reason) => new(1001, $"Extrinsic has invalid format: {reason}", null);

    private static Rejection Invalid(string reason) => new(InvalidTransaction, "Invalid Transaction", reason);
}
