using System.Text;
using System.Text.Json;
using Connito.Chain.Crypto;

namespace Connito.Chain.Tests.Crypto;

public sealed class TranscriptTests
{
    [Fact]
    public void Every_transcript_of_the_merlin_suite_gives_its_challenges()
    {
        foreach (var row in CryptoVectors.Rows("sr25519.json", "merlin").Where(row => row.TryGetProperty("steps", out _)))
        {
            var transcript = new Transcript(Label(row, "label"));
            foreach (var step in row.GetProperty("steps").EnumerateArray())
                Play(ref transcript, step);
        }
    }

    private static void Play(ref Transcript transcript, JsonElement step)
    {
        if (step.TryGetProperty("append", out var append))
        {
            transcript.Append(Encoding.UTF8.GetBytes(append[0].GetString()!), Convert.FromHexString(append[1].GetString()!));
        }
        else if (step.TryGetProperty("append_fill", out var fill))
        {
            transcript.Append(
                Encoding.UTF8.GetBytes(fill[0].GetString()!), [.. Enumerable.Repeat(fill[1].GetByte(), fill[2].GetInt32())]);
        }
        else
        {
            var challenge = step.GetProperty("challenge");
            var output = new byte[challenge[1].GetInt32()];
            transcript.Challenge(Encoding.UTF8.GetBytes(challenge[0].GetString()!), output);
            Assert.Equal(step.Bytes("output"), output);
        }
    }

    private static byte[] Label(JsonElement row, string name) => Encoding.UTF8.GetBytes(row.Text(name));
}
