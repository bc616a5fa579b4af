using System.Numerics;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Extrinsics;

/// <summary>For how long an extrinsic may be included.</summary>
public abstract record ExtrinsicEra
{
    private const int PeriodMin = 4;
    private const int PeriodMax = 65_536;

    private ExtrinsicEra() { }

    /// <summary>Until its nonce is used.</summary>
    public static ExtrinsicEra Immortal { get; } = new Forever();

    /// <summary>No end.</summary>
    public sealed record Forever : ExtrinsicEra;

    /// <summary>A number of blocks from its birth block on.</summary>
    /// <param name="Period">Its length in blocks: a power of two, 4 to 65536.</param>
    /// <param name="Phase">The birth block modulo the period.</param>
    public sealed record Mortal(int Period, int Phase) : ExtrinsicEra
    {
        /// <summary>The block it begins with, whose hash the signature covers.</summary>
        /// <param name="current">A block within the era, such as the one it was made at.</param>
        public BlockNumber BirthBlock(BlockNumber current)
        {
            var from = Math.Max(current.Value, (uint)Phase);
            return new BlockNumber(((from - (uint)Phase) / (uint)Period * (uint)Period) + (uint)Phase);
        }

        /// <summary>The first block it is no longer valid in.</summary>
        /// <param name="current">A block within the era.</param>
        public BlockNumber DeathBlock(BlockNumber current) => BirthBlock(current) + (uint)Period;
    }

    /// <summary>The era of at least so many blocks around a block.</summary>
    /// <param name="periodBlocks">Rounded up to a power of two, at least 4 and at most 65536.</param>
    /// <param name="current">A block whose ancestors cannot change any more.</param>
    public static Mortal At(BlockNumber current, int periodBlocks)
    {
        var period = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Clamp(periodBlocks, PeriodMin, PeriodMax));
        var phase = (int)(current.Value % (uint)period);
        return new Mortal(period, phase - (phase % QuantumOf(period)));
    }

    /// <summary>The one or two bytes in the extrinsic.</summary>
    public byte[] Encode()
    {
        if (this is not Mortal(var period, var phase))
            return [0];

        var bits = Math.Clamp(BitOperations.Log2((uint)period) - 1, 1, 15) | ((phase / QuantumOf(period)) << 4);
        return [(byte)bits, (byte)(bits >> 8)];
    }

    /// <summary>Reads an era's one or two bytes.</summary>
    /// <exception cref="ScaleFormatException">They are no era.</exception>
    public static ExtrinsicEra Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ScaleReader(bytes);
        var first = reader.ReadU8();
        var era = first == 0 ? Immortal : DecodeMortal(first | (reader.ReadU8() << 8));
        reader.EnsureEnd();
        return era;
    }

    private static Mortal DecodeMortal(int bits)
    {
        var period = 2 << (bits & 15);
        var phase = (bits >> 4) * QuantumOf(period);
        return period >= PeriodMin && phase < period
            ? new Mortal(period, phase)
            : throw new ScaleFormatException($"An era of 4 to 65536 blocks, its phase below its period, wanted; period {period}, phase {phase} came.");
    }

    // Phases of long eras are stored in fewer bits than they have.
    private static int QuantumOf(int period) => Math.Max(period >> 12, 1);
}
