using System.Buffers.Binary;
using System.Text;
using Connito.Training.Checkpoints;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Checkpoints;

public sealed class SafetensorsHeaderTests
{
    private static readonly CheckpointLimits Limits = new()
    {
        FileSizeBytes = 1 << 20,
        HeaderSizeBytes = 4096,
        TensorCount = 4,
        NameLength = 16,
        TensorSizeBytes = 1 << 16,
    };

    [Fact]
    public void A_good_file_is_read_as_its_writer_meant_it()
    {
        using var file = SafetensorsFile.Open(Vectors.PathOf("formats/st-good.safetensors"), CheckpointLimits.Default);
        var listed = Vectors.Json("formats/formats.json").GetProperty("safetensors").GetProperty("good");
        var expected = listed.GetProperty("st-good.safetensors").GetProperty("tensors");

        Assert.Equal(["a.bf16", "e", "flag", "i", "m.f16", "s", "u", "z.f32"], file.Header.Tensors.Select(tensor => tensor.Name));
        Assert.Equal("café", file.Header.Metadata["note"]);
        foreach (var entry in file.Header.Tensors)
        {
            var wanted = expected.GetProperty(entry.Name);
            Assert.Equal(wanted.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64()), entry.Shape);
            Assert.Equal(wanted.GetProperty("nbytes").GetInt64(), entry.SizeBytes);
            var type = entry.Type == ScalarType.Byte ? "uint8" : entry.Type.ToString().ToLowerInvariant();
            Assert.Equal(wanted.GetProperty("dtype").GetString(), type);
            Assert.Equal(wanted.GetProperty("sha256").GetString(), Sha256(file, entry));
        }
    }

    [Theory]
    [InlineData("st-bad-dtype", "Tensor 'w' is of type 'Q7', which this reader does not know.")]
    [InlineData("st-bad-duplicate", "Tensor 'w' is declared twice.")]
    [InlineData("st-bad-header-length", "The header says it is 1099511627776 bytes long; 62 follow.")]
    [InlineData("st-bad-hole", "Tensor 'b' begins at byte 8; bytes 4 to 8 belong to no tensor.")]
    [InlineData("st-bad-json", "The header is not valid JSON:")]
    [InlineData("st-bad-negative", "Tensor 'w' has shape that are not whole numbers")]
    [InlineData("st-bad-offset-range", "Tensor 'w' ends at byte 16; the file holds 8 bytes of data.")]
    [InlineData("st-bad-overlap", "Tensor 'b' begins at byte 4, inside the one before it, which ends at 8.")]
    [InlineData("st-bad-short", "The header is not a JSON object")]
    [InlineData("st-bad-size-mismatch", "Tensor 'w' of type F32 and shape [3] takes 12 bytes; its data_offsets span 8.")]
    [InlineData("st-bad-tiny", "The file has 3 bytes;")]
    public void A_broken_file_is_refused_for_its_own_reason(string name, string message)
    {
        var exception = Assert.Throws<CheckpointFormatException>(() => ModelHash.OfFile(Vectors.PathOf($"formats/{name}.safetensors")));
        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_broken_file_of_the_vectors_is_tried()
    {
        var listed = Vectors.Json("formats/formats.json").GetProperty("safetensors").GetProperty("bad").EnumerateObject().Count();
        Assert.Equal(listed, Directory.GetFiles(Vectors.PathOf("formats"), "st-bad-*").Length);
        Assert.Equal(11, listed);
    }

    [Theory]
    [InlineData("""{"w":{"dtype":"F32","shape":[9223372036854775807,9223372036854775807],"data_offsets":[0,4]}}""", "bytes allowed")]
    [InlineData("""{"w":{"dtype":"F32","shape":[0,9223372036854775807,9223372036854775807],"data_offsets":[0,0]}}""", "bytes allowed")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1e2],"data_offsets":[0,4]}}""", "whole numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", "whole numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", "before it begins")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", "needs dtype, shape and two data_offsets")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", "more than 2 numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}""", "more than 8 numbers")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1]}}""", "needs dtype, shape and two data_offsets")]
    [InlineData("""{"w":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "unknown or repeated field 'dtype'")]
    [InlineData("""{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"x":1}}""", "unknown or repeated field 'x'")]
    [InlineData("""{"w":[]}""", "by StartArray where StartObject belongs")]
    [InlineData("""{"":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "a name of 0 characters")]
    [InlineData("""{"a-name-that-is-too-long":{}}""", "1 to 16 are allowed")]
    [InlineData("""{"__metadata__":{"a":1}}""", "by Number where String belongs")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", "'a' twice")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "not valid JSON")]
    [InlineData("""{} {}""", "not valid JSON")]
    [InlineData("""[]""", "not a JSON object")]
    [InlineData("""{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "the file holds 4 bytes of data")]
    [InlineData("""{"w":{"dtype":"U8","shape":[3],"data_offsets":[0,3]}}""", "The tensors cover 3 bytes; the file holds 4")]
    public void A_header_that_lies_is_refused(string json, string message)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("lie.safetensors", File4(Encoding.UTF8.GetBytes(json)));
        var exception = Assert.Throws<CheckpointFormatException>(() => ModelHash.OfFile(path, Limits));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_tensors_than_allowed_are_refused()
    {
        var entries = Enumerable.Range(0, 5).Select(index => $$"""
            "w{{index}}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}
            """);
        var json = Encoding.UTF8.GetBytes($"{{{string.Join(',', entries)}}}");
        var exception = Assert.Throws<CheckpointFormatException>(() => SafetensorsHeader.Parse(json, json.Length + 8, Limits));
        Assert.Contains("more than the 4 tensors allowed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_not_UTF8_are_refused()
    {
        using var folder = new TemporaryFolder();
        byte[] json = [.. "{\""u8, 0xff, 0xfe, .. "\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}"u8];
        var path = folder.Write("bytes.safetensors", File4(json));
        Assert.Throws<CheckpointFormatException>(() => ModelHash.OfFile(path, Limits));
    }

    [Fact]
    public void The_limits_on_file_and_header_hold_before_anything_is_read()
    {
        var path = Vectors.PathOf("formats/st-good.safetensors");
        Refused(Limits with { FileSizeBytes = 585 }, "The file has 586 bytes; 585 are allowed.");
        Refused(Limits with { HeaderSizeBytes = 100 }, "100 are allowed.");

        void Refused(CheckpointLimits limits, string message)
        {
            var exception = Assert.Throws<CheckpointFormatException>(() => ModelHash.OfFile(path, limits));
            Assert.EndsWith(message, exception.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_cut_at_any_byte_is_refused()
    {
        using var folder = new TemporaryFolder();
        var good = File.ReadAllBytes(Vectors.PathOf("formats/st-good.safetensors"));
        for (var length = 0; length < good.Length; length++)
        {
            var path = folder.Write("cut.safetensors", good.AsSpan(0, length));
            Assert.Throws<CheckpointFormatException>(() => ModelHash.OfFile(path));
        }
    }

    [Fact]
    public void Damaged_headers_are_read_or_refused_and_nothing_else()
    {
        var good = File.ReadAllBytes(Vectors.PathOf("formats/st-good.safetensors"));
        var headerSizeBytes = (int)BinaryPrimitives.ReadUInt64LittleEndian(good);
        var place = Gen.Int[0, headerSizeBytes - 1];
        Gen.Select(place, Gen.Byte, place, Gen.Byte).Sample((place1, value1, place2, value2) =>
        {
            var json = good.AsSpan(8, headerSizeBytes).ToArray();
            (json[place1], json[place2]) = (value1, value2);
            return IsReadOrRefused(json, good.Length);
        }, iter: 5_000);
    }

    [Fact]
    public void Random_bytes_are_refused() =>
        Gen.Byte.Array[0, 200].Sample(bytes => IsReadOrRefused([(byte)'{', .. bytes], 1_000), iter: 5_000);

    private static bool IsReadOrRefused(byte[] json, long fileSizeBytes)
    {
        try
        {
            _ = SafetensorsHeader.Parse(json, fileSizeBytes, CheckpointLimits.Default);
            return true;
        }
        catch (CheckpointFormatException)
        {
            return true;
        }
    }

    /// <summary>A file with this header and four bytes of data.</summary>
    private static byte[] File4(byte[] json)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, (ulong)json.Length);
        return [.. prefix, .. json, 0, 0, 0, 0];
    }

    private static string Sha256(SafetensorsFile file, TensorEntry entry)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(System.Security.Cryptography.HashAlgorithmName.SHA256);
        file.Visit(entry, hash.AppendData);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
