using Connito.Chain.Crypto;

namespace Connito.Chain.Tests.Crypto;

public sealed class TwoxTests
{
    [Fact]
    public void Every_hash_of_the_reference_is_reached()
    {
        foreach (var row in CryptoVectors.Rows("hashing.json", "vectors"))
        {
            byte[] message = row.Bytes("message");
            Assert.Equal(row.Bytes("twox_64"), Twox.Hash64(message));
            Assert.Equal(row.Bytes("twox_128"), Twox.Hash128(message));
            Assert.Equal(row.Bytes("twox_256"), Twox.Hash256(message));
        }
    }

    [Fact]
    public void The_concat_hashers_are_the_hash_and_the_message_behind_it()
    {
        foreach (var row in CryptoVectors.Rows("hashing.json", "vectors"))
        {
            byte[] message = row.Bytes("message");
            Assert.Equal(row.Bytes("twox_64_concat"), Twox.Hash64(message).Concat(message));
            Assert.Equal(row.Bytes("blake2_128_concat"), Blake2b.Hash(message, 16).Concat(message));
        }
    }
}
