using System.ComponentModel.DataAnnotations;

namespace Connito.Neuron.Compute;

/// <summary>What the model computes on.</summary>
internal sealed class ComputeOptions
{
    /// <summary>The task's folder.</summary>
    [Required]
    public string TaskFolder { get; set; } = "";

    /// <summary><c>auto</c>, <c>cpu</c> or <c>cuda</c>.</summary>
    [RegularExpression("auto|cpu|cuda(:[0-9]+)?", ErrorMessage = "--device is auto, cpu or cuda")]
    public string Device { get; set; } = "auto";

    /// <summary>Threads of torch; 0: as many as it likes.</summary>
    [Range(0, 1_024)]
    public int TorchThreads { get; set; }

    /// <summary>Chooses the order of a miner's data.</summary>
    public ulong Seed { get; set; }

    /// <summary>Most inner steps of a cycle; 0: as many as fit.</summary>
    [Range(0, int.MaxValue)]
    public int MaxSteps { get; set; }
}
