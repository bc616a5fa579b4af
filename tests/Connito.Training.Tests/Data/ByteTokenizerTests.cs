using System.Text;
using Connito.Training.Data;

namespace Connito.Training.Tests.Data;

public sealed class ByteTokenizerTests
{
    private static readonly ByteTokenizer Tokenizer = ByteTokenizer.Instance;

    [Fact]
    public void The_special_ids_follow_the_bytes() =>
        Assert.Equal((256, 257, 258), (Tokenizer.BeginningOfText, Tokenizer.EndOfText, Tokenizer.VocabularySize));

    [Fact]
    public void A_token_is_a_byte_of_UTF8() => Assert.Equal([0x61, 0xC3, 0xA9], Tokenizer.Encode("aé"));

    [Fact]
    public void Any_text_survives() =>
        Gen.String.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)))
            .Sample(text => Tokenizer.Decode(Tokenizer.Encode(text)) == text);

    [Fact]
    public void Special_ids_have_no_text_and_others_are_refused()
    {
        Assert.Equal("a", Tokenizer.Decode([256, 0x61, 257]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.Decode([258]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.Decode([-1]));
    }
}
