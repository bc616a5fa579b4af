using Connito.Localnet.Declarations;
using Connito.Localnet.Pallets;
using Connito.Localnet.State;

namespace Connito.Localnet.Blocks;

/// <summary>A block in the making: what its beginning does, then extrinsic after extrinsic, then the seal.</summary>
internal sealed class BlockDraft
{
    private readonly Block _parent;
    private readonly StateSnapshot _before;
    private readonly ulong _timestamp;
    private readonly List<byte[]> _extrinsics = [];
    private readonly List<byte[]> _events = [];

    /// <param name="runtime">Whose pallets run.</param>
    /// <param name="parent">The block before.</param>
    /// <param name="timestamp">Milliseconds since 1970, later than the parent's.</param>
    public BlockDraft(LocalRuntime runtime, Block parent, ulong timestamp)
    {
        (_parent, _timestamp) = (parent, timestamp);
        _before = parent.State ?? throw new InvalidOperationException($"A block on a parent with state wanted; block {parent.Number} has lost its own.");
        State = new StateOverlay(_before);
        SystemPallet.Begin(State, Number, parent.Hash);
        foreach (var pallet in runtime.Pallets)
            RunInitialization(pallet);
        SetTimestamp();
    }

    public uint Number => _parent.Number + 1;

    /// <summary>The state after what was applied so far.</summary>
    public StateOverlay State { get; }

    /// <summary>Extrinsics so far, the block's own included.</summary>
    public int Count => _extrinsics.Count;

    /// <summary>Applies an extrinsic that was found valid; its call may still fail, which events tell.</summary>
    public void Apply(PendingExtrinsic extrinsic)
    {
        var index = (uint)_extrinsics.Count;
        _extrinsics.Add([.. extrinsic.Bytes]);
        var paying = new CallContext(State, extrinsic.Signer, Number, _timestamp);
        SystemPallet.Account.Update(State, extrinsic.Signer, account => account with { Nonce = account.Nonce + 1 });
        TransactionPaymentPallet.Charge(paying, TransactionPaymentPallet.FeeOf(extrinsic.Call.PaysFee, extrinsic.Bytes.Length), extrinsic.Tip);
        Record(index, paying);

        var running = new CallContext(State.Fork(), extrinsic.Signer, Number, _timestamp);
        var failure = Dispatch(extrinsic.Call, running);
        if (failure is null)
        {
            State.Take(running.State);
            Record(index, running);
        }

        RecordOutcome(index, failure, extrinsic.Call.PaysFee);
    }

    /// <summary>The finished block.</summary>
    public Block Seal()
    {
        SystemPallet.EventRecords.Set(State, [.. _events]);
        SystemPallet.EventCount.Set(State, (uint)_events.Count);
        var state = _before.With(State.Changes);
        var header = new Header(Number, _parent.Hash, state.Root(), Header.RootOf(_extrinsics));
        return new Block(header, header.Hash(), [.. _extrinsics], state);
    }

    private static DispatchFailure? Dispatch(BoundCall call, CallContext context)
    {
        try
        {
            return call.Dispatch(context);
        }
        catch (OverflowException)
        {
            return new DispatchFailure.Overflow();
        }
    }

    private void RunInitialization(PalletDeclaration pallet)
    {
        var context = new CallContext(State, default, Number, _timestamp);
        pallet.OnInitialize(context);
        Record(null, context);
    }

    /// <summary>The first extrinsic of every block, which nobody signs.</summary>
    private void SetTimestamp()
    {
        _extrinsics.Add(Inherents.Timestamp(_timestamp));
        TimestampPallet.Now.Set(State, _timestamp);
        RecordOutcome(0, null, paysFee: false);
    }

    private void RecordOutcome(uint index, DispatchFailure? failure, bool paysFee)
    {
        var info = new DispatchInfo(paysFee);
        var told = failure is null ? SystemPallet.ExtrinsicSuccess.Encode(info) : SystemPallet.ExtrinsicFailed.Encode((failure, info));
        _events.Add(EventRecord.Of(index, told));
    }

    private void Record(uint? index, CallContext context) => _events.AddRange(context.Events.Select(told => EventRecord.Of(index, told)));
}
