using System.Collections.Concurrent;
using Connito.Chain.Extrinsics;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;
using Connito.Chain.Storage;

namespace Connito.Chain.Metadata;

/// <summary>One runtime of one chain: encodes and decodes calls, storage, constants, events and runtime APIs by name. Immutable.</summary>
/// <remarks>A runtime upgrade makes another; keep one by genesis hash and spec version.</remarks>
/// <param name="metadata">What the runtime says of itself.</param>
/// <param name="specVersion">The runtime's version, which signatures cover.</param>
/// <param name="transactionVersion">The version of its extrinsics, which signatures cover.</param>
/// <param name="genesisHash">The chain's first block, which signatures cover.</param>
public sealed class ChainRuntime(RuntimeMetadata metadata, uint specVersion, uint transactionVersion, BlockHash genesisHash)
{
    private readonly EventReader _events = new(metadata);
    private readonly DispatchErrors _errors = new(metadata);
    private readonly ConcurrentDictionary<(string Pallet, string Entry), StorageItem> _storage = new();

    /// <summary>What the runtime says of itself.</summary>
    public RuntimeMetadata Metadata { get; } = metadata;

    /// <summary>The runtime's version, which signatures cover.</summary>
    public uint SpecVersion { get; } = specVersion;

    /// <summary>The version of its extrinsics, which signatures cover.</summary>
    public uint TransactionVersion { get; } = transactionVersion;

    /// <summary>The chain's first block, which signatures cover.</summary>
    public BlockHash GenesisHash { get; } = genesisHash;

    /// <summary>Encodes a call: pallet index, call index, arguments.</summary>
    /// <param name="pallet">The pallet's name.</param>
    /// <param name="call">The call's name.</param>
    /// <param name="arguments">Each argument of the call by name, in any order.</param>
    /// <exception cref="MissingInRuntimeException">The runtime has no such call.</exception>
    /// <exception cref="ScaleFormatException">An argument is missing, unknown, or not of its type; the path names it.</exception>
    public byte[] EncodeCall(string pallet, string call, params ReadOnlySpan<(string Name, ScaleValue Value)> arguments) =>
        EncodeCall(pallet, call, ScaleValue.Named(arguments));

    /// <summary>Encodes a call whose arguments are a struct.</summary>
    /// <inheritdoc cref="EncodeCall(string, string, ReadOnlySpan{ValueTuple{string, ScaleValue}})" path="/exception"/>
    public byte[] EncodeCall(string pallet, string call, ScaleValue.Composite arguments)
    {
        var target = Metadata.Call(pallet, call);
        var writer = new ScaleWriter().WriteU8(Metadata.Pallet(pallet).Index).WriteU8(target.Index);
        try
        {
            new TypeEncoder(Metadata.Types, writer).EncodeFields(target.Fields, arguments, 0);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within($"{pallet}.{call}");
        }

        return writer.ToArray();
    }

    /// <summary>Decodes a call from all of the bytes.</summary>
    /// <exception cref="ScaleFormatException">The bytes are no call of this runtime.</exception>
    public DecodedCall DecodeCall(ReadOnlySpan<byte> call)
    {
        var reader = new ScaleReader(call);
        var index = reader.ReadU8();
        var pallet = Metadata.FindPallet(index) ?? throw new ScaleFormatException($"A call of a known pallet wanted; pallet {index} came.");
        var callIndex = reader.ReadU8();
        try
        {
            var target = Metadata.CasesOf(pallet.Calls).FirstOrDefault(candidate => candidate.Index == callIndex)
                ?? throw new ScaleFormatException($"A known call wanted; call {callIndex} came.");
            var decoded = new TypeDecoder(Metadata.Types, call.Length).DecodeCaseFields(target, ref reader, 0);
            reader.EnsureEnd();
            return new DecodedCall(pallet.Name, target.Name, decoded.Fields);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within(pallet.Name);
        }
    }

    /// <summary>A storage item, for reads and writes of its keys and values.</summary>
    /// <exception cref="MissingInRuntimeException">The runtime has no such item.</exception>
    public StorageItem Storage(string pallet, string entry) =>
        _storage.GetOrAdd((pallet, entry), static (name, metadata) => new StorageItem(metadata, name.Pallet, name.Entry), Metadata);

    /// <summary>The key of a value, or with fewer keys than the map has the prefix of all values under them.</summary>
    /// <exception cref="MissingInRuntimeException">The runtime has no such item.</exception>
    /// <exception cref="ScaleFormatException">A key is not of its type, or there are too many.</exception>
    public byte[] StorageKey(string pallet, string entry, params ReadOnlySpan<ScaleValue> keys) => Storage(pallet, entry).Key(keys);

