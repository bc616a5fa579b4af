namespace Connito.Chain.Extrinsics;

/// <summary>Why a call failed after it was included.</summary>
/// <param name="Name">Such as <c>SubtensorModule.SettingWeightsTooFast</c>, <c>Token.FundsUnavailable</c> or <c>BadOrigin</c>.</param>
/// <param name="Documentation">The pallet's own words on it; empty where it has none.</param>
public sealed record DispatchError(string Name, string Documentation)
{
    /// <summary>The name and the pallet's own words.</summary>
    public override string ToString() => Documentation.Length == 0 ? Name : $"{Name}: {Documentation}";
}
