using Connito.Chain.Primitives;

namespace Connito.Chain.Tests.Primitives;

public sealed class AccountIdTests
{
    private const string Alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";

    [Fact]
    public void An_account_prints_as_the_address_it_was_read_from()
    {
        Assert.Equal(Alice, AccountId.Parse(Alice).ToString());
        Assert.Equal(Alice, Hotkey.Parse(Alice).ToString());
        Assert.Equal(Alice, Coldkey.Parse(Alice).ToString());
    }

    [Fact]
    public void Thirty_two_bytes_make_an_account_and_no_other_number_does()
    {
        for (int size = 0; size <= 64; size++)
        {
            var bytes = new byte[size];
            if (size == AccountId.Size)
                Assert.Equal(bytes, new AccountId(bytes).ToArray());
            else
                Assert.Throws<ArgumentException>(() => new AccountId(bytes));
        }
    }

    [Fact]
    public void Accounts_are_ordered_and_equal_as_their_bytes() =>
        Gen.Select(Gen.Byte[0, 1].Array[32], Gen.Byte[0, 1].Array[32]).Sample((left, right) =>
        {
            var a = new AccountId(left);
            var b = new AccountId(right);
            int order = left.AsSpan().SequenceCompareTo(right);
            return Math.Sign(a.CompareTo(b)) == Math.Sign(order)
                && (a == b) == (order == 0)
                && (a != b || a.GetHashCode() == b.GetHashCode());
        });

    [Fact]
    public void Text_that_is_no_address_is_refused()
    {
        Assert.False(AccountId.TryParse(null, out _));
        Assert.False(Hotkey.TryParse("", out _));
        Assert.False(Coldkey.TryParse(Alice + "1", out _));
    }
}
