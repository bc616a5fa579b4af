using Connito.Training.Data;

namespace Connito.Training.Tests.Data;

public sealed class DotnetPacksTests
{
    private static readonly int Major = Environment.Version.Major;

    [Fact]
    public void This_machine_s_packs_are_found_in_a_fixed_order()
    {
        var names = DotnetPacks.Locate().Files.Select(file => Path.GetFileName(file)!).ToArray();
        Assert.Contains("System.Runtime.xml", names);
        Assert.Contains("Microsoft.AspNetCore.Mvc.Core.xml", names);
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void The_newest_pack_of_the_running_version_is_taken()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "Microsoft.NETCore.App.Ref", $"{Major}.0.9", $"net{Major}.0", "A.xml");
        Add(folder, "Microsoft.NETCore.App.Ref", $"{Major}.0.12", $"net{Major}.0", "A.xml");
        Add(folder, "Microsoft.NETCore.App.Ref", $"{Major + 1}.0.0-preview.1", $"net{Major + 1}.0", "A.xml");
        Add(folder, "Microsoft.AspNetCore.App.Ref", $"{Major + 1}.0.0", $"net{Major + 1}.0", "B.xml");
        Add(folder, "Microsoft.AspNetCore.App.Ref", $"{Major + 1}.0.0", $"net{Major + 1}.0", "A.xml");

        var files = DotnetPacks.Open(folder.PathOf("")).Files;
        Assert.Equal(["A.xml", "B.xml"], files.Select(file => Path.GetFileName(file)!));
        Assert.Contains($"{Major}.0.12", files[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_machine_without_the_SDK_is_told_so()
    {
        using var folder = new TemporaryFolder();
        Add(folder, "Microsoft.NETCore.App.Ref", $"{Major}.0.9", $"net{Major}.0", "A.xml");
        var exception = Assert.Throws<TrainingException>(() => DotnetPacks.Open(folder.PathOf("")));
        Assert.Contains("Microsoft.AspNetCore.App.Ref", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Install the .NET SDK", exception.Message, StringComparison.Ordinal);
    }

    private static void Add(TemporaryFolder folder, string pack, string version, string framework, string file)
    {
        var path = folder.PathOf(Path.Combine("packs", pack, version, "ref", framework));
        Directory.CreateDirectory(path);
        File.WriteAllText(Path.Combine(path, file), "<doc />");
    }
}
