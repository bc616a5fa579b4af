using Connito.Chain.Crypto;
using Connito.Chain.Metadata;
using Connito.Chain.Scale;
using Connito.Localnet.Blocks;
using Connito.Localnet.Declarations;
using Connito.Localnet.State;

namespace Connito.Localnet.Tests;

/// <summary>Pallets on a state of their own: calls run without pool, fee or signature, so that each rule is met alone.</summary>
internal sealed class PalletBench
{
    private readonly LocalRuntime _runtime;
    private readonly ChainRuntime _client;

    public PalletBench(Genesis genesis)
    {
        _runtime = new LocalRuntime(genesis, TimeSpan.FromSeconds(1));
        _client = _runtime.For(default);
        State = new StateOverlay(GenesisState.Of(genesis));
    }

    public StateOverlay State { get; }

    public uint Block { get; private set; } = 1;

    public List<string> Events { get; } = [];

    /// <summary>Runs a call; the name of its error, or null.</summary>
    public string? Run(Keypair signer, string pallet, string call, params ReadOnlySpan<(string Name, ScaleValue Value)> arguments)
    {
        var context = new CallContext(State.Fork(), signer.Account, Block, 0);
        var failure = _runtime.ReadCall(_client.EncodeCall(pallet, call, arguments)).Dispatch(context);
        if (failure is null)
        {
            State.Take(context.State);
            Record(context);
        }

        return failure is DispatchFailure.Module module ? module.Name : failure?.GetType().Name;
    }

    /// <summary>What keeps a call out of the pool, or null.</summary>
    public CustomValidityError? Validate(Keypair signer, string pallet, string call, params ReadOnlySpan<(string Name, ScaleValue Value)> arguments) =>
        _runtime.ReadCall(_client.EncodeCall(pallet, call, arguments)).Validate(new CallContext(State.Fork(), signer.Account, Block, 0));

    /// <summary>Begins that many further blocks.</summary>
    public void Advance(uint blocks)
    {
        for (; blocks > 0; blocks--)
        {
            Block++;
            foreach (var pallet in _runtime.Pallets)
            {
                var context = new CallContext(State, default, Block, 0);
                pallet.OnInitialize(context);
                Record(context);
            }
        }
    }

    private void Record(CallContext context)
    {
        foreach (var told in context.Events)
        {
            var records = new ScaleWriter().WriteCompact(1).WriteBytes(Localnet.Pallets.EventRecord.Of(0, told)).ToArray();
            Events.Add(_client.DecodeEvents(records)[0].ToString());
        }
    }
}
