using System.Text;
using Connito.Chain.Crypto;
using Connito.Chain.Primitives;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Commitments;

/// <summary>A hotkey's sr25519 signature over the 48 hex digits of a model hash, base64url without padding: 86 characters.</summary>
/// <remarks>The signed text holds no cycle, role or group: freshness rests on when it was committed.</remarks>
internal readonly record struct SignedModelHash(string Text)
{
    /// <summary>Signs; two signatures over the same hash differ.</summary>
    public static SignedModelHash Sign(Keypair hotkey, ModelHash hash) =>
        new(SignatureText.Of(hotkey.Sign(Encoding.UTF8.GetBytes(hash.Hex))));

    /// <summary>Whether <paramref name="hotkey"/> signed <paramref name="hash"/>, as plain text or in the form wallets wrap it in.</summary>
    public bool Verifies(Hotkey hotkey, ModelHash hash)
    {
        Span<byte> signature = stackalloc byte[SignatureText.SizeBytes];
        if (!SignatureText.TryRead(Text, signature))
            return false;

        return Keypair.Verify(hotkey.Account, Encoding.UTF8.GetBytes(hash.Hex), signature)
            || Keypair.Verify(hotkey.Account, Encoding.UTF8.GetBytes($"<Bytes>{hash.Hex}</Bytes>"), signature);
    }

    /// <summary>The text as it stands in a commitment.</summary>
    public override string ToString() => Text;
}
