using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Connito.Training.Data;

/// <summary>The reference packs of the .NET SDK on this machine, with the documentation of every public type.</summary>
public sealed record DotnetPacks
{
    private static readonly ImmutableArray<string> Names = ["Microsoft.NETCore.App.Ref", "Microsoft.AspNetCore.App.Ref"];

    private DotnetPacks(ImmutableArray<string> files) => Files = files;

    /// <summary>One documentation file an assembly, ordered by pack and by name; the folder they lie in plays no part in it.</summary>
    public ImmutableArray<string> Files { get; }

    /// <summary>Finds the packs by DOTNET_ROOT, the runtime this process runs on, the search path, and the usual folders.</summary>
    /// <exception cref="TrainingException">None of these has the packs: only the runtime is installed, not the SDK.</exception>
    public static DotnetPacks Locate()
    {
        var roots = Roots().Distinct().ToArray();
        return roots.FirstOrDefault(HasPacks) is { } root
            ? Open(root)
            : throw new TrainingException(
                $"No folder 'packs/{Names[0]}' under {string.Join(", ", roots)}. Install the .NET SDK, or set DOTNET_ROOT to where it is.");
    }

    /// <summary>Takes the packs under <paramref name="dotnetRoot"/>: the newest of this runtime's major version, or of any.</summary>
    /// <exception cref="TrainingException">A pack is not there, or holds no documentation.</exception>
    public static DotnetPacks Open(string dotnetRoot)
    {
        var files = Names.SelectMany(name => FilesOf(dotnetRoot, name)).DistinctBy(Path.GetFileName);
        return new([.. files]);
    }

    private static IEnumerable<string> FilesOf(string dotnetRoot, string name)
    {
        var pack = Path.Combine(dotnetRoot, "packs", name);
        var version = Newest(pack, "", Environment.Version.Major);
        var framework = version is null ? null : Newest(Path.Combine(version, "ref"), "net", Environment.Version.Major);
        string[] files = framework is null ? [] : Directory.GetFiles(framework, "*.xml");
        if (files.Length == 0)
            throw new TrainingException($"'{pack}' holds no documentation (VERSION/ref/netX.Y/*.xml). Install the .NET SDK again.");

        return files.Order(StringComparer.Ordinal);
    }

    private static string? Newest(string folder, string prefix, int preferredMajor) =>
        Subfolders(folder)
            .Select(path => (Path: path, Version: VersionOf(Path.GetFileName(path), prefix)))
            .Where(candidate => candidate.Version is not null)
            .OrderByDescending(candidate => candidate.Version!.Major == preferredMajor)
            .ThenByDescending(candidate => candidate.Version)
            .ThenBy(candidate => candidate.Path, StringComparer.Ordinal)
            .FirstOrDefault().Path;

    private static string[] Subfolders(string folder) => Directory.Exists(folder) ? Directory.GetDirectories(folder) : [];

    private static Version? VersionOf(string name, string prefix) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && Version.TryParse(name[prefix.Length..].Split('-')[0], out var version)
            ? version
            : null;

    private static bool HasPacks(string root) => Names.All(name => Directory.Exists(Path.Combine(root, "packs", name)));

    private static IEnumerable<string> Roots()
    {
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } configured)
            yield return Path.GetFullPath(configured);

        // ROOT/shared/Microsoft.NETCore.App/VERSION/
        yield return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));

        var executable = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var searched = Environment.GetEnvironmentVariable("PATH") ?? "";
        foreach (var folder in searched.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            var file = new FileInfo(Path.Combine(folder, executable));
            if (file.Exists)
                yield return Path.GetDirectoryName(file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName)!;
        }

        yield return "/usr/share/dotnet";
        yield return "/usr/lib/dotnet";
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet");
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "dotnet");
    }
}
