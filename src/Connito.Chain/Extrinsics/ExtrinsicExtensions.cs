using Connito.Chain.Metadata;
using Connito.Chain.Primitives;
using Connito.Chain.Scale;

namespace Connito.Chain.Extrinsics;

/// <summary>The bytes of a signed extrinsic's extensions, in the order that the metadata gives.</summary>
internal static class ExtrinsicExtensions
{
    /// <summary>The identifier of the era's extension.</summary>
    public const string CheckMortality = "CheckMortality";

    /// <summary>The identifier of the nonce's extension.</summary>
    public const string CheckNonce = "CheckNonce";

    /// <summary>The identifier of the tip's extension.</summary>
    public const string ChargeTransactionPayment = "ChargeTransactionPayment";

    private const string CheckSpecVersion = "CheckSpecVersion";
    private const string CheckTxVersion = "CheckTxVersion";
    private const string CheckGenesis = "CheckGenesis";
    private const string CheckMetadataHash = "CheckMetadataHash";

    /// <summary>What stands in the extrinsic between signature and call.</summary>
    /// <exception cref="ExtensionNotSupportedException">An extension carries bytes and is none of ours.</exception>
    public static byte[] Extra(ChainRuntime runtime, ExtrinsicOptions options)
    {
        var writer = new ScaleWriter();
        foreach (var extension in runtime.Metadata.Extrinsic.Extensions)
        {
            switch (NameOf(extension))
            {
                case CheckMortality:
                    writer.WriteBytes(options.Era.Encode());
                    break;
                case CheckNonce:
                    writer.WriteCompact(options.Nonce);
                    break;
                case ChargeTransactionPayment:
                    writer.WriteCompact(options.Tip.Rao);
                    break;
                case CheckMetadataHash:
                    // Mode 0: the signature covers no hash of the metadata.
                    writer.WriteU8(0);
                    break;
                default:
                    RequireEmpty(runtime, extension, extension.Extra);
                    break;
            }
        }

        return writer.ToArray();
    }

    /// <summary>What the signature covers beyond the extrinsic itself.</summary>
    /// <exception cref="ExtensionNotSupportedException">An extension signs bytes and is none of ours.</exception>
    public static byte[] Additional(ChainRuntime runtime, BlockHash birthHash)
    {
        var writer = new ScaleWriter();
        foreach (var extension in runtime.Metadata.Extrinsic.Extensions)
        {
            switch (NameOf(extension))
            {
                case CheckSpecVersion:
                    writer.WriteU32(runtime.SpecVersion);
                    break;
                case CheckTxVersion:
                    writer.WriteU32(runtime.TransactionVersion);
                    break;
                case CheckGenesis:
                    writer.WriteBytes(runtime.GenesisHash.ToArray());
                    break;
                case CheckMortality:
                    writer.WriteBytes(birthHash.ToArray());
                    break;
                case CheckMetadataHash:
                    // None: there is no hash of the metadata.
                    writer.WriteU8(0);
                    break;
                default:
                    RequireEmpty(runtime, extension, extension.Additional);
                    break;
            }
        }

        return writer.ToArray();
    }

    /// <summary>Reads what stands between signature and call.</summary>
    /// <exception cref="ScaleFormatException">The bytes are not the extensions'.</exception>
    /// <exception cref="ExtensionNotSupportedException">An extension carries bytes and is none of ours.</exception>
    public static ExtrinsicOptions ReadExtra(ChainRuntime runtime, ref ScaleReader reader)
    {
        var options = new ExtrinsicOptions(0);
        foreach (var extension in runtime.Metadata.Extrinsic.Extensions)
        {
            switch (NameOf(extension))
            {
                case CheckMortality:
                    var isImmortal = !reader.Rest.IsEmpty && reader.Rest[0] == 0;
                    options = options with { Era = ExtrinsicEra.Decode(reader.ReadBytes(isImmortal ? 1 : 2)) };
                    break;
                case CheckNonce:
                    options = options with { Nonce = reader.ReadCompactU32() };
                    break;
                case ChargeTransactionPayment:
                    options = options with { Tip = new Tao(reader.ReadCompactU64()) };
                    break;
                case CheckMetadataHash:
                    if (reader.ReadU8() is var mode and not 0)
                        throw new ScaleFormatException($"No metadata hash wanted (mode 0); mode {mode} came.", CheckMetadataHash);
                    break;
                default:
                    RequireEmpty(runtime, extension, extension.Extra);
                    break;
            }
        }

        return options;
    }

    private static string NameOf(ExtensionMetadata extension) => extension.Identifier switch
    {
        // The runtime wraps Substrate's extension; some metadata shows the wrapper's name.
        "ChargeTransactionPaymentWrapper" => ChargeTransactionPayment,
        "CheckEra" => CheckMortality,
        var identifier => identifier,
    };

    private static void RequireEmpty(ChainRuntime runtime, ExtensionMetadata extension, TypeId type)
    {
        var types = runtime.Metadata.Types;
        if (!types.IsZeroSized(type))
            throw new ExtensionNotSupportedException(extension.Identifier, types.NameOf(type));
    }
}
