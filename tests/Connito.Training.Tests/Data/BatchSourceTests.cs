using System.Collections.Immutable;
using Connito.Training.Data;

namespace Connito.Training.Tests.Data;

public sealed class BatchSourceTests
{
    private const string Seed = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    private static readonly Corpus Text =
        new("numbers", [.. Enumerable.Range(0, 400).Select(number => new Document("a", "b", $"number {number} of many"))]);

    private static readonly BatchSource Train = new(Text, DataSplit.Train, ByteTokenizer.Instance, 32);
    private static readonly BatchSource HeldOut = new(Text, DataSplit.HeldOut, ByteTokenizer.Instance, 32);

    [Fact]
    public void Documents_follow_each_other_each_after_its_mark()
    {
        var stream = new BatchSource(Text, DataSplit.HeldOut, ByteTokenizer.Instance, 2);
        var windows = Enumerable.Range(0, stream.WindowCount).SelectMany(window => stream.Batch([window]).Ids);
        var expected = Text.Documents.Where(document => document.Split == DataSplit.HeldOut)
            .SelectMany(document => ByteTokenizer.Instance.Encode(document.Text).Prepend(256))
            .Select(id => (long)id).ToArray();

        Assert.Equal(expected[..(expected.Length / 2 * 2)], windows);
    }

    [Fact]
    public void No_held_out_document_is_in_the_training_stream()
    {
        var all = string.Concat(Enumerable.Range(0, Train.WindowCount).Select(window => Decode(Train.Batch([window])))) + "number";
        Assert.All(Text.Documents.Where(document => document.Split == DataSplit.HeldOut), document =>
            Assert.DoesNotContain($"{document.Text}number", all, StringComparison.Ordinal));
    }

    [Fact]
    public void An_epoch_has_each_window_once_and_the_next_has_another_order()
    {
        var stream = Train.Stream("miner", 1);
        var first = Enumerable.Range(0, Train.WindowCount).Select(_ => Decode(stream.Next())).ToArray();
        var second = Enumerable.Range(0, Train.WindowCount).Select(_ => Decode(stream.Next())).ToArray();

        Assert.Equal(new BatchPosition(1, Train.WindowCount), stream.Position);
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
        Assert.NotEqual(first, second);
    }

    [Fact]
    public void A_stream_taken_up_again_goes_on_exactly() =>
        Gen.Select(Gen.String, Gen.Int[1, 7], Gen.Int[0, 60]).Sample((seed, sequences, skipped) =>
        {
            var stream = Train.Stream(seed, sequences);
            for (var batch = 0; batch < skipped; batch++)
                stream.Next();

            var resumed = Train.Stream(seed, sequences, stream.Position);
            return Enumerable.Range(0, 5).All(_ => stream.Next().Equals(resumed.Next()));
        }, iter: 50);

    [Fact]
    public void Each_seed_has_its_own_order()
    {
        Assert.Equal(Train.Stream("a", 4).Next(), Train.Stream("a", 4).Next());
        Assert.NotEqual(Train.Stream("a", 4).Next(), Train.Stream("b", 4).Next());
    }

    [Fact]
    public void Drawn_windows_are_distinct_and_the_seed_s_own()
    {
        var drawn = HeldOut.Draw(Seed, HeldOut.WindowCount / 2, 2);
        Assert.Equal(drawn, HeldOut.Draw($"0x{Seed.ToUpperInvariant()}", HeldOut.WindowCount / 2, 2));
        Assert.NotEqual(drawn, HeldOut.Draw(new string('0', 64), HeldOut.WindowCount / 2, 2));

        var windows = drawn.SelectMany(batch => batch.Ids.Chunk(32)).Select(window => string.Join(' ', window)).ToArray();
        Assert.Equal(windows.Distinct(), windows);
        Assert.All(drawn, batch => Assert.Equal(batch.Ids, batch.Labels));
    }

    [Fact]
    public void More_windows_than_there_are_is_an_error() =>
        Assert.Throws<TrainingException>(() => HeldOut.Draw(Seed, HeldOut.WindowCount + 1, 1));

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff")]
    public void A_seed_for_evaluation_is_64_digits(string seed) => Assert.Throws<ArgumentException>(() => HeldOut.Draw(seed, 1, 1));

    [Fact]
    public void A_position_beyond_the_epoch_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Train.Stream("a", 1, new BatchPosition(0, Train.WindowCount + 1)));

    [Fact]
    public void Too_little_text_is_an_error() =>
        Assert.Throws<TrainingException>(() => new BatchSource(new Corpus("small", []), DataSplit.Train, ByteTokenizer.Instance, 32));

    [Fact]
    public void The_identity_names_text_split_and_length()
    {
        ImmutableArray<string> identities =
        [
            Train.Identity, HeldOut.Identity, new BatchSource(Text, DataSplit.Train, ByteTokenizer.Instance, 33).Identity,
            new BatchSource(new Corpus("other", Text.Documents[..300]), DataSplit.Train, ByteTokenizer.Instance, 32).Identity,
        ];
        Assert.Equal(identities.Distinct(), identities);
        Assert.Equal(Train.Identity, new BatchSource(Text, DataSplit.Train, ByteTokenizer.Instance, 32).Identity);
    }

    private static string Decode(TokenBatch batch) => ByteTokenizer.Instance.Decode([.. batch.Ids.Select(id => (int)id)]);
}
