using System.Diagnostics;
using System.Runtime.Intrinsics.X86;
using TorchSharp;
using static TorchSharp.torch;

namespace Connito.Training.Devices;

/// <summary>A device that tensors compute on, and the type it multiplies matrices fastest in.</summary>
/// <param name="Device">Where.</param>
/// <param name="FastType">bfloat16 where the device has it (a GPU; a CPU with AVX512-BF16 or AMX), else float32.</param>
public sealed record ComputeDevice(Device Device, ScalarType FastType)
{
    private static readonly TimeSpan MeasuringTime = TimeSpan.FromMilliseconds(300);

    /// <summary>The device of a setting.</summary>
    /// <param name="setting"><c>auto</c> (a GPU when there is one), <c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <exception cref="TrainingException">The setting names no device, or one that is absent.</exception>
    public static ComputeDevice Find(string setting = "auto")
    {
        var hasGpu = cuda.is_available();
        return setting switch
        {
            "auto" => hasGpu ? Gpu(0) : Cpu,
            "cpu" => Cpu,
            "cuda" => Gpu(0),
            _ when setting.StartsWith("cuda:", StringComparison.Ordinal) && int.TryParse(setting.AsSpan(5), out var index) => Gpu(index),
            _ => throw new TrainingException($"A device should be auto, cpu, cuda or cuda:N and is '{setting}'."),
        };

        ComputeDevice Gpu(int index) => hasGpu && index >= 0 && index < cuda.device_count()
            ? new(new Device(DeviceType.CUDA, index), ScalarType.BFloat16)
            : throw new TrainingException(
                $"cuda:{index} was asked for; libtorch sees {(hasGpu ? cuda.device_count() : 0)} GPUs. Build with -p:TorchBackend=cuda, or set the device to cpu.");
    }

    /// <summary>Whether this CPU multiplies bfloat16 matrices in hardware.</summary>
    /// <remarks>CPUID leaf 7: subleaf 0, EDX bit 22 is AMX-BF16; subleaf 1, EAX bit 5 is AVX512-BF16.</remarks>
    public static bool CpuHasBFloat16 { get; } = X86Base.IsSupported
        && ((X86Base.CpuId(7, 0).Edx & (1 << 22)) != 0 || (X86Base.CpuId(7, 1).Eax & (1 << 5)) != 0);

    private static ComputeDevice Cpu => new(CPU, CpuHasBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32);

    /// <summary>Measures square matrix products for about a third of a second: the rate that training is held against.</summary>
    /// <param name="type">Type of the matrices.</param>
    /// <param name="size">Rows and columns.</param>
    /// <returns>Floating point operations a second, the best of the products measured.</returns>
    public double MeasureGemmRate(ScalarType type, int size = 1024)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        var (left, right) = (ones([size, size], type, Device), ones([size, size], type, Device));
        Multiply();
        var best = TimeSpan.MaxValue;
        for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < MeasuringTime;)
        {
            var start = Stopwatch.GetTimestamp();
            Multiply();
            var taken = Stopwatch.GetElapsedTime(start);
            best = taken < best ? taken : best;
        }

        return 2.0 * size * size * size / best.TotalSeconds;

        void Multiply()
        {
            left.mm(right).Dispose();
            if (Device.type == DeviceType.CUDA)
                cuda.synchronize(Device);
        }
    }
}
