using System.CommandLine;
using Connito.Chain.Primitives;
using Connito.Chain.Subtensor;
using Connito.Chain.Wallets;
using Spectre.Console;

namespace Connito.Neuron.Commands;

/// <summary><c>connito register</c>: buys a slot on the subnet for a hotkey.</summary>
internal sealed class RegisterCommand : ConnitoCommand
{
    private readonly ChainFlags _chain = new();
    private readonly WalletFlags _wallet = new();

    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Pay without asking." };

    private readonly Option<decimal?> _maxCost = new("--max-cost")
    {
        Description = "The most to pay, in TAO: above it nothing is submitted.",
        HelpName = "TAO",
    };

    public RegisterCommand(CommandServices services)
        : base("register", "Register a hotkey on the subnet; the coldkey pays the current price, which is not given back.", services)
    {
        _chain.AddTo(this);
        _wallet.AddTo(this);
        Add(_yes);
        Add(_maxCost);
        AddJson();
        Examples =
        [
            "connito register --wallet.name miner --wallet.hotkey first",
            "connito register --subtensor.network local --wallet.name alice --yes --max-cost 1",
        ];
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var chain = _chain.Choose(call);
        var wallet = _wallet.Wallet(call.Flags);
        var hotkey = wallet.LoadHotkeyPublic();
        await using var subtensor = await call.Services.Connect(chain.Endpoint, call.Loggers, cancellation);

        if (await FindAsync(subtensor, chain.Netuid, hotkey, cancellation) is { } already)
            return Answer(call, RegistrationAnswer.Of(chain.Netuid, already, cost: null));

        var cost = await AgreeAsync(call, subtensor, chain.Netuid, wallet, cancellation);
        await RegisterAsync(subtensor, chain.Netuid, wallet, hotkey, cancellation);
        var neuron = await FindAsync(subtensor, chain.Netuid, hotkey, cancellation)
            ?? throw new CommandException($"The chain took the registration of {hotkey} and does not list it: 'connito metagraph' may show why.");
        return Answer(call, RegistrationAnswer.Of(chain.Netuid, neuron, cost));
    }

    private static async Task<NeuronInfo?> FindAsync(ISubtensor subtensor, Netuid netuid, Hotkey hotkey, CancellationToken cancellation) =>
        (await subtensor.GetMetagraphAsync(netuid, cancellation: cancellation)).Find(hotkey);

    /// <summary>The price, once it is within what the user allows and the coldkey has.</summary>
    private async Task<Tao> AgreeAsync(CommandCall call, ISubtensor subtensor, Netuid netuid, Wallet wallet, CancellationToken cancellation)
    {
        var cost = await subtensor.GetRegistrationCostAsync(netuid, cancellation: cancellation);
        var coldkey = wallet.LoadColdkeyPublic();
        var balance = await subtensor.GetBalanceAsync(coldkey.Account, cancellation: cancellation);
        if (call.Flags.GetValue(_maxCost) is { } most && cost.InTao > most)
            throw new CommandException($"Registration on subnet {netuid} costs {cost}, and --max-cost allows {most} TAO: nothing was submitted.");
        if (balance < cost)
            throw new CommandException($"Registration on subnet {netuid} costs {cost}, and coldkey {coldkey} has {balance}: send it the rest.");
        if (call.Flags.GetValue(_yes))
            return cost;
        if (!call.Terminal.IsInteractive)
            throw new CommandException($"Registration on subnet {netuid} costs {cost}: --yes agrees to pay where nobody can be asked.", ExitCode.Usage);

        var question = new ConfirmationPrompt(Markup.Escape($"Pay {cost} of {balance} for a slot on subnet {netuid}?")) { DefaultValue = false };
        return await question.ShowAsync(call.Terminal.Console, cancellation)
            ? cost
            : throw new CommandException("Nothing was submitted.");
    }

    private static async Task RegisterAsync(ISubtensor subtensor, Netuid netuid, Wallet wallet, Hotkey hotkey, CancellationToken cancellation)
    {
        using var coldkey = wallet.LoadColdkey();
        var outcome = await subtensor.BurnedRegisterAsync(coldkey, netuid, hotkey, WaitFor.Inclusion, cancellation);
        if (!outcome.IsSuccess)
            throw new CommandException($"Registration of {hotkey} on subnet {netuid}: {Describe(outcome)}");
    }

    private static string Describe(ExtrinsicOutcome outcome) => outcome switch
    {
        ExtrinsicOutcome.Failed failed => $"block {failed.Block} holds it, and it failed there with {failed.Error}: {failed.Documentation}",
        ExtrinsicOutcome.Rejected rejected => $"the node refused it with {rejected.Code}: {rejected.Message}",
        ExtrinsicOutcome.TimedOut late => $"not known: {late.Reason}. It can be included until block {late.ValidUntil}; look before you repeat it.",
        ExtrinsicOutcome.Usurped usurped => $"another extrinsic of this coldkey took its place: {usurped.By}.",
        ExtrinsicOutcome.Invalid => "it became invalid before a block took it. Nothing was paid; repeat it.",
        ExtrinsicOutcome.Dropped => "the node let it go before a block took it. Nothing was paid; repeat it.",
        _ => outcome.ToString(),
    };

    private static ExitCode Answer(CommandCall call, RegistrationAnswer answer)
    {
        if (call.WantsJson)
            call.Terminal.WriteJson(answer, CommandJson.Default.RegistrationAnswer);
        else if (answer.Cost is { } cost)
            call.Terminal.WriteLine($"Hotkey {answer.Hotkey} is uid {answer.Uid} of subnet {answer.Netuid}, for {cost} TAO.");
        else
            call.Terminal.WriteLine($"Hotkey {answer.Hotkey} was uid {answer.Uid} of subnet {answer.Netuid} already; nothing was paid.");
        return ExitCode.Ok;
    }
}
