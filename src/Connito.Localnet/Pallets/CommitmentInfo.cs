using System.Collections.Immutable;
using Connito.Chain.Scale;
using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>One field of a commitment: its kind, and its bytes as they stand after the kind.</summary>
internal sealed record CommitmentField(byte Kind, ImmutableArray<byte> Raw)
{
    private const byte LastRaw = 129;
    private const byte Timelock = 134;
    private const byte BigRaw = 136;
    private const int GreatestBigRaw = 512;
    private const int GreatestTimelock = 1024;

    /// <summary>Bytes that count towards a neuron's space.</summary>
    public ulong Size => (ulong)(Kind is BigRaw or Timelock ? new ScaleReader(Raw.AsSpan()).ReadLength() : Raw.Length);

    /// <summary>The round that would open it; null for what is open.</summary>
    public ulong? RevealRound => Kind == Timelock ? new ScaleReader(Raw.AsSpan()[^8..]).ReadU64() : null;

    public static Codec<CommitmentField> Codec { get; } = new(
        new TypeDescription.Variant("pallet_commitments::types::Data", [.. Cases()], []),
        static (writer, field) => writer.WriteU8(field.Kind).WriteBytes(field.Raw.AsSpan()),
        Read);

    private static CommitmentField Read(ref ScaleReader reader)
    {
        var kind = reader.ReadU8();
        var rest = reader;
        switch (kind)
        {
            case 0 or 135:
                break;
            case <= LastRaw:
                reader.ReadBytes(kind - 1);
                break;
            case <= 133:
                reader.ReadBytes(32);
                break;
            case Timelock:
                Require(reader.ReadByteVector().Length, GreatestTimelock);
                reader.ReadU64();
                break;
            case BigRaw:
                Require(reader.ReadByteVector().Length, GreatestBigRaw);
                break;
            default:
                throw new ScaleFormatException($"A kind of commitment data (0 to {BigRaw}) wanted; {kind} came.");
        }

        return new CommitmentField(kind, [.. rest.Rest[..(rest.Remaining - reader.Remaining)]]);
    }

    private static void Require(int length, int most)
    {
        if (length > most)
            throw new ScaleFormatException($"At most {most} bytes wanted in a commitment's field; {length} came.");
    }

    private static IEnumerable<CaseDescription> Cases()
    {
        yield return new CaseDescription(0, "None", []);
        for (var size = 0; size <= LastRaw - 1; size++)
            yield return new CaseDescription((byte)(size + 1), $"Raw{size}", [new(null, Codecs.Bytes(size))]);
        string[] hashes = ["BlakeTwo256", "Sha256", "Keccak256", "ShaThree256"];
        for (var i = 0; i < hashes.Length; i++)
            yield return new CaseDescription((byte)(LastRaw + 1 + i), hashes[i], [new(null, Codecs.Bytes(32))]);
        yield return new CaseDescription(Timelock, "TimelockEncrypted", [new("encrypted", Codecs.ByteVector.Type), new("reveal_round", Codecs.U64.Type)]);
        yield return new CaseDescription(135, "ResetBondsFlag", []);
        yield return new CaseDescription(BigRaw, "BigRaw", [new(null, Codecs.ByteVector.Type)]);
    }
}

/// <summary>What a neuron commits: at most three fields.</summary>
internal sealed record CommitmentInfo(ImmutableArray<CommitmentField> Fields)
{
    private static readonly Codec<ImmutableArray<CommitmentField>> FieldVector = Codecs.Vector(CommitmentField.Codec);

    public static Codec<CommitmentInfo> Codec { get; } = Codecs.Struct<CommitmentInfo>(
        "pallet_commitments::types::CommitmentInfo",
        [("fields", FieldVector.Type)],
        static (writer, info) => FieldVector.Write(writer, info.Fields),
        static (ref reader) => new CommitmentInfo(FieldVector.Read(ref reader)));
}

/// <summary>A commitment as it is kept.</summary>
internal sealed record CommitmentRecord(ulong Deposit, uint Block, CommitmentInfo Info)
{
    public static Codec<CommitmentRecord> Codec { get; } = Codecs.Struct<CommitmentRecord>(
        "pallet_commitments::types::Registration",
        [("deposit", Codecs.U64.Type), ("block", Codecs.U32.Type), ("info", CommitmentInfo.Codec.Type)],
        static (writer, record) => CommitmentInfo.Codec.Write(writer.WriteU64(record.Deposit).WriteU32(record.Block), record.Info),
        static (ref reader) => new CommitmentRecord(reader.ReadU64(), reader.ReadU32(), CommitmentInfo.Codec.Read(ref reader)));
}

/// <summary>Space used in an epoch.</summary>
internal readonly record struct SpaceUsage(ulong LastEpoch, ulong UsedSpace)
{
    public static Codec<SpaceUsage> Codec { get; } = Codecs.Struct<SpaceUsage>(
        "pallet_commitments::types::UsageTracker",
        [("last_epoch", Codecs.U64.Type), ("used_space", Codecs.U64.Type)],
        static (writer, usage) => writer.WriteU64(usage.LastEpoch).WriteU64(usage.UsedSpace),
        static (ref reader) => new SpaceUsage(reader.ReadU64(), reader.ReadU64()));
}
