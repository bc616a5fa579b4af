using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace Connito.Chain.Crypto;

/// <summary>STROBE at 128 bits over Keccak-f[1600], as far as Merlin uses it; a copy of the value is a fork of the state.</summary>
/// <remarks>strobe.sourceforge.io/specs, version 1.0.2; Merlin's subset has no transport operations.</remarks>
internal struct Strobe128
{
    private const int StateSize = 200;
    private const int Rate = 166;

    private State _state;
    private byte _position;
    private byte _operationStart;

    internal Strobe128(ReadOnlySpan<byte> protocolLabel)
    {
        Span<byte> state = _state;
        ReadOnlySpan<byte> header = [1, Rate + 2, 1, 0, 1, 12 * 8];
        header.CopyTo(state);
        "STROBEv1.0.2"u8.CopyTo(state[header.Length..]);
        Sodium.Keccak1600(state);
        MetaAssociate(protocolLabel);
    }

    [Flags]
    private enum Operation : byte
    {
        Inbound = 1,
        Application = 2,
        Cipher = 4,
        Meta = 16,
    }

    /// <summary>Absorbs a label or a length; a continuation belongs to the meta operation before it.</summary>
    internal void MetaAssociate(ReadOnlySpan<byte> data, bool isContinuation = false)
    {
        if (!isContinuation)
            Begin(Operation.Meta | Operation.Application);
        Absorb(data);
    }

    /// <summary>Absorbs public data.</summary>
    internal void Associate(ReadOnlySpan<byte> data)
    {
        Begin(Operation.Application);
        Absorb(data);
    }

    /// <summary>Absorbs a secret, so that what came before cannot be computed back from the state.</summary>
    internal void Key(ReadOnlySpan<byte> data)
    {
        Begin(Operation.Application | Operation.Cipher);
        foreach (byte value in data)
        {
            _state[_position] = value;
            Advance();
        }
    }

    /// <summary>Fills <paramref name="output"/> with bytes that depend on everything absorbed.</summary>
    internal void Squeeze(Span<byte> output)
    {
        Begin(Operation.Inbound | Operation.Application | Operation.Cipher);
        foreach (ref byte value in output)
        {
            value = _state[_position];
            _state[_position] = 0;
            Advance();
        }
    }

    /// <summary>Forgets everything; the value is of no further use.</summary>
    internal void Clear() => CryptographicOperations.ZeroMemory(_state);

    private void Begin(Operation operation)
    {
        byte previousStart = _operationStart;
        _operationStart = (byte)(_position + 1);
        Absorb([previousStart, (byte)operation]);
        if ((operation & Operation.Cipher) != 0 && _position != 0)
            Permute();
    }

    private void Absorb(ReadOnlySpan<byte> data)
    {
        foreach (byte value in data)
        {
            _state[_position] ^= value;
            Advance();
        }
    }

    private void Advance()
    {
        if (++_position == Rate)
            Permute();
    }

    private void Permute()
    {
        _state[_position] ^= _operationStart;
        _state[_position + 1] ^= 0x04;
        _state[Rate + 1] ^= 0x80;
        Sodium.Keccak1600(_state);
        _position = 0;
        _operationStart = 0;
    }

    [InlineArray(StateSize)]
    private struct State
    {
        private byte _first;
    }
}
