using Connito.Neuron.Commands;

namespace Connito.Neuron.Tests.Commands;

public class DurationsTests
{
    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("1.5s", 1500)]
    [InlineData("12s", 12_000)]
    [InlineData("2m", 120_000)]
    [InlineData("0s", 0)]
    public void A_number_with_its_unit_is_a_duration(string text, int milliseconds)
    {
        Assert.True(Durations.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("250")]
    [InlineData("ms")]
    [InlineData("-1s")]
    [InlineData("1h")]
    [InlineData("1e9s")]
    [InlineData("99999999999m")]
    [InlineData("")]
    public void Anything_else_is_none(string text) => Assert.False(Durations.TryParse(text, out _));
}
