using Connito.Chain.Crypto;
using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Extrinsics;

/// <summary>Signs calls as version-4 extrinsics.</summary>
public static class ExtrinsicSigner
{
    // Above this many bytes a payload's hash is signed in its place.
    private const int PayloadMax = 256;

    /// <summary>Signs a call. Nothing is sent.</summary>
    /// <exception cref="ExtensionNotSupportedException">The runtime wants an extension that carries bytes and is unknown here.</exception>
    public static SignedExtrinsic Sign(ChainRuntime runtime, ReadOnlySpan<byte> call, Keypair signer, ExtrinsicOptions options)
    {
        var signature = signer.Sign(SignedBytes(Payload(runtime, call, options)));
        return Assemble(runtime, call, signer.Account, signer.Scheme, signature, options);
    }

    /// <summary>Everything a signature covers: the call, its extensions and what only the signature carries.</summary>
    /// <exception cref="ArgumentException">The era is mortal, and its birth block's hash is missing.</exception>
    /// <exception cref="ExtensionNotSupportedException">The runtime wants an extension that carries bytes and is unknown here.</exception>
    public static byte[] Payload(ChainRuntime runtime, ReadOnlySpan<byte> call, ExtrinsicOptions options)
    {
        if (options.Era is ExtrinsicEra.Mortal && options.BirthHash is null)
            throw new ArgumentException("A mortal era needs its birth block's hash; none came.", nameof(options));

        var birthHash = options.Era is ExtrinsicEra.Mortal ? options.BirthHash!.Value : runtime.GenesisHash;
        return [.. call, .. ExtrinsicExtensions.Extra(runtime, options), .. ExtrinsicExtensions.Additional(runtime, birthHash)];
    }

    /// <summary>What is signed for a payload: itself, or its BLAKE2b-256 when it is longer than 256 bytes.</summary>
    public static byte[] SignedBytes(ReadOnlySpan<byte> payload) => payload.Length > PayloadMax ? Blake2b.Hash(payload, 32) : payload.ToArray();

    internal static SignedExtrinsic Assemble(
        ChainRuntime runtime, ReadOnlySpan<byte> call, AccountId signer, KeyScheme scheme, ReadOnlySpan<byte> signature, ExtrinsicOptions options)
    {
        var body = new ScaleWriter()
            .WriteU8(ExtrinsicFormat.SignedV4)
            .WriteU8(ExtrinsicFormat.AddressId).WriteBytes(signer.ToArray())
            .WriteU8(ExtrinsicFormat.TagOf(scheme)).WriteBytes(signature)
            .WriteBytes(ExtrinsicExtensions.Extra(runtime, options))
            .WriteBytes(call);
        var bytes = new ScaleWriter().WriteByteVector(body.WrittenSpan).ToArray();
        return new SignedExtrinsic([.. bytes], ExtrinsicFormat.HashOf(bytes));
    }
}
