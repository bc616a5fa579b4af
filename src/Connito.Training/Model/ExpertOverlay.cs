using static TorchSharp.torch;

namespace Connito.Training.Model;

/// <summary>Expert matrices laid over a model's own, and taken off when disposed.</summary>
internal sealed class ExpertOverlay : IDisposable
{
    private readonly List<RoutedExpert> _covered = [];
    private readonly List<Tensor> _converted = [];

    public ExpertOverlay(DeepSeekModel model, IReadOnlyDictionary<string, Tensor> shard)
    {
        var found = 0;
        try
        {
            foreach (var (prefix, expert) in model.ExpertsByPrefix)
            {
                var gateUp = Find(prefix + RoutedExpert.GateUpName, expert.GateUp);
                var down = Find(prefix + RoutedExpert.DownName, expert.Down);
                if (gateUp is null && down is null)
                    continue;

                expert.Lay(gateUp, down);
                _covered.Add(expert);
            }

            if (found != shard.Count)
                throw new TrainingException($"{shard.Keys.First(name => !IsExpert(name))} is not a parameter of a routed expert that this model holds.");
        }
        catch
        {
            Dispose();
            throw;
        }

        Tensor? Find(string name, Tensor own)
        {
            if (!shard.TryGetValue(name, out var tensor))
                return null;
            if (!tensor.shape.AsSpan().SequenceEqual(own.shape))
                throw new TrainingException($"{name} should be [{string.Join(", ", own.shape)}] and is [{string.Join(", ", tensor.shape)}].");

            found++;
            return Converted(tensor, model);
        }

        bool IsExpert(string name) => model.ExpertsByPrefix.Keys.Any(
            prefix => name == prefix + RoutedExpert.GateUpName || name == prefix + RoutedExpert.DownName);
    }

    public void Dispose()
    {
        foreach (var expert in _covered)
            expert.TakeOff();
        foreach (var tensor in _converted)
            tensor.Dispose();
        _covered.Clear();
        _converted.Clear();
    }

    private Tensor Converted(Tensor tensor, DeepSeekModel model)
    {
        using var noGrad = no_grad();
        var converted = tensor.to(model.Type, model.Device);
        if (!ReferenceEquals(converted, tensor))
            _converted.Add(converted.DetachFromDisposeScope());
        return converted;
    }
}
