using System.Text;
using Connito.Neuron.Store;
using Connito.Neuron.Tests.Support;

namespace Connito.Neuron.Tests.Store;

public sealed class FileVaultTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    private static readonly FileHash Abc = FileHash.Parse("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    private readonly TemporaryFolder _folder = new();
    private readonly FileVault _vault;

    public FileVaultTests() => _vault = new FileVault(_folder.Sub("files"), freeDiskBytes: 0);

    [Fact]
    public async Task A_file_is_named_by_its_content_and_moved_whole()
    {
        string path = Write("abc");
        Assert.Equal(Abc, await _vault.AdoptAsync(path, expected: null, None));
        Assert.False(File.Exists(path));
        Assert.True(_vault.Contains(Abc));
        Assert.Equal("abc", File.ReadAllText(_vault.PathOf(Abc)));
    }

    [Fact]
    public async Task Content_of_another_hash_is_refused_and_deleted()
    {
        string path = Write("abd");
        await Assert.ThrowsAsync<NeuronException>(() => _vault.AdoptAsync(path, Abc, None));
        Assert.False(File.Exists(path));
        Assert.False(_vault.Contains(Abc));
    }

    [Fact]
    public async Task Old_files_that_nobody_needs_are_deleted()
    {
        var kept = await _vault.AdoptAsync(Write("kept"), null, None);
        var old = await _vault.AdoptAsync(Write("old"), null, None);
        string partial = _vault.PartialPathOf(Abc, "someone");
        File.WriteAllText(partial, "ab");

        Assert.Equal(0, _vault.Prune(new HashSet<FileHash> { kept }, DateTimeOffset.UtcNow.AddHours(-1)));
        Assert.Equal(1, _vault.Prune(new HashSet<FileHash> { kept }, DateTimeOffset.UtcNow.AddHours(1)));

        Assert.True(_vault.Contains(kept));
        Assert.False(_vault.Contains(old));
        Assert.False(File.Exists(partial));
    }

    [Fact]
    public void A_disk_that_must_keep_more_free_has_no_room() =>
        Assert.False(new FileVault(_folder.Sub("full"), long.MaxValue / 2).HasRoomFor(1));

    [Theory]
    [InlineData("")]
    [InlineData("../../etc/passwd")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    public void What_is_no_hash_names_no_file(string text) => Assert.False(FileHash.TryParse(text, out _));

    public void Dispose() => _folder.Dispose();

    private string Write(string content)
    {
        string path = _vault.NewPath();
        File.WriteAllBytes(path, Encoding.ASCII.GetBytes(content));
        return path;
    }
}
