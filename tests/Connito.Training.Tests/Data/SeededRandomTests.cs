using Connito.Training.Data;

namespace Connito.Training.Tests.Data;

public sealed class SeededRandomTests
{
    [Fact]
    public void An_order_has_each_number_once() =>
        Gen.Select(Gen.Int[1, 200], Gen.String).Sample((size, seed) =>
            new SeededRandom(seed).Order(size, size).Order().SequenceEqual(Enumerable.Range(0, size)));

    [Fact]
    public void A_seed_always_gives_the_same_numbers() =>
        Assert.Equal(new SeededRandom("a").Order(50, 20), new SeededRandom("a").Order(50, 20));

    [Fact]
    public void Numbers_are_uniform()
    {
        var random = new SeededRandom("uniform");
        var counts = new int[10];
        for (var draw = 0; draw < 100_000; draw++)
            counts[random.Next(10)]++;

        // Five standard deviations of a binomial with n = 100,000 and p = 0.1.
        Assert.All(counts, count => Assert.InRange(count, 10_000 - 475, 10_000 + 475));
    }
}
