using System.Security.Cryptography;

namespace Connito.Chain.Crypto;

/// <summary>Bytes of a secret: the collector never copies them, and disposing wipes them.</summary>
internal sealed class SecretBytes(int size) : IDisposable
{
    private readonly byte[] _bytes = GC.AllocateArray<byte>(size, pinned: true);
    private bool _disposed;

    internal SecretBytes(ReadOnlySpan<byte> bytes)
        : this(bytes.Length) => bytes.CopyTo(_bytes);

    /// <exception cref="ObjectDisposedException">The secret is wiped.</exception>
    internal Span<byte> Span
    {
        get
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _bytes;
        }
    }

    /// <summary>Wipes the secret.</summary>
    public void Dispose()
    {
        _disposed = true;
        CryptographicOperations.ZeroMemory(_bytes);
    }
}
