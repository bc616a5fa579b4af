namespace Connito.Neuron.Commands;

/// <summary><c>connito wallet show</c>: the addresses of one wallet.</summary>
internal sealed class WalletShowCommand : ConnitoCommand
{
    private readonly WalletFlags _wallet = new();

    public WalletShowCommand(CommandServices services)
        : base("show", "Show the addresses of one wallet; secrets stay in their files.", services)
    {
        _wallet.AddTo(this);
        AddJson();
        Examples = ["connito wallet show --wallet.name miner --wallet.hotkey first"];
    }

    /// <inheritdoc/>
    protected override Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var shown = CreatedWallet.Of(_wallet.Wallet(call.Flags));
        if (call.WantsJson)
        {
            call.Terminal.WriteJson(shown, CommandJson.Default.CreatedWallet);
            return Task.FromResult(ExitCode.Ok);
        }

        call.Terminal.WriteLine($"coldkey  {shown.Coldkey ?? "not readable"}");
        call.Terminal.WriteLine($"hotkey   {shown.Hotkey}");
        call.Terminal.WriteLine($"folder   {shown.Folder}");
        return Task.FromResult(ExitCode.Ok);
    }
}
