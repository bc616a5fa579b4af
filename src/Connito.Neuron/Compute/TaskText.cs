using Connito.Neuron.Profiles;
using Connito.Training;
using Connito.Training.Data;

namespace Connito.Neuron.Compute;

/// <summary>The task's text: what miners train on, and what no one trains on and validators measure.</summary>
/// <remarks>Read at the first use, which takes about a second; safe for several threads.</remarks>
internal sealed class TaskText(NetworkProfile profile, TaskBundle bundle)
{
    // The same for every neuron of a process: it comes from the machine.
    private static readonly Lazy<Corpus> Corpus = new(() => DocumentationCorpus.Read(DotnetPacks.Locate()).Task);

    private readonly Lock _lock = new();

    /// <summary>Training windows.</summary>
    public BatchSource Train
    {
        get
        {
            lock (_lock)
                return field ??= new BatchSource(Checked(), DataSplit.Train, ByteTokenizer.Instance, profile.Training.Length);
        }
    }

    /// <summary>Held-out windows.</summary>
    public BatchSource HeldOut
    {
        get
        {
            lock (_lock)
                return field ??= new BatchSource(Checked(), DataSplit.HeldOut, ByteTokenizer.Instance, profile.Evaluation.Length);
        }
    }

    private Corpus Checked() => bundle.Model.VocabSize >= ByteTokenizer.Instance.VocabularySize
        ? Corpus.Value
        : throw new TrainingException(
            $"The model has {bundle.Model.VocabSize} tokens, its text has {ByteTokenizer.Instance.VocabularySize}: this task's bundle is of another tokenizer.");
}
