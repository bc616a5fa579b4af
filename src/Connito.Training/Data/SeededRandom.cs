using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Connito.Training.Data;

/// <summary>Random numbers from a text, the same on every machine and in every version: neurons draw the same batches by them.</summary>
/// <remarks>xoshiro256** (Blackman, Vigna 2018), its state the SHA-256 of the seed.</remarks>
internal sealed class SeededRandom
{
    private ulong _s0, _s1, _s2, _s3;

    public SeededRandom(string seed)
    {
        var state = SHA256.HashData(Encoding.UTF8.GetBytes(seed)).AsSpan();
        _s0 = BinaryPrimitives.ReadUInt64LittleEndian(state);
        _s1 = BinaryPrimitives.ReadUInt64LittleEndian(state[8..]);
        _s2 = BinaryPrimitives.ReadUInt64LittleEndian(state[16..]);
        _s3 = BinaryPrimitives.ReadUInt64LittleEndian(state[24..]);
    }

    /// <summary>A number from 0 to <paramref name="bound"/> - 1, each as likely as the others.</summary>
    public int Next(int bound)
    {
        // Rejects the last, incomplete run of the bound.
        var limit = ulong.MaxValue - (ulong.MaxValue % (ulong)bound);
        ulong value;
        do
            value = NextUInt64();
        while (value >= limit);

        return (int)(value % (ulong)bound);
    }

    /// <summary>The first <paramref name="count"/> places of a uniformly random order of 0 to <paramref name="size"/> - 1.</summary>
    public int[] Order(int size, int count)
    {
        var order = new int[size];
        for (var index = 0; index < size; index++)
            order[index] = index;

        for (var index = 0; index < count; index++)
        {
            var other = index + Next(size - index);
            (order[index], order[other]) = (order[other], order[index]);
        }

        return order[..count];
    }

    private ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var shifted = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= shifted;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }
}
