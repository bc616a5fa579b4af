using Connito.Training.Checkpoints;
using static TorchSharp.torch;

namespace Connito.Training.Optimization;

/// <summary>A miner's parameters and their part in a merge.</summary>
/// <param name="Tensors">Parameters after its inner steps, by name; a subset is enough.</param>
/// <param name="Weight">Its part; parts that sum to one give the mean.</param>
public sealed record WeightedShard(IReadOnlyDictionary<string, Tensor> Tensors, double Weight);

/// <summary>What an outer step made; the caller disposes both.</summary>
/// <param name="Baseline">The next global parameters: the names and types of the last.</param>
/// <param name="Momentum">State for the next step, float32, of the parameters that any step has moved.</param>
public sealed record OuterStepResult(Checkpoint Baseline, Checkpoint Momentum);

/// <summary>Moves the global model by what its miners found (DiLoCo, arXiv 2311.08105).</summary>
public static class OuterStep
{
    /// <summary>
    /// The pseudo-gradient is the weighted sum of baseline minus shard; a tensor that a shard lacks, or that holds an element which is
    /// not finite, adds nothing. Then <c>m ← momentum · m + g</c> (first <c>m ← g</c>) and <c>p ← p - rate · (g + momentum · m)</c>.
    /// </summary>
    /// <remarks>
    /// float32 inside, tensor by tensor, shards in their order. Each operation rounds by itself: the result is the same to the bit on each
    /// machine, so that validators that merge the same shards reach the same hash.
    /// </remarks>
    /// <param name="baseline">Global parameters; left as they are.</param>
    /// <param name="shards">Who takes part, in an order that all validators agree on.</param>
    /// <param name="momentum">State of the step before; null: the first.</param>
    /// <param name="options">Null: the network's.</param>
    /// <exception cref="TrainingException">A shard has a name or a shape that the baseline has not.</exception>
    public static OuterStepResult Apply(
        Checkpoint baseline,
        IReadOnlyList<WeightedShard> shards,
        Checkpoint? momentum = null,
        OuterStepOptions? options = null)
    {
        RequireKnown(baseline, shards);
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (moved, state) = (new Dictionary<string, Tensor>(), new Dictionary<string, Tensor>());
        foreach (var (name, parameter) in baseline.Tensors)
        {
            var last = momentum?.Tensors.GetValueOrDefault(name);
            if (last is null && !shards.Any(shard => shard.Tensors.ContainsKey(name)))
            {
                moved[name] = parameter.clone();
                continue;
            }

            (moved[name], state[name]) = Move(parameter, PseudoGradient(name, parameter, shards), last, options ?? new());
        }

        return new(new(moved), new(state));
    }

    private static Tensor PseudoGradient(string name, Tensor parameter, IReadOnlyList<WeightedShard> shards)
    {
        using var scope = NewDisposeScope();
        var exact = parameter.to(float32);
        var sum = zeros_like(exact);
        foreach (var shard in shards)
        {
            using var inner = NewDisposeScope();
            if (!shard.Tensors.TryGetValue(name, out var tensor))
                continue;

            var difference = exact - tensor.to(float32, exact.device);
            if (difference.isfinite().all().item<bool>())
                sum.add_(difference.mul_(shard.Weight));
        }

        return sum.MoveToOuterDisposeScope();
    }

    private static (Tensor Parameter, Tensor Momentum) Move(Tensor parameter, Tensor gradient, Tensor? last, OuterStepOptions options)
    {
        using var scope = NewDisposeScope();
        var momentum = last is null ? gradient.clone() : last.to(float32, gradient.device, copy: true).mul_(options.Momentum).add_(gradient);
        var step = momentum.mul(options.Momentum).add_(gradient).mul_(options.LearningRate);
        var moved = parameter.to(float32, copy: true).sub_(step).to(parameter.dtype);
        scope.MoveToOuter(moved, momentum);
        return (moved, momentum);
    }

    private static void RequireKnown(Checkpoint baseline, IReadOnlyList<WeightedShard> shards)
    {
        foreach (var (name, tensor) in shards.SelectMany(shard => shard.Tensors))
        {
            if (!baseline.Tensors.TryGetValue(name, out var own))
                throw new TrainingException($"A shard holds {name}, which the baseline does not have.");
            if (!own.shape.AsSpan().SequenceEqual(tensor.shape))
                throw new TrainingException($"A shard's {name} should be [{string.Join(", ", own.shape)}] and is [{string.Join(", ", tensor.shape)}].");
        }
    }
}
