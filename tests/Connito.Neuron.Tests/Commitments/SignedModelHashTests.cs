using System.Buffers.Text;
using System.Text;
using Connito.Chain.Crypto;
using Connito.Neuron.Commitments;
using Connito.Training.Checkpoints;

namespace Connito.Neuron.Tests.Commitments;

public class SignedModelHashTests
{
    private static readonly ModelHash Hash = new("50cf08883183d8afd31e650095ac64f96bce24cd9daeef1a");

    [Fact]
    public void A_signature_is_its_hotkeys_and_its_hashs_alone()
    {
        using var alice = Keypair.FromUri("//Alice");
        using var bob = Keypair.FromUri("//Bob");
        var signed = SignedModelHash.Sign(alice, Hash);

        Assert.Equal(86, signed.Text.Length);
        Assert.True(signed.Verifies(alice.Hotkey, Hash));
        Assert.False(signed.Verifies(bob.Hotkey, Hash));
        Assert.False(signed.Verifies(alice.Hotkey, new ModelHash(new string('0', 48))));
    }

    [Fact]
    public void The_form_that_wallets_wrap_is_taken_too()
    {
        using var alice = Keypair.FromUri("//Alice");
        var wrapped = new SignedModelHash(Base64Url.EncodeToString(alice.Sign(Encoding.UTF8.GetBytes($"<Bytes>{Hash.Hex}</Bytes>"))));
        Assert.True(wrapped.Verifies(alice.Hotkey, Hash));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_is_no_signature_verifies_nothing(string text)
    {
        using var alice = Keypair.FromUri("//Alice");
        Assert.False(new SignedModelHash(text).Verifies(alice.Hotkey, Hash));
    }
}
