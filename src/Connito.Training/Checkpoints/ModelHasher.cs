using System.Runtime.InteropServices;
using System.Text;

namespace Connito.Training.Checkpoints;

/// <summary>Computes a <see cref="ModelHash"/> from names and bytes in pieces, so that no model has to fit in memory twice.</summary>
internal sealed unsafe class ModelHasher : IDisposable
{
    private const int StateAlignment = 64;

    private void* _state;

    public ModelHasher()
    {
        _state = NativeMemory.AlignedAlloc(Sodium.Blake2bStateSize(), StateAlignment);
        _ = Sodium.Blake2bInit(_state, null, 0, ModelHash.SizeBytes);
    }

    public void Add(string name) => Add(Encoding.UTF8.GetBytes(name));

    public void Add(ReadOnlySpan<byte> bytes)
    {
        ObjectDisposedException.ThrowIf(_state is null, this);
        fixed (byte* input = bytes)
            _ = Sodium.Blake2bUpdate(_state, input, (ulong)bytes.Length);
    }

    /// <summary>The hash of all that was added. The hasher is spent by it.</summary>
    public ModelHash Finish()
    {
        ObjectDisposedException.ThrowIf(_state is null, this);
        Span<byte> digest = stackalloc byte[ModelHash.SizeBytes];
        fixed (byte* output = digest)
            _ = Sodium.Blake2bFinal(_state, output, (nuint)digest.Length);

        Dispose();
        return new ModelHash(Convert.ToHexStringLower(digest));
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(_state);
        _state = null;
        GC.SuppressFinalize(this);
    }

    ~ModelHasher() => Dispose();
}
