using System.Text.Json;
using Connito.Chain.Metadata;
using Connito.Chain.Scale;
using Connito.Chain.Storage;
using Connito.Chain.Tests.Crypto;
using Connito.Chain.Tests.Metadata;

namespace Connito.Chain.Tests.Storage;

public class StorageItemTests
{
    [Fact]
    public void Every_recorded_key_is_built_and_read_back()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        var count = 0;
        foreach (var row in CryptoVectors.Rows("storage-keys.json", "vectors"))
        {
            var item = runtime.Storage(row.Text("pallet"), row.Text("item"));
            var keys = KeysOf(runtime, item, row.GetProperty("keys"));
            var key = item.Key(keys);
            Assert.Equal(row.Text("storage_key"), $"0x{Convert.ToHexStringLower(key)}");
            Assert.Equal(row.Text("prefix"), Convert.ToHexStringLower(item.Prefix.AsSpan()));
            Assert.Equal(row.Text("modifier"), item.Entry.Modifier.ToString());
            Assert.Equal(row.Text("default"), Convert.ToHexStringLower(item.Entry.Default.AsSpan()));
            Assert.Equal(
                row.GetProperty("hashers").EnumerateArray().Select(hasher => hasher.GetString()!.Replace("_", "", StringComparison.Ordinal)),
                item.Entry.Hashers.Select(hasher => hasher.ToString()));
            if (keys.Length == item.Entry.Hashers.Length)
                Assert.Equal(keys, item.DecodeKey(key));
            count++;
        }

        Assert.Equal(70, count);
    }

    [Fact]
    public void An_absent_value_is_the_default_or_nothing()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        Assert.Equal(360, runtime.DecodeStorage("SubtensorModule", "Tempo", null));
        Assert.Null(runtime.DecodeStorage("SubtensorModule", "Axons", null));
        Assert.Equal("6801", Convert.ToHexStringLower(runtime.EncodeStorage("SubtensorModule", "Tempo", 360)));
    }

    [Fact]
    public void A_value_must_end_with_its_bytes()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        var fault = Assert.Throws<ScaleFormatException>(() => runtime.DecodeStorage("SubtensorModule", "Tempo", [1, 0, 9]));
        Assert.Equal("SubtensorModule.Tempo", fault.Path);
    }

    [Fact]
    public void A_key_of_another_item_is_refused()
    {
        var runtime = RecordedChain.Runtime("424-v16");
        var key = runtime.StorageKey("SubtensorModule", "Yuma3On", 102);
        var altered = key.ToArray();
        altered[40] ^= 1;
        Assert.Throws<ScaleFormatException>(() => runtime.DecodeStorageKey("SubtensorModule", "Tempo", key));
        Assert.Throws<ScaleFormatException>(() => runtime.DecodeStorageKey("SubtensorModule", "Yuma3On", altered));
        Assert.Throws<ScaleFormatException>(() => runtime.StorageKey("SubtensorModule", "Yuma3On", 102, 103));
        for (var length = 0; length < key.Length; length++)
            Assert.Throws<ScaleFormatException>(() => runtime.DecodeStorageKey("SubtensorModule", "Yuma3On", key.AsSpan(0, length)));
    }

    internal static ScaleValue[] KeysOf(ChainRuntime runtime, StorageItem item, JsonElement keys)
    {
        TypeId[] types = item.Entry switch
        {
            { Key: null } => [],
            { Hashers.Length: 1, Key: { } only } => [only],
            { Key: { } tuple } => [.. ((TypeShape.Tuple)runtime.Metadata.Types[tuple].Shape).Items],
        };
        return [.. keys.EnumerateArray().Zip(types, (key, type) => JsonValues.Read(runtime.Metadata.Types, type, key))];
    }
}
