using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Connito.Chain.Primitives;

namespace Connito.Localnet.Blocks;

/// <summary>A block as the log keeps it.</summary>
internal sealed record LoggedBlock(uint Number, BlockHash Hash, ImmutableArray<byte[]> Extrinsics);

/// <summary>Every block's extrinsics in a file, a line a block: with the genesis, the whole chain.</summary>
internal sealed class ExtrinsicLog : IDisposable
{
    private const string FileName = "extrinsics.jsonl";
    private readonly FileStream _file;

    /// <summary>Opens the log of a folder; another node must not have it open.</summary>
    /// <exception cref="LocalnetException">The folder cannot be written, or is in use.</exception>
    public ExtrinsicLog(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            _file = new FileStream(Path.Combine(folder, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new LocalnetException($"A data folder of its own wanted at '{folder}': {fault.Message}", fault);
        }
    }

    /// <summary>The blocks of earlier runs. A last line that was cut off while it was written is dropped.</summary>
    public IEnumerable<LoggedBlock> Read()
    {
        _file.Position = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        var end = 0L;
        while (reader.ReadLine() is { } line && TryParse(line, out var block))
        {
            end += line.Length + 1;
            yield return block;
        }

        _file.SetLength(Math.Min(end, _file.Length));
        _file.Position = _file.Length;
    }

    /// <summary>Adds a block.</summary>
    public void Append(Block block)
    {
        var line = new LoggedLine(block.Number, block.Hash.ToString(), [.. block.Extrinsics.Select(Convert.ToHexStringLower)]);
        JsonSerializer.Serialize(_file, line, ExtrinsicLogJson.Default.LoggedLine);
        _file.WriteByte((byte)'\n');
        _file.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static bool TryParse(string line, out LoggedBlock block)
    {
        block = null!;
        try
        {
            if (JsonSerializer.Deserialize(line, ExtrinsicLogJson.Default.LoggedLine) is not { } logged)
                return false;

            block = new LoggedBlock(logged.Number, BlockHash.Parse(logged.Hash), [.. logged.Extrinsics.Select(Convert.FromHexString)]);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>A line of the log: a block's number and hash, and its extrinsics in hex.</summary>
internal sealed record LoggedLine(uint Number, string Hash, ImmutableArray<string> Extrinsics);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LoggedLine))]
internal sealed partial class ExtrinsicLogJson : JsonSerializerContext;
