using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary>The slot's length alone: nobody competes for blocks here, but clients read block time from it.</summary>
internal static class AuraPallet
{
    public static PalletDeclaration Declare(ulong slotMilliseconds) => new(3, "Aura", "pallet_aura")
    {
        Constants = [ConstantDeclaration.Of("SlotDuration", Codecs.U64, slotMilliseconds)],
    };
}
