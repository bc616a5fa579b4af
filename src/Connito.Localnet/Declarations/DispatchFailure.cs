using Connito.Chain.Scale;

namespace Connito.Localnet.Declarations;

/// <summary>Why a call that stands in a block did nothing.</summary>
internal abstract record DispatchFailure
{
    private DispatchFailure() { }

    /// <summary>The signer may not make the call.</summary>
    public sealed record BadOrigin : DispatchFailure;

    /// <summary>A pallet's own reason.</summary>
    public sealed record Module(byte Pallet, byte Error, string Name) : DispatchFailure;

    /// <summary>A sum left its range.</summary>
    public sealed record Overflow : DispatchFailure;

    /// <summary>The funds are there but must stay, or are not there.</summary>
    public sealed record FundsUnavailable : DispatchFailure;

    /// <summary>The account would live below the existential deposit.</summary>
    public sealed record NotExpendable : DispatchFailure;

    /// <summary>Its bytes as <c>sp_runtime::DispatchError</c>.</summary>
    public void Write(ScaleWriter writer) => _ = this switch
    {
        BadOrigin => writer.WriteU8(2),
        Module(var pallet, var error, _) => writer.WriteU8(3).WriteU8(pallet).WriteBytes([error, 0, 0, 0]),
        FundsUnavailable => writer.WriteU8(7).WriteU8(0),
        NotExpendable => writer.WriteU8(7).WriteU8(8),
        Overflow => writer.WriteU8(8).WriteU8(1),
        _ => throw new InvalidOperationException($"No bytes are known for {this}."),
    };
}
