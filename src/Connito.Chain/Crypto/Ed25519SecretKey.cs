using Connito.Chain.Primitives;

namespace Connito.Chain.Crypto;

/// <summary>An Ed25519 secret: the seed and, as libsodium wants it, the public key behind it.</summary>
internal sealed class Ed25519SecretKey : SecretKey
{
    private const int Size = 64;

    private readonly SecretBytes _bytes = new(Size);

    /// <param name="seed">32 bytes.</param>
    internal Ed25519SecretKey(ReadOnlySpan<byte> seed)
    {
        Span<byte> publicKey = stackalloc byte[AccountId.Size];
        Sodium.Ed25519Keys(publicKey, _bytes.Span, seed);
        Account = new AccountId(publicKey);
    }

    internal override KeyScheme Scheme => KeyScheme.Ed25519;

    internal override AccountId Account { get; }

    internal override ReadOnlySpan<byte> Bytes => _bytes.Span;

    private ReadOnlySpan<byte> Seed => _bytes.Span[..SeedSize];

    public override void Dispose() => _bytes.Dispose();

    internal override void Sign(ReadOnlySpan<byte> message, Span<byte> signature) =>
        Sodium.Ed25519Sign(signature, message, _bytes.Span);

    internal override SecretKey Derive(Junction junction)
    {
        if (!junction.IsHard)
            throw new KeyFormatException("Ed25519 derives hard junctions (//) only, a soft one (/) came.");

        // The text as a SCALE string: its length times four in front.
        ReadOnlySpan<byte> prefix = [4 * 11, .. "Ed25519HDKD"u8];
        using var input = new SecretBytes(prefix.Length + SeedSize + Junction.ChainCodeSize);
        prefix.CopyTo(input.Span);
        Seed.CopyTo(input.Span[prefix.Length..]);
        junction.ChainCode.AsSpan().CopyTo(input.Span[(prefix.Length + SeedSize)..]);
        using var seed = new SecretBytes(SeedSize);
        Blake2b.Hash(input.Span, seed.Span);
        return new Ed25519SecretKey(seed.Span);
    }
}
