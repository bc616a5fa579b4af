using System.Text;
using Connito.Chain.Crypto;
using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>What the runtime calls itself. Names, indices and layouts follow Subtensor's spec version 424.</summary>
internal sealed record RuntimeVersion(uint SpecVersion, uint TransactionVersion)
{
    public const string SpecName = "node-subtensor";

    public const string ImplementationName = "connito-localnet";

    /// <summary>The runtime APIs this node answers, each with the version its answers follow.</summary>
    public static readonly (string Name, uint Version)[] Apis =
    [
        ("Core", 5), ("Metadata", 2), ("AccountNonceApi", 1), ("TransactionPaymentApi", 4),
        ("NeuronInfoRuntimeApi", 1), ("SubnetInfoRuntimeApi", 1), ("SubnetRegistrationRuntimeApi", 1),
    ];

    public static RuntimeVersion Current { get; } = new(424, 1);

    public static Codec<RuntimeVersion> Codec { get; } = Codecs.Struct<RuntimeVersion>(
        "sp_version::RuntimeVersion",
        [
            ("spec_name", Codecs.Text.Type), ("impl_name", Codecs.Text.Type), ("authoring_version", Codecs.U32.Type),
            ("spec_version", Codecs.U32.Type), ("impl_version", Codecs.U32.Type),
            ("apis", new TypeDescription.Sequence(new TypeDescription.Tuple([Codecs.Bytes(8), Codecs.U32.Type]))),
            ("transaction_version", Codecs.U32.Type), ("system_version", Codecs.U8.Type),
        ],
        static (writer, version) =>
        {
            writer.WriteString(SpecName).WriteString(ImplementationName).WriteU32(1).WriteU32(version.SpecVersion).WriteU32(1);
            writer.WriteCompact(Apis.Length);
            foreach (var (name, apiVersion) in Apis)
                writer.WriteBytes(IdOf(name)).WriteU32(apiVersion);
            writer.WriteU32(version.TransactionVersion).WriteU8(1);
        },
        static (ref reader) => throw new NotSupportedException("The runtime's version is written, never read."));

    /// <summary>The eight bytes by which Substrate names a runtime API.</summary>
    public static byte[] IdOf(string api) => Blake2b.Hash(Encoding.UTF8.GetBytes(api), 8);
}