    /// <summary>The map's keys in a full storage key; a hasher that keeps no key stands as its digest's bytes.</summary>
    /// <exception cref="MissingInRuntimeException">The runtime has no such item.</exception>
    /// <exception cref="ScaleFormatException">The bytes are no key of that item.</exception>
    public ScaleValue[] DecodeStorageKey(string pallet, string entry, ReadOnlySpan<byte> key) => Storage(pallet, entry).DecodeKey(key);

    /// <summary>Decodes a value as the node gives it.</summary>
    /// <returns>For null the item's default, or null where the item is optional.</returns>
    /// <exception cref="MissingInRuntimeException">The runtime has no such item.</exception>
    /// <exception cref="ScaleFormatException">The bytes are not of the item's type.</exception>
    public ScaleValue? DecodeStorage(string pallet, string entry, byte[]? bytes) => Storage(pallet, entry).Decode(bytes);

    /// <summary>Encodes a value as the node stores it.</summary>
    /// <exception cref="MissingInRuntimeException">The runtime has no such item.</exception>
    /// <exception cref="ScaleFormatException">The value is not of the item's type.</exception>
    public byte[] EncodeStorage(string pallet, string entry, ScaleValue value) => Storage(pallet, entry).Encode(value);

    /// <summary>A pallet's constant.</summary>
    /// <exception cref="MissingInRuntimeException">The runtime has no such constant.</exception>
    public ScaleValue Constant(string pallet, string name)
    {
        var constant = Metadata.Constant(pallet, name);
        return Decode(constant.Type, constant.Value.AsSpan(), $"{pallet}.{name}");
    }

    /// <summary>Decodes a block's events: the value of System.Events.</summary>
    /// <exception cref="ScaleFormatException">The bytes are not this runtime's events.</exception>
    public IReadOnlyList<EventRecord> DecodeEvents(ReadOnlySpan<byte> bytes) => _events.Read(bytes);

    /// <summary>Names a DispatchError, which ExtrinsicFailed and some results carry.</summary>
    /// <exception cref="ScaleFormatException">The value is no DispatchError.</exception>
    public DispatchError DescribeError(ScaleValue error) => _errors.Describe(error);

    /// <summary>Encodes the arguments of a runtime API's method, in order.</summary>
    /// <exception cref="MissingInRuntimeException">The metadata describes no such method.</exception>
    /// <exception cref="ScaleFormatException">An argument is not of its type.</exception>
    public byte[] EncodeRuntimeApiInput(string api, string method, params ReadOnlySpan<ScaleValue> arguments)
    {
        var inputs = Metadata.ApiMethod(api, method).Inputs;
        if (arguments.Length != inputs.Length)
            throw new ScaleFormatException($"{inputs.Length} arguments wanted; {arguments.Length} came.", $"{api}_{method}");

        var writer = new ScaleWriter();
        for (var i = 0; i < inputs.Length; i++)
            writer.WriteBytes(Encode(inputs[i].Type, arguments[i], $"{api}_{method}.{inputs[i].Name}"));
        return writer.ToArray();
    }

    /// <summary>Decodes what a runtime API's method gave.</summary>
    /// <exception cref="MissingInRuntimeException">The metadata describes no such method.</exception>
    /// <exception cref="ScaleFormatException">The bytes are not of the method's type.</exception>
    public ScaleValue DecodeRuntimeApiOutput(string api, string method, ReadOnlySpan<byte> output) =>
        Decode(Metadata.ApiMethod(api, method).Output, output, $"{api}_{method}");

    /// <summary>Decodes a value of any type of this runtime from all of the bytes.</summary>
    /// <param name="type">Its type in <see cref="RuntimeMetadata.Types"/>.</param>
    /// <param name="bytes">The value's bytes.</param>
    /// <param name="path">What the value is, for the message of a fault.</param>
    /// <exception cref="ScaleFormatException">The bytes are not of the type.</exception>
    public ScaleValue Decode(TypeId type, ReadOnlySpan<byte> bytes, string path = "")
    {
        try
        {
            return TypeDecoder.DecodeAll(Metadata.Types, type, bytes);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within(path);
        }
    }

    /// <summary>Encodes a value of any type of this runtime.</summary>
    /// <param name="type">Its type in <see cref="RuntimeMetadata.Types"/>.</param>
    /// <param name="value">The value.</param>
    /// <param name="path">What the value is, for the message of a fault.</param>
    /// <exception cref="ScaleFormatException">The value is not of the type.</exception>
    public byte[] Encode(TypeId type, ScaleValue value, string path = "")
    {
        try
        {
            return TypeEncoder.EncodeAll(Metadata.Types, type, value);
        }
        catch (ScaleFormatException fault)
        {
            throw fault.Within(path);
        }
    }
}
