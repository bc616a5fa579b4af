using Connito.Chain.Crypto;

namespace Connito.Chain.Tests.Crypto;

public sealed class Blake2bTests
{
    [Theory]
    [InlineData("blake2b_128", 16)]
    [InlineData("blake2b_256", 32)]
    [InlineData("blake2b_512", 64)]
    public void Every_digest_of_the_reference_is_reached_at_once_and_in_pieces(string name, int size)
    {
        foreach (var row in CryptoVectors.Rows("hashing.json", "vectors"))
        {
            byte[] message = row.Bytes("message");
            Assert.Equal(row.Bytes(name), Blake2b.Hash(message, size));
            Assert.Equal(row.Bytes(name), HashInPieces(message, size));
        }
    }

    [Fact]
    public void Pieces_of_any_size_give_the_digest_of_the_whole() =>
        Gen.Select(Gen.Byte.Array[0, 600].Array[0, 6], Gen.Int[1, 64]).Sample((pieces, size) =>
        {
            using var hasher = new Blake2bHasher(size);
            foreach (byte[] piece in pieces)
                hasher.Update(piece);
            return hasher.Finish().AsSpan().SequenceEqual(Blake2b.Hash([.. pieces.SelectMany(piece => piece)], size));
        });

    [Fact]
    public void A_finished_or_disposed_hasher_takes_nothing_more()
    {
        var hasher = new Blake2bHasher();
        hasher.Finish();
        Assert.Throws<InvalidOperationException>(() => hasher.Update([1]));
        hasher.Dispose();
        Assert.Throws<InvalidOperationException>(() => hasher.Finish());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65)]
    public void A_digest_has_1_to_64_bytes(int size)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake2b.Hash([], size));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Blake2bHasher(size));
    }

    private static byte[] HashInPieces(byte[] message, int size)
    {
        using var hasher = new Blake2bHasher(size);
        foreach (byte value in message)
            hasher.Update([value]);
        return hasher.Finish();
    }
}
