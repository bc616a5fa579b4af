using System.Collections.Immutable;
using Connito.Training.Experts;

namespace Connito.Training.Tests.Experts;

public sealed class ExpertGroupTests
{
    [Fact]
    public void Experts_are_kept_ascending_whatever_their_order()
    {
        var group = Group(0, (2, [9, 1]), (1, [7, 3, 12]));
        Assert.Equal([1, 2], group.ExpertsByLayer.Keys);
        Assert.Equal([3, 7, 12], group.ExpertsByLayer[1]);
        Assert.Equal(Group(0, (1, [3, 7, 12]), (2, [1, 9])), group);
        Assert.NotEqual(Group(1, (1, [3, 7, 12]), (2, [1, 9])), group);
        Assert.NotEqual(Group(0, (1, [3, 7, 12]), (2, [1, 8])), group);
    }

    [Fact]
    public void A_group_contains_its_experts_and_no_others()
    {
        var group = Group(0, (1, [3, 7]));
        Assert.True(group.Contains(1, 7));
        Assert.False(group.Contains(1, 4));
        Assert.False(group.Contains(2, 3));
    }

    [Theory]
    [InlineData(-1, 1, new[] { 1 })]
    [InlineData(0, -1, new[] { 1 })]
    [InlineData(0, 1, new[] { 1, -1 })]
    [InlineData(0, 1, new[] { 1, 1 })]
    public void Negative_and_repeated_numbers_are_refused(int id, int layer, int[] experts) =>
        Assert.Throws<ArgumentException>(() => Group(id, (layer, experts)));

    private static ExpertGroup Group(int id, params (int Layer, int[] Experts)[] layers) =>
        new(id, layers.Select(layer => KeyValuePair.Create(layer.Layer, layer.Experts.ToImmutableArray())));
}
