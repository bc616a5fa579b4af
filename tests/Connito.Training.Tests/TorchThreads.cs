using System.Runtime.CompilerServices;

namespace Connito.Training.Tests;

internal static class TorchThreads
{
    // Test classes run side by side: threads of their own for tiny tensors would only wait for each other.
    [ModuleInitializer]
    internal static void UseOne()
    {
        // It chooses the libtorch (build/TorchNatives.targets), so it comes before the first call of TorchSharp.
        RuntimeHelpers.RunModuleConstructor(typeof(TrainingException).Module.ModuleHandle);
        TorchSharp.torch.set_num_threads(1);
    }
}
