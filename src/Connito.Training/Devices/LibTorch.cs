using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Connito.Training.Devices;

/// <summary>Loads an existing libtorch, such as a Python install's, in place of the one a build puts beside the program.</summary>
/// <remarks>
/// For builds with the MSBuild property <c>ConnitoLibTorch</c> (<c>build/TorchNatives.targets</c>), which put no libtorch in the
/// output: a library that is loaded already satisfies TorchSharp, which asks for it by name.
/// </remarks>
internal static class LibTorch
{
    /// <summary>A folder that takes precedence over the one given at build time.</summary>
    public const string Variable = "CONNITO_LIBTORCH";

    // In the order of their needs; each finds its own neighbours by its run path.
    private static readonly string[] Libraries = ["libc10.so", "libtorch_cpu.so", "libc10_cuda.so", "libtorch_cuda.so", "libtorch.so"];

    /// <summary>The folder asked for by environment or build; null: the libtorch beside the program.</summary>
    public static string? Folder =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder
            ? folder
            : AppContext.GetData("Connito.LibTorch") as string;

    /// <exception cref="TrainingException">The folder holds no libtorch, or the program's output holds one already.</exception>
    [ModuleInitializer]
    internal static void Load()
    {
        if (Folder is not { Length: > 0 } folder)
            return;

        if (!File.Exists(Path.Combine(folder, "libtorch_cpu.so")))
            throw new TrainingException($"{folder} holds no libtorch_cpu.so: name libtorch's own library folder in {Variable}.");
        if (File.Exists(Path.Combine(AppContext.BaseDirectory, "libtorch_cpu.so")))
        {
            throw new TrainingException(
                $"{AppContext.BaseDirectory} holds a libtorch, and two in one process fail: build with -p:ConnitoLibTorch={folder}, or unset {Variable}.");
        }

        foreach (var library in Libraries.Select(name => Path.Combine(folder, name)).Where(File.Exists))
            NativeLibrary.Load(library);
    }
}
