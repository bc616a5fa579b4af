using System.Security.Cryptography;

namespace Connito.Chain.Crypto;

/// <summary>BLAKE2b over data that comes in pieces, such as a file; not for two threads at once.</summary>
public sealed class Blake2bHasher : IDisposable
{
    // libsodium wants its state at a multiple of 64 bytes, at one address for as long as it lives.
    private readonly byte[] _memory =
        GC.AllocateUninitializedArray<byte>(Sodium.Blake2bStateSize + Sodium.Blake2bStateAlignment, pinned: true);

    private readonly nint _state;
    private readonly int _sizeBytes;
    private bool _finished;

    /// <param name="sizeBytes">Length of the digest, 1 to 64.</param>
    public Blake2bHasher(int sizeBytes = 32)
    {
        Blake2b.CheckSize(sizeBytes);
        _sizeBytes = sizeBytes;
        _state = Sodium.AlignedAddress(_memory, Sodium.Blake2bStateAlignment);
        Sodium.Blake2bInit(_state, sizeBytes);
    }

    /// <summary>Hashes <paramref name="data"/> behind what came before.</summary>
    /// <exception cref="InvalidOperationException">The digest was taken already.</exception>
    public void Update(ReadOnlySpan<byte> data)
    {
        ThrowIfFinished();
        Sodium.Blake2bUpdate(_state, data);
    }

    /// <summary>The digest of everything; can be taken once.</summary>
    /// <exception cref="InvalidOperationException">The digest was taken already.</exception>
    public byte[] Finish()
    {
        ThrowIfFinished();
        _finished = true;
        var digest = new byte[_sizeBytes];
        Sodium.Blake2bFinish(_state, digest);
        return digest;
    }

    /// <summary>Forgets what was hashed.</summary>
    public void Dispose()
    {
        _finished = true;
        CryptographicOperations.ZeroMemory(_memory);
    }

    private void ThrowIfFinished()
    {
        if (_finished)
            throw new InvalidOperationException("This hash is finished; hash further data with a new hasher.");
    }
}
