using System.CommandLine;
using System.Reflection;
using Connito.Neuron.Commands;
using Spectre.Console;

namespace Connito.Neuron.Doctor;

/// <summary><c>connito doctor</c>: whether this machine can run a neuron, and what to do where it cannot.</summary>
internal sealed class DoctorCommand : ConnitoCommand
{
    private readonly ChainFlags _chain = new();
    private readonly WalletFlags _wallet = new();

    private readonly Option<string> _data = new("--data")
    {
        Description = "The folder that a neuron would keep its checkpoints in.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => ".",
    };

    private readonly Option<string> _device = new("--device")
    {
        Description = "What a neuron would compute on: auto, cpu, cuda or cuda:N.",
        HelpName = "DEVICE",
        DefaultValueFactory = _ => "auto",
    };

    public DoctorCommand(CommandServices services)
        : base("doctor", "Check this machine: SDK, torch, device and its speed, disk, wallet, chain. Ends 1 only on a failure.", services)
    {
        _chain.AddTo(this);
        _wallet.AddTo(this);
        Add(_device);
        Add(_data);
        AddJson();
        Examples = ["connito doctor", "connito doctor --subtensor.network local --json"];
    }

    /// <inheritdoc/>
    protected override async Task<ExitCode> RunAsync(CommandCall call, CancellationToken cancellation)
    {
        var findings = new List<DoctorFinding>();
        foreach (var check in Checks(call))
        {
            foreach (var finding in await check.RunAsync(cancellation))
            {
                findings.Add(finding);
                if (!call.WantsJson)
                    Print(call.Terminal, finding);
            }
        }

        var report = new DoctorReport(Version, [.. findings]);
        if (call.WantsJson)
            call.Terminal.WriteJson(report, CommandJson.Default.DoctorReport);
        return report.Status == DoctorStatus.Failure ? ExitCode.Failure : ExitCode.Ok;
    }

    private static string Version =>
        typeof(DoctorCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    private IEnumerable<IDoctorCheck> Checks(CommandCall call)
    {
        var endpoint = _chain.Choose(call).Endpoint;
        return
        [
            new SdkCheck(),
            new TorchCheck(call.Flags.GetRequiredValue(_device)),
            new DiskCheck(call.Flags.GetRequiredValue(_data)),
            new WalletCheck(_wallet.Wallet(call.Flags)),
            new ChainCheck(endpoint, connecting => call.Services.Connect(endpoint, call.Loggers, connecting), call.Services.Time),
        ];
    }

    private static void Print(Terminal terminal, DoctorFinding finding)
    {
        var (colour, word) = finding.Status switch
        {
            DoctorStatus.Ok => ("green", "ok     "),
            DoctorStatus.Warning => ("yellow", "warning"),
            _ => ("red", "failure"),
        };
        terminal.Console.MarkupLine($"[{colour}]{word}[/]  {finding.Check.EscapeMarkup(),-8} {finding.Found.EscapeMarkup()}");
        if (finding.Remedy is { } remedy)
            terminal.Console.MarkupLine($"                  [grey]{remedy.EscapeMarkup()}[/]");
    }
}
