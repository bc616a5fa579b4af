using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Connito.Neuron.Hosting;

/// <summary>Which network, which key, which folder, which port: what an operator says on the command line.</summary>
internal sealed class NeuronOptions
{
    /// <summary>A profile of <c>config/networks</c> by name, or the path of one.</summary>
    [Required]
    public string Network { get; set; } = "finney";

    /// <summary>The node's WebSocket; null: the profile's.</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The subnet; null: the profile's.</summary>
    public ushort? Netuid { get; set; }

    /// <summary>The folder of wallets.</summary>
    [Required]
    public string WalletPath { get; set; } = Chain.Wallets.Wallet.DefaultPath;

    /// <summary>The wallet.</summary>
    [Required]
    public string WalletName { get; set; } = "default";

    /// <summary>The hotkey in it, which signs everything.</summary>
    [Required]
    public string WalletHotkey { get; set; } = "default";

    /// <summary>Folder of database and files; one neuron each.</summary>
    [Required]
    public string DataFolder { get; set; } = "";

    /// <summary>Address the axon listens at.</summary>
    [Required]
    public string AxonAddress { get; set; } = "0.0.0.0";

    /// <summary>Port the axon listens at; 0: any free one.</summary>
    [Range(0, ushort.MaxValue)]
    public int AxonPort { get; set; } = 8091;

    /// <summary>Address that others reach it at; null: the profile's.</summary>
    public string? AxonExternalAddress { get; set; }

    /// <summary>Port that others reach it at; null: the one it listens at.</summary>
    public ushort? AxonExternalPort { get; set; }

    /// <summary>Whether detail is logged.</summary>
    public bool Debug { get; set; }
}

/// <summary>Generated check of <see cref="NeuronOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class NeuronOptionsCheck : IValidateOptions<NeuronOptions>;

/// <summary>Generated check of <see cref="Compute.ComputeOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class ComputeOptionsCheck : IValidateOptions<Compute.ComputeOptions>;

/// <summary>Generated check of <see cref="Transport.TransportOptions"/>.</summary>
[OptionsValidator]
internal sealed partial class TransportOptionsCheck : IValidateOptions<Transport.TransportOptions>;
