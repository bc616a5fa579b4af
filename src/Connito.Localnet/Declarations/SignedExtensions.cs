using System.Collections.Immutable;
using static Connito.Localnet.Declarations.Codecs;

namespace Connito.Localnet.Declarations;

/// <summary>Subtensor's signed extensions in Subtensor's order; six of the thirteen carry bytes.</summary>
internal static class SignedExtensions
{
    private static readonly TypeDescription Era = new TypeDescription.Variant(
        "sp_runtime::generic::era::Era",
        [
            new(0, "Immortal", []),
            .. Enumerable.Range(1, byte.MaxValue).Select(index => new CaseDescription((byte)index, $"Mortal{index}", [new(null, U8.Type)])),
        ],
        []);

    private static readonly TypeDescription Mode = new TypeDescription.Variant(
        "frame_metadata_hash_extension::Mode", [new(0, "Disabled", []), new(1, "Enabled", [])], []);

    /// <summary>Each extension's identifier, what it puts into the extrinsic, and what it adds to the signed payload alone.</summary>
    public static ImmutableArray<(string Identifier, TypeDescription Extra, TypeDescription Additional)> All { get; } =
    [
        Of("frame_system::extensions::check_non_zero_sender::CheckNonZeroSender", [], TypeDescription.Unit),
        Of("frame_system::extensions::check_spec_version::CheckSpecVersion", [], U32.Type),
        Of("frame_system::extensions::check_tx_version::CheckTxVersion", [], U32.Type),
        Of("frame_system::extensions::check_genesis::CheckGenesis", [], Hash.Type),
        Of("node_subtensor_runtime::check_mortality::CheckMortality", [new(null, Era)], Hash.Type),
        Of("node_subtensor_runtime::check_nonce::CheckNonce", [new(null, new TypeDescription.Compact(U32.Type))], TypeDescription.Unit),
        Of("frame_system::extensions::check_weight::CheckWeight", [], TypeDescription.Unit),
        Of("pallet_transaction_payment::ChargeTransactionPayment", [new(null, CompactU64.Type)], TypeDescription.Unit),
        Of("node_subtensor_runtime::sudo_wrapper::SudoTransactionExtension", [], TypeDescription.Unit),
        Of("pallet_shield::extension::CheckShieldedTxValidity", [], TypeDescription.Unit),
        Of("pallet_subtensor::extensions::subtensor::SubtensorTransactionExtension", [], TypeDescription.Unit),
        Of("pallet_drand::drand_priority::DrandPriority", [], TypeDescription.Unit),
        Of("frame_metadata_hash_extension::CheckMetadataHash", [new("mode", Mode)], Option(Bytes(32))),
    ];

    private static (string, TypeDescription, TypeDescription) Of(string path, ImmutableArray<FieldDescription> fields, TypeDescription additional) =>
        (path[(path.LastIndexOf(':') + 1)..], new TypeDescription.Composite(path, fields, []), additional);
}
