using Connito.Localnet.Declarations;
using static Connito.Localnet.Pallets.SubtensorStorage;

namespace Connito.Localnet.Pallets;

/// <summary>The arguments of <c>serve_axon</c>.</summary>
internal sealed record ServeAxon(ushort Netuid, AxonInfo Axon)
{
    public static Codec<ServeAxon> Codec { get; } = Codecs.Struct<ServeAxon>(
        "serve_axon",
        [
            ("netuid", Codecs.U16.Type), ("version", Codecs.U32.Type), ("ip", Codecs.U128.Type), ("port", Codecs.U16.Type), ("ip_type", Codecs.U8.Type),
            ("protocol", Codecs.U8.Type), ("placeholder1", Codecs.U8.Type), ("placeholder2", Codecs.U8.Type),
        ],
        static (_, _) => throw new NotSupportedException("Calls are read, not written."),
        static (ref reader) => new ServeAxon(
            reader.ReadU16(),
            new AxonInfo(0, reader.ReadU32(), reader.ReadU128(), reader.ReadU16(), reader.ReadU8(), reader.ReadU8(), reader.ReadU8(), reader.ReadU8())));
}

/// <summary>Endpoints that neurons advertise.</summary>
/// <param name="loopbackAllowed">Whether 127.0.0.1 and ::1 may be advertised, which Subtensor forbids and a chain on loopback needs.</param>
internal sealed class Serving(bool loopbackAllowed)
{
    private static readonly UInt128 LoopbackV4 = 0x7F00_0001;

    public CustomValidityError? Validate(CallContext context, ServeAxon call) => Check(context, call) switch
    {
        null => null,
        SubtensorError.HotKeyNotRegisteredInNetwork => CustomValidityError.HotkeyNotRegistered,
        SubtensorError.InvalidIpType or SubtensorError.InvalidIpAddress => CustomValidityError.InvalidIp,
        SubtensorError.InvalidPort => CustomValidityError.InvalidPort,
        SubtensorError.ServingRateLimitExceeded => CustomValidityError.ServingRateLimitExceeded,
        _ => CustomValidityError.BadRequest,
    };

    public DispatchFailure? ServeAxon(CallContext context, ServeAxon call)
    {
        if (Check(context, call) is { } error)
            return error.Failure;

        Axons.Set(context.State, (call.Netuid, context.Signer), call.Axon with { Block = context.Block });
        context.Emit(SubtensorEvents.AxonServed, (call.Netuid, context.Signer));
        return null;
    }

    private SubtensorError? Check(CallContext context, ServeAxon call)
    {
        if (!IsNetworkMember.Get(context.State, (context.Signer, call.Netuid)))
            return SubtensorError.HotKeyNotRegisteredInNetwork;
        if (call.Axon.IpType is not (4 or 6))
            return SubtensorError.InvalidIpType;
        if (!IsAddress(call.Axon.Ip, call.Axon.IpType))
            return SubtensorError.InvalidIpAddress;
        if (call.Axon.Port == 0)
            return SubtensorError.InvalidPort;

        var limit = ServingRateLimit.Get(context.State, call.Netuid);
        return limit > 0 && Axons.TryGet(context.State, (call.Netuid, context.Signer), out var served) && context.Block - served.Block < limit
            ? SubtensorError.ServingRateLimitExceeded
            : null;
    }

    private bool IsAddress(UInt128 ip, byte type) => type == 4
        ? ip < uint.MaxValue && (loopbackAllowed || ip != LoopbackV4)
        : ip != UInt128.MaxValue && (loopbackAllowed || ip != UInt128.One);
}
