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

    /// <summary>Applies the permutation Keccak-f[1600] to 200 bytes in place.</summary>
    internal static void Keccak1600(Span<byte> state)
    {
        const int NativeSize = 224;
        const int Alignment = 16;
        byte* memory = stackalloc byte[NativeSize + Alignment];
        void* native = (void*)(((nint)memory + Alignment - 1) & -Alignment);
        fixed (byte* bytes = state)
        {
            NativeKeccakInit(native);
            NativeKeccakXorBytes(native, bytes, 0, (nuint)state.Length);
            NativeKeccakPermute(native);
            NativeKeccakExtractBytes(native, bytes, 0, (nuint)state.Length);
        }

        CryptographicOperations.ZeroMemory(new Span<byte>(memory, NativeSize + Alignment));
    }

    /// <summary>The 32-byte scalar that 64 bytes are modulo the group's order.</summary>
    internal static void ScalarReduce(Span<byte> scalar, ReadOnlySpan<byte> wide)
    {
        fixed (byte* output = scalar)
        fixed (byte* input = wide)
            NativeScalarReduce(output, input);
    }

    internal static void ScalarMultiply(Span<byte> product, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        fixed (byte* output = product)
        fixed (byte* x = left)
        fixed (byte* y = right)
            NativeScalarMultiply(output, x, y);
    }

    internal static void ScalarAdd(Span<byte> sum, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        fixed (byte* output = sum)
        fixed (byte* x = left)
        fixed (byte* y = right)
            NativeScalarAdd(output, x, y);
    }

    /// <summary>The base point times <paramref name="scalar"/>; false if that is the identity.</summary>
    internal static bool MultiplyBase(Span<byte> point, ReadOnlySpan<byte> scalar)
    {
        fixed (byte* output = point)
        fixed (byte* input = scalar)
            return NativeRistrettoBase(output, input) == 0;
    }

    /// <summary>A point times <paramref name="scalar"/>; false if the point is not canonical or the product the identity.</summary>
    internal static bool MultiplyPoint(Span<byte> product, ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> point)
    {
        fixed (byte* output = product)
        fixed (byte* number = scalar)
        fixed (byte* input = point)
            return NativeRistretto(output, number, input) == 0;
    }

    /// <summary>The sum of two points; false if one of them is not canonical.</summary>
    internal static bool AddPoints(Span<byte> sum, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        fixed (byte* output = sum)
        fixed (byte* p = left)
        fixed (byte* q = right)
            return NativeRistrettoAdd(output, p, q) == 0;
    }

    /// <summary>Left less right; false if one of them is not a canonical point.</summary>
    internal static bool SubtractPoints(Span<byte> difference, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        fixed (byte* output = difference)
        fixed (byte* p = left)
        fixed (byte* q = right)
            return NativeRistrettoSubtract(output, p, q) == 0;
    }

    /// <summary>The 32-byte public key and the 64-byte secret key of an Ed25519 seed.</summary>
    internal static void Ed25519Keys(Span<byte> publicKey, Span<byte> secretKey, ReadOnlySpan<byte> seed)
    {
        fixed (byte* key = publicKey)
        fixed (byte* secret = secretKey)
        fixed (byte* input = seed)
            Check(NativeEd25519Keys(key, secret, input));
    }

    internal static void Ed25519Sign(Span<byte> signature, ReadOnlySpan<byte> message, ReadOnlySpan<byte> secretKey)
    {
        fixed (byte* output = signature)
        fixed (byte* input = message)
        fixed (byte* secret = secretKey)
            Check(NativeEd25519Sign(output, null, input, (ulong)message.Length, secret));
    }

    internal static bool Ed25519Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message, ReadOnlySpan<byte> publicKey)
    {
        fixed (byte* signed = signature)
        fixed (byte* input = message)
        fixed (byte* key = publicKey)
            return NativeEd25519Verify(signed, input, (ulong)message.Length, key) == 0;
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

    [LibraryImport(Library, EntryPoint = "crypto_core_keccak1600_init")]
    private static partial void NativeKeccakInit(void* state);

    [LibraryImport(Library, EntryPoint = "crypto_core_keccak1600_xor_bytes")]
    private static partial void NativeKeccakXorBytes(void* state, byte* bytes, nuint offset, nuint size);

    [LibraryImport(Library, EntryPoint = "crypto_core_keccak1600_permute_24")]
    private static partial void NativeKeccakPermute(void* state);

    [LibraryImport(Library, EntryPoint = "crypto_core_keccak1600_extract_bytes")]
    private static partial void NativeKeccakExtractBytes(void* state, byte* bytes, nuint offset, nuint size);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_reduce")]
    private static partial void NativeScalarReduce(byte* scalar, byte* wide);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_mul")]
    private static partial void NativeScalarMultiply(byte* product, byte* left, byte* right);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_scalar_add")]
    private static partial void NativeScalarAdd(byte* sum, byte* left, byte* right);

    [LibraryImport(Library, EntryPoint = "crypto_scalarmult_ristretto255_base")]
    private static partial int NativeRistrettoBase(byte* point, byte* scalar);

    [LibraryImport(Library, EntryPoint = "crypto_scalarmult_ristretto255")]
    private static partial int NativeRistretto(byte* product, byte* scalar, byte* point);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_add")]
    private static partial int NativeRistrettoAdd(byte* sum, byte* left, byte* right);

    [LibraryImport(Library, EntryPoint = "crypto_core_ristretto255_sub")]
    private static partial int NativeRistrettoSubtract(byte* difference, byte* left, byte* right);

    [LibraryImport(Library, EntryPoint = "crypto_sign_ed25519_seed_keypair")]
    private static partial int NativeEd25519Keys(byte* publicKey, byte* secretKey, byte* seed);

    [LibraryImport(Library, EntryPoint = "crypto_sign_ed25519_detached")]
    private static partial int NativeEd25519Sign(byte* signature, ulong* signatureSize, byte* message, ulong messageSize, byte* secretKey);

    [LibraryImport(Library, EntryPoint = "crypto_sign_ed25519_verify_detached")]
    private static partial int NativeEd25519Verify(byte* signature, byte* message, ulong messageSize, byte* publicKey);
}
