using Connito.Chain.Scale;

namespace Connito.Chain.Extrinsics;

/// <summary>A call by name.</summary>
/// <param name="Pallet">The pallet's name.</param>
/// <param name="Name">The call's name.</param>
/// <param name="Arguments">Its arguments by name.</param>
public sealed record DecodedCall(string Pallet, string Name, ScaleValue.Composite Arguments)
{
    /// <summary>The argument of that name.</summary>
    /// <exception cref="ScaleFormatException">The call has no such argument.</exception>
    public ScaleValue this[string argument] => Arguments[argument];

    /// <summary>The call for people: <c>SubtensorModule.set_weights{netuid: 1, …}</c>.</summary>
    public override string ToString() => $"{Pallet}.{Name}{Arguments}";
}
