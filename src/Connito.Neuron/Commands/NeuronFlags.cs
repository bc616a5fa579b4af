using System.CommandLine;
using Connito.Neuron.Compute;
using Connito.Neuron.Demo;
using Connito.Neuron.Hosting;
using Connito.Neuron.Transport;

namespace Connito.Neuron.Commands;

/// <summary>The flags of <c>connito miner</c> and <c>connito validator</c>.</summary>
internal sealed class NeuronFlags
{
    private readonly ChainFlags _chain = new();
    private readonly WalletFlags _wallet = new();

    private readonly Option<string> _data = new("--data") { Description = "Folder of this neuron's database and files; one neuron each.", HelpName = "FOLDER", Required = true };

    private readonly Option<string> _task = new("--task") { Description = "Folder of the task's bundle: config.yaml, config.json, expert_assignment.json, initial.safetensors.", HelpName = "FOLDER", Required = true };

    private readonly Option<string> _axonAddress = new("--axon.ip") { Description = "Address the axon listens at.", HelpName = "ADDRESS", DefaultValueFactory = _ => "0.0.0.0" };

    private readonly Option<int> _axonPort = new("--axon.port") { Description = "Port the axon listens at; 0 takes a free one.", HelpName = "PORT", DefaultValueFactory = _ => 8091 };

    private readonly Option<string?> _externalAddress = new("--axon.external_ip") { Description = "Address that others reach it at. [default: the network's own rule]", HelpName = "ADDRESS" };

    private readonly Option<ushort?> _externalPort = new("--axon.external_port") { Description = "Port that others reach it at. [default: --axon.port]", HelpName = "PORT" };

    private readonly Option<string?> _folder = new("--transport.folder") { Description = "A folder that all neurons share carries checkpoints. [default: the validators' axons]", HelpName = "FOLDER" };

    private readonly Option<string> _device = new("--device") { Description = "auto, cpu, cuda or cuda:N.", HelpName = "NAME", DefaultValueFactory = _ => "auto" };

    private readonly Option<int> _threads = new("--torch.threads") { Description = "Threads of torch; 0: as many as it likes.", HelpName = "NUMBER" };

    private readonly Option<ulong> _seed = new("--seed") { Description = "Chooses the order of a miner's data.", HelpName = "NUMBER" };

    private readonly Option<int> _maxSteps = new("--max-steps") { Description = "Most inner steps a cycle; 0: as many as fit.", HelpName = "NUMBER" };

    private readonly Option<DemoStrategy?> _strategy = new("--demo.strategy") { Description = "How the demo's dishonest miners make shards.", Hidden = true };

    /// <summary>Adds what both roles take.</summary>
    public void AddTo(Command command)
    {
        _chain.AddTo(command);
        _wallet.AddTo(command);
        foreach (var option in new Option[] { _data, _task, _axonAddress, _axonPort, _externalAddress, _externalPort, _folder, _device, _threads })
            command.Add(option);
    }

    /// <summary>Adds what a miner takes besides.</summary>
    public void AddMinerTo(Command command)
    {
        command.Add(_seed);
        command.Add(_maxSteps);
        command.Add(_strategy);
    }

    /// <summary>What the flags start.</summary>
    /// <exception cref="NeuronException">They name no chain.</exception>
    public NeuronStart Start(CommandCall call)
    {
        var flags = call.Flags;
        var chain = _chain.Choose(call);
        var wallet = _wallet.Wallet(flags);
        return new()
        {
            Profile = chain.Profile is { } profile ? profile with { Netuid = chain.Netuid.Value } : null,
            Neuron = new()
            {
                Endpoint = chain.Node,
                Netuid = chain.Netuid.Value,
                WalletPath = _wallet.Path(flags),
                WalletName = wallet.Name,
                WalletHotkey = wallet.HotkeyName,
                DataFolder = flags.GetRequiredValue(_data),
                AxonAddress = flags.GetRequiredValue(_axonAddress),
                AxonPort = flags.GetValue(_axonPort),
                AxonExternalAddress = flags.GetValue(_externalAddress),
                AxonExternalPort = flags.GetValue(_externalPort),
                Debug = flags.GetValue<bool>(ConnitoCommand.DebugFlag),
            },
            Compute = new ComputeOptions
            {
                TaskFolder = flags.GetRequiredValue(_task),
                Device = flags.GetRequiredValue(_device),
                TorchThreads = flags.GetValue(_threads),
                Seed = flags.GetValue(_seed),
                MaxSteps = flags.GetValue(_maxSteps),
            },
            Transport = new TransportOptions { Folder = flags.GetValue(_folder) },
            Configure = flags.GetValue(_strategy) is { } strategy ? services => services.AddShardProducer(strategy) : null,
        };
    }
}
