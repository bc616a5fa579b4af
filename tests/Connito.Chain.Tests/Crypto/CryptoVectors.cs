using System.Text.Json;

namespace Connito.Chain.Tests.Crypto;

/// <summary>The files of tests/vectors/crypto.</summary>
internal static class CryptoVectors
{
    internal static JsonElement Read(string file)
    {
        string path = Path.Combine(Folder(), file);
        return JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
    }

    internal static IEnumerable<JsonElement> Rows(string file, string array) => Read(file).GetProperty(array).EnumerateArray();

    internal static string Text(this JsonElement row, string name) => row.GetProperty(name).GetString()!;

    internal static byte[] Bytes(this JsonElement row, string name) => Convert.FromHexString(row.Text(name));

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Connito.sln")))
                return Path.Combine(folder.FullName, "tests", "vectors", "crypto");
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Connito.sln.");
    }
}
