using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Connito.Chain.Crypto;

/// <summary>The functions of libsodium that Connito calls; spans of a wrong size never reach it.</summary>
internal static unsafe partial class Sodium
{
    internal const int Blake2bStateSize = 384;
    internal const int Blake2bStateAlignment = 64;

    private const string Library = "libsodium";

    // Picks the fastest implementation for this processor; before it, libsodium is slow and not safe for threads.
    static Sodium()
    {
        if (NativeInit() < 0)
            throw new CryptographicException("libsodium did not initialize.");
    }

    internal static void Blake2b(Span<byte> digest, ReadOnlySpan<byte> data)
    {
        fixed (byte* output = digest)
        fixed (byte* input = data)
            Check(NativeBlake2b(output, (nuint)digest.Length, input, (ulong)data.Length, null, 0));
    }

    internal static void Blake2bInit(nint state, int sizeBytes) =>
        Check(NativeBlake2bInit((void*)state, null, 0, (nuint)sizeBytes));

    internal static void Blake2bUpdate(nint state, ReadOnlySpan<byte> data)
    {
        fixed (byte* input = data)
            Check(NativeBlake2bUpdate((void*)state, input, (ulong)data.Length));
    }

    internal static void Blake2bFinish(nint state, Span<byte> digest)
    {
        fixed (byte* output = digest)
            Check(NativeBlake2bFinal((void*)state, output, (nuint)digest.Length));
    }

    /// <summary>The first address in pinned memory that is a multiple of <paramref name="alignment"/>.</summary>
    internal static nint AlignedAddress(byte[] pinned, int alignment)
    {
        nint address = (nint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        return (address + alignment - 1) & -alignment;
    }

    private static void Check(int code, [CallerMemberName] string function = "")
    {
        if (code != 0)
            throw new CryptographicException($"libsodium refused {function} with {code}.");
    }

    [LibraryImport(Library, EntryPoint = "sodium_init")]
    private static partial int NativeInit();

    [LibraryImport(Library, EntryPoint = "crypto_generichash_blake2b")]
    private static partial int NativeBlake2b(byte* digest, nuint digestSize, byte* data, ulong dataSize, byte* key, nuint keySize);

    [LibraryImport(Library, EntryPoint = "crypto_generichash_blake2b_init")]
    private static partial int NativeBlake2bInit(void* state, byte* key, nuint keySize, nuint digestSize);

    [LibraryImport(Library, EntryPoint = "crypto_generichash_blake2b_update")]
    private static partial int NativeBlake2bUpdate(void* state, byte* data, ulong dataSize);

    [LibraryImport(Library, EntryPoint = "crypto_generichash_blake2b_final")]
    private static partial int NativeBlake2bFinal(void* state, byte* digest, nuint digestSize);
}
