using System.Buffers.Binary;

namespace Connito.Chain.Crypto;

/// <summary>A Merlin transcript: labelled messages in, challenges that depend on all of them out; a copy is a fork.</summary>
/// <remarks>merlin.cool; the messages must come in the same order, with the same labels, on both sides.</remarks>
internal struct Transcript
{
    private Strobe128 _strobe;

    internal Transcript(ReadOnlySpan<byte> label)
    {
        _strobe = new Strobe128("Merlin v1.0"u8);
        Append("dom-sep"u8, label);
    }

    internal void Append(ReadOnlySpan<byte> label, ReadOnlySpan<byte> message)
    {
        WriteHeader(label, message.Length);
        _strobe.Associate(message);
    }

    internal void Challenge(ReadOnlySpan<byte> label, Span<byte> challenge)
    {
        WriteHeader(label, challenge.Length);
        _strobe.Squeeze(challenge);
    }

    /// <summary>The 32-byte scalar that a challenge of 64 bytes is modulo the group's order.</summary>
    internal void ChallengeScalar(ReadOnlySpan<byte> label, Span<byte> scalar)
    {
        Span<byte> wide = stackalloc byte[64];
        Challenge(label, wide);
        Sodium.ScalarReduce(scalar, wide);
    }

    /// <summary>Fills <paramref name="witness"/> from this transcript, a secret and randomness; the transcript stays as it was.</summary>
    internal readonly void Witness(
        ReadOnlySpan<byte> label, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> randomness, Span<byte> witness)
    {
        var fork = this;
        fork.WriteHeader(label, secret.Length);
        fork._strobe.Key(secret);
        fork._strobe.MetaAssociate("rng"u8);
        fork._strobe.Key(randomness);
        Span<byte> size = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(size, witness.Length);
        fork._strobe.MetaAssociate(size);
        fork._strobe.Squeeze(witness);
        fork.Clear();
    }

    /// <summary>Forgets everything; for transcripts that took a secret.</summary>
    internal void Clear() => _strobe.Clear();

    private void WriteHeader(ReadOnlySpan<byte> label, int dataSize)
    {
        Span<byte> size = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteInt32LittleEndian(size, dataSize);
        _strobe.MetaAssociate(label);
        _strobe.MetaAssociate(size, isContinuation: true);
    }
}
