using System.Runtime.InteropServices;

namespace Connito.Training.Checkpoints;

/// <summary>The part of libsodium that hashes: BLAKE2b over pieces.</summary>
internal static unsafe partial class Sodium
{
    private const string Library = "libsodium";

    // Chooses the fastest implementation for this processor; safe to call from several threads and more than once.
    static Sodium()
    {
        if (Initialize() < 0)
            throw new TrainingException("libsodium does not initialize on this machine.");
    }

    [LibraryImport(Library, EntryPoint = "sodium_init")]
    private static partial int Initialize();

    [LibraryImport(Library, EntryPoint = "crypto_generichash_blake2b_statebytes")]
    public static partial nuint Blake2bStateSize();

    [LibraryImport(Library, EntryPoint = "crypto_generichash_blake2b_init")]
    public static partial int Blake2bInit(void* state, byte* key, nuint keyLength, nuint digestLength);

    [LibraryImport(Library, EntryPoint = "crypto_generichash_blake2b_update")]
    public static partial int Blake2bUpdate(void* state, byte* input, ulong inputLength);

    [LibraryImport(Library, EntryPoint = "crypto_generichash_blake2b_final")]
    public static partial int Blake2bFinal(void* state, byte* digest, nuint digestLength);
}
