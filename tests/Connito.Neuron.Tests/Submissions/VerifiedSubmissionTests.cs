using Connito.Chain.Crypto;
using Connito.Neuron.Baselines;
using Connito.Neuron.Compute;
using Connito.Neuron.Store;
using Connito.Neuron.Submissions;
using Connito.Neuron.Tests.Support;
using Connito.Training.Checkpoints;
using static TorchSharp.torch;

namespace Connito.Neuron.Tests.Submissions;

public sealed class VerifiedSubmissionTests : IAsyncLifetime
{
    private const string Name = "model.layers.1.mlp.experts.5.down_proj";

    private readonly TemporaryFolder _folder = new();
    private TaskFiles _task = null!;
    private FileVault _vault = null!;

    public async ValueTask InitializeAsync()
    {
        TinyTask.Write(_folder.Sub("task"));
        _vault = new FileVault(_folder.Sub("files"), 0);
        _task = await TaskFiles.PrepareAsync(TaskBundle.Read(_folder.Sub("task")), _vault, CancellationToken.None);
    }

    [Fact]
    public void An_honest_shard_is_verified()
    {
        var (submission, refusal) = Verify(tensors => tensors[Name].add_(0.1));
        Assert.Null(refusal);
        Assert.Equal(4, submission!.Experts.Tensors.Count);
        submission.Dispose();
    }

    [Fact]
    public void The_bundle_splits_into_experts_and_the_rest()
    {
        using var experts = Checkpoint.Read(_vault.PathOf(_task.Initial.ExpertsFile));
        using var shared = Checkpoint.Read(_vault.PathOf(_task.Shared.Hash));
        using var initial = Checkpoint.Read(_task.Bundle.InitialPath);
        Assert.Equal(initial.Tensors.Count, experts.Tensors.Count + shared.Tensors.Count);
        Assert.Equal(_task.Initial.Hash, experts.Hash().Hex);
        Assert.All(experts.Tensors.Keys, name => Assert.Contains(".mlp.experts.", name));
    }

    [Fact]
    public void Not_a_number_is_refused() => Refused("not finite", tensors => tensors[Name][0, 0] = float.NaN);

    [Fact]
    public void An_infinite_element_is_refused() => Refused("not finite", tensors => tensors[Name][3, 1] = float.PositiveInfinity);

    [Fact]
    public void A_missing_expert_is_refused() => Refused("names", tensors => tensors.Remove(Name));

    [Fact]
    public void An_expert_that_the_group_does_not_own_is_refused() =>
        Refused("names", tensors => tensors["model.layers.1.mlp.experts.0.down_proj"] = ones(32, 16));

    [Fact]
    public void A_shared_parameter_is_refused() => Refused("names", tensors => tensors["model.norm.weight"] = ones(32));

    [Fact]
    public void Another_shape_is_refused() => Refused("shape", tensors => tensors[Name] = tensors[Name].flatten());

    [Fact]
    public void Another_type_is_refused() => Refused("type", tensors => tensors[Name] = tensors[Name].to(int32));

    [Fact]
    public void Another_hash_than_the_committed_is_refused() =>
        Refused("hash", tensors => tensors[Name].add_(0.1), committed: new ModelHash(new string('0', 48)));

    [Fact]
    public void A_file_larger_than_the_limit_is_refused() =>
        Refused("container", _ => { }, limits: new CheckpointLimits { FileSizeBytes = 100 });

    [Fact]
    public void A_file_cut_at_any_byte_is_refused()
    {
        byte[] whole = File.ReadAllBytes(_vault.PathOf(_task.Initial.ExpertsFile));
        foreach (int length in (int[])[0, 1, 7, 8, 9, 100, whole.Length / 2, whole.Length - 1])
        {
            string path = _folder.Sub("cut.safetensors");
            File.WriteAllBytes(path, whole[..length]);
            var (submission, refusal) = VerifiedSubmission.Verify(Fetched(_task.Initial.ModelHash), path, _task.Schema, CheckpointLimits.Default);
            Assert.Null(submission);
            Assert.StartsWith("container", refusal);
        }
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Refused(string kind, Action<Dictionary<string, Tensor>> spoil, ModelHash? committed = null, CheckpointLimits? limits = null)
    {
        var (submission, refusal) = Verify(spoil, committed, limits);
        Assert.Null(submission);
        Assert.StartsWith(kind, refusal);
    }

    private (VerifiedSubmission? Submission, string? Refusal) Verify(
        Action<Dictionary<string, Tensor>> change, ModelHash? committed = null, CheckpointLimits? limits = null)
    {
        using var initial = Checkpoint.Read(_vault.PathOf(_task.Initial.ExpertsFile));
        var tensors = initial.Tensors.ToDictionary(pair => pair.Key, pair => pair.Value.clone());
        change(tensors);
        using var shard = new Checkpoint(tensors);
        string path = _folder.Sub("shard.safetensors");
        shard.Write(path);
        return VerifiedSubmission.Verify(Fetched(committed ?? shard.Hash()), path, _task.Schema, limits ?? CheckpointLimits.Default);
    }

    private static FetchedSubmission Fetched(ModelHash committed) => new(Keypair.FromUri("//Alice").Hotkey, default, committed);
}
