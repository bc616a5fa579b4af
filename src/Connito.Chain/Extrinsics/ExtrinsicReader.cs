using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Extrinsics;

/// <summary>Takes version-4 extrinsics apart, as a node does with what it is sent.</summary>
public static class ExtrinsicReader
{
    /// <summary>Reads an extrinsic with its length in front. The call stays bytes: <see cref="ChainRuntime.DecodeCall"/> reads it.</summary>
    /// <exception cref="ScaleFormatException">The bytes are no such extrinsic.</exception>
    /// <exception cref="ExtensionNotSupportedException">The runtime wants an extension that carries bytes and is unknown here.</exception>
    public static DecodedExtrinsic Read(ChainRuntime runtime, ReadOnlySpan<byte> extrinsic)
    {
        var reader = new ScaleReader(extrinsic);
        var body = new ScaleReader(reader.ReadByteVector());
        reader.EnsureEnd();
        var hash = ExtrinsicFormat.HashOf(extrinsic);
        return body.ReadU8() switch
        {
            ExtrinsicFormat.SignedV4 => ReadSigned(runtime, ref body, hash),
            ExtrinsicFormat.BareV4 => new DecodedExtrinsic.Bare { Call = [.. body.Rest], Hash = hash },
            var other => throw new ScaleFormatException($"An extrinsic of version 4 wanted; its first byte is {other}."),
        };
    }

    private static DecodedExtrinsic.Signed ReadSigned(ChainRuntime runtime, ref ScaleReader body, BlockHash hash)
    {
        if (body.ReadU8() is var address and not ExtrinsicFormat.AddressId)
            throw new ScaleFormatException($"A signer named by its account (0) wanted; {address} came.", "address");

        var signer = new AccountId(body.ReadBytes(AccountId.Size));
        var scheme = ExtrinsicFormat.SchemeOf(body.ReadU8());
        var signature = body.ReadBytes(ExtrinsicFormat.SignatureSize);
        var options = ExtrinsicExtensions.ReadExtra(runtime, ref body);
        return new DecodedExtrinsic.Signed(signer, scheme, [.. signature], options) { Call = [.. body.Rest], Hash = hash };
    }
}
