using Connito.Neuron.Baselines;

namespace Connito.Neuron.Compute;

/// <summary>Builds the model and reads the text before the first cycle needs them in a hurry.</summary>
internal sealed class ComputeWarmUp(ComputeThread compute, ResidentModel model, TaskText text, TaskFiles task)
{
    /// <summary>Runs on the compute thread; returns when it is done.</summary>
    public Task RunAsync(Action<TaskText> read, CancellationToken cancellation) => compute.RunAsync(
        _ =>
        {
            model.Hold(task.Initial);
            read(text);
            return true;
        },
        cancellation);
}
