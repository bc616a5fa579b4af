using System.Diagnostics;
using TorchSharp;

namespace Connito.Training.Tests.Devices;

public class TorchNativesTests
{
    private const string Library = "libLibTorchSharp.so";

    [Fact]
    public void The_library_loads_and_computes()
    {
        using var ones = torch.ones(3);
        using var sum = ones.sum();
        Assert.Equal(3f, sum.item<float>());
    }

    [Fact]
    public void The_marked_library_differs_from_the_packaged_one_in_two_flags()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ELF files are Linux's.");
        var marked = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, Library));
        var packaged = File.ReadAllBytes(PackagedLibrary());

        Assert.Equal(packaged.Length, marked.Length);
        var changes = Enumerable.Range(0, marked.Length).Where(i => marked[i] != packaged[i]).Select(i => (packaged[i], marked[i]));
        // .dynsym comes first: STB_GLOBAL | STT_FUNC becomes STB_WEAK | STT_FUNC. Then vna_flags: VER_FLG_WEAK.
        Assert.Equal([((byte)0x12, (byte)0x22), ((byte)0, (byte)2)], changes);
    }

    [Theory]
    [InlineData("libtorch_python.so")]
    [InlineData("libtorchbind_test.so")]
    [InlineData("libjitbackend_test.so")]
    public void What_nothing_loads_is_left_out(string name) => Assert.False(File.Exists(Path.Combine(AppContext.BaseDirectory, name)));

    [Fact]
    [Trait("Speed", "Slow")]
    public async Task A_second_build_does_not_mark_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "ELF files are Linux's.");
        var root = SolutionFolder();
        // artifacts/bin/PROJECT/debug_linux-x64/
        var pivot = new DirectoryInfo(AppContext.BaseDirectory).Name;
        var intermediate = Path.Combine(root, "artifacts", "obj", "Connito.Training.Tests", pivot, Library);
        var before = (File.GetLastWriteTimeUtc(intermediate), Convert.ToHexString(File.ReadAllBytes(intermediate)));

        using var build = Process.Start(new ProcessStartInfo("dotnet",
        [
            "msbuild", Path.Combine(root, "tests", "Connito.Training.Tests"), "-t:ResolvePackageAssets", "-nologo", "-nodeReuse:false",
            $"-p:Configuration={pivot.Split('_')[0]}",
        ]))!;
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, build.ExitCode);
        Assert.Equal(before, (File.GetLastWriteTimeUtc(intermediate), Convert.ToHexString(File.ReadAllBytes(intermediate))));
    }

    private static string PackagedLibrary()
    {
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var version = typeof(torch).Assembly.GetName().Version!.ToString(3);
        return Path.Combine(packages, "torchsharp", version, "runtimes", "linux-x64", "native", Library);
    }

    private static string SolutionFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Connito.sln")))
                return folder.FullName;
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds Connito.sln.");
    }
}
