using System.Text.Json;

namespace Connito.Training.Tests;

/// <summary>Finds the golden vectors under <c>tests/vectors</c>.</summary>
internal static class Vectors
{
    private static readonly string Root = FindRoot();

    /// <summary>The path of a file, such as <c>formats/st-good.safetensors</c>.</summary>
    public static string PathOf(string name) => Path.Combine(Root, name);

    public static JsonElement Json(string name) => JsonDocument.Parse(File.ReadAllBytes(PathOf(name))).RootElement;

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Connito.sln")))
                return Path.Combine(folder.FullName, "tests", "vectors");
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} holds Connito.sln: run the tests from a checkout.");
    }
}
