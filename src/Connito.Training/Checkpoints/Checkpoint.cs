using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Connito.Training.Checkpoints;

/// <summary>Parameters under the model's published keys. It owns its tensors and frees them when disposed.</summary>
public sealed class Checkpoint : IDisposable
{
    private readonly ImmutableSortedDictionary<string, Tensor> _tensors;

    /// <summary>Takes over <paramref name="tensors"/>, out of whatever dispose scope they are in.</summary>
    public Checkpoint(IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        _tensors = tensors.ToImmutableSortedDictionary(CodePointOrder.Instance);
        foreach (var tensor in _tensors.Values)
            tensor.DetachFromDisposeScope();
    }

    /// <summary>The parameters by name, in code point order.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Reads a safetensors file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What it may ask for.</param>
    /// <param name="device">Where its tensors go; this machine's memory unless given.</param>
    /// <exception cref="CheckpointFormatException">The file breaks its format or the limits.</exception>
    public static Checkpoint Read(string path, CheckpointLimits? limits = null, Device? device = null)
    {
        using var file = SafetensorsFile.Open(path, limits ?? CheckpointLimits.Default);
        return ReadTensors(file, device, _ => { });
    }

    /// <summary>Reads a stranger's safetensors file: names, shapes and types are compared before any data is read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="schema">What it must hold.</param>
    /// <param name="limits">What it may ask for; what the schema needs unless given.</param>
    /// <param name="device">Where its tensors go; this machine's memory unless given.</param>
    /// <exception cref="CheckpointFormatException">The file breaks its format or the limits.</exception>
    /// <exception cref="CheckpointSchemaException">Well formed, it does not hold what was asked for, or not finite numbers.</exception>
    public static Checkpoint Read(string path, CheckpointSchema schema, CheckpointLimits? limits = null, Device? device = null)
    {
        using var file = SafetensorsFile.Open(path, limits ?? schema.Limits);
        if (schema.Check(file.Header) is { IsEmpty: false } problems)
            throw new CheckpointSchemaException(problems);

        var nonFinite = new List<CheckpointProblem>();
        var checkpoint = ReadTensors(file, device, pair =>
        {
            if (!FiniteTensor.IsFinite(pair.Value))
                nonFinite.Add(CheckpointSchema.NonFinite(pair.Key));
        });
        if (nonFinite.Count == 0)
            return checkpoint;

        checkpoint.Dispose();
        throw new CheckpointSchemaException([.. nonFinite]);
    }

    /// <summary>Writes a safetensors file: readers see the old one or the new one. Equal checkpoints give equal files.</summary>
    public void Write(string path) => SafetensorsWriter.Write(path, _tensors);

    /// <summary>The protocol's hash of all parameters.</summary>
    public ModelHash Hash() => ModelHash.Of(_tensors);

    /// <summary>A copy whose floating tensors have type <paramref name="type"/>; nothing is shared with this one.</summary>
    public Checkpoint Cast(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return new(_tensors.Select(pair => KeyValuePair.Create(
            pair.Key, pair.Value.to(TensorType.IsFloating(pair.Value.dtype) ? type : pair.Value.dtype, copy: true))));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
    }

    private static Checkpoint ReadTensors(SafetensorsFile file, Device? device, Action<KeyValuePair<string, Tensor>> inspect)
    {
        using var scope = NewDisposeScope();
        var tensors = new List<KeyValuePair<string, Tensor>>(file.Header.Tensors.Length);
        foreach (var entry in file.Header.Tensors)
        {
            var pair = KeyValuePair.Create(entry.Name, file.ReadTensor(entry));
            inspect(pair);
            tensors.Add(device is null ? pair : KeyValuePair.Create(entry.Name, pair.Value.to(device, disposeAfter: true)));
        }

        return new Checkpoint(tensors);
    }
}
