using System.Collections.Frozen;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Connito.EndToEnd.Tests;

/// <summary>Holds the arrows of ARCHITECTURE.md: what each project may know.</summary>
public class ArchitectureTests
{
    private static readonly FrozenDictionary<string, string[]> Arrows = new Dictionary<string, string[]>
    {
        ["Connito.Chain"] = [],
        ["Connito.Training"] = [],
        ["Connito.Incentive"] = ["Connito.Chain"],
        ["Connito.Localnet"] = ["Connito.Chain", "Connito.Incentive"],
        ["Connito.Neuron"] = ["Connito.Chain", "Connito.Incentive", "Connito.Localnet", "Connito.Training"],
    }.ToFrozenDictionary();

    public static TheoryData<string> Projects => [.. Arrows.Keys];

    [Fact]
    public void Every_project_under_src_has_its_arrows() =>
        Assert.Equal(
            Arrows.Keys.Order(StringComparer.Ordinal),
            Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_its_arrows_allow(string project)
    {
        var references = XDocument.Load(Path.Combine(Repository.Root, "src", project, $"{project}.csproj"))
            .Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

        Assert.Empty(references.Except(Arrows[project]));
    }

    [Theory]
    [InlineData("Connito.Chain")]
    [InlineData("Connito.Incentive")]
    [InlineData("Connito.Localnet")]
    public void Torch_stays_out_of_chain_code(string project) =>
        Assert.DoesNotContain(AssemblyReferences(project), name => name.StartsWith("TorchSharp", StringComparison.Ordinal));

    [Theory]
    [InlineData("Connito.Chain")]
    [InlineData("Connito.Incentive")]
    [InlineData("Connito.Training")]
    public void The_web_stays_out_of_libraries(string project) =>
        Assert.DoesNotContain(AssemblyReferences(project), name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

    [Fact]
    public void The_incentive_touches_no_file_and_no_socket() =>
        Assert.DoesNotContain(
            AssemblyReferences("Connito.Incentive"),
            name => name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.IO", StringComparison.Ordinal));

    private static List<string> AssemblyReferences(string project)
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, $"{project}.dll"));
        using var image = new PEReader(file);
        var metadata = image.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))];
    }
}
