using Connito.Training;
using Connito.Training.Devices;
using static TorchSharp.torch;

namespace Connito.Neuron.Doctor;

/// <summary>Whether torch loads and computes, on what, and how fast it multiplies matrices: the rate that training is held against.</summary>
/// <param name="device">The device's setting, as a neuron takes it.</param>
internal sealed class TorchCheck(string device) : IDoctorCheck
{
    /// <inheritdoc/>
    public string Name => "torch";

    /// <inheritdoc/>
    public Task<IReadOnlyList<DoctorFinding>> RunAsync(CancellationToken cancellation) => Task.Run(Look, cancellation);

    private IReadOnlyList<DoctorFinding> Look()
    {
        try
        {
            var torch = DoctorFinding.Ok(Name, $"libtorch {__version__}, {get_num_threads()} threads");
            var found = ComputeDevice.Find(device);
            return [torch, DeviceOf(found), RateOf(found)];
        }
        catch (TrainingException failure)
        {
            return [DoctorFinding.Failure("device", failure.Message, "--device auto takes what is there.")];
        }
        catch (Exception failure) when (failure is TypeInitializationException or DllNotFoundException or NotSupportedException)
        {
            // The cause names the library; what is around it names our types.
            return [DoctorFinding.Failure(
                Name, $"libtorch does not load: {failure.GetBaseException().Message.ReplaceLineEndings(" ")}",
                "Build again with 'dotnet build', or name an existing libtorch's folder by the variable CONNITO_LIBTORCH.")];
        }
    }

    private static DoctorFinding DeviceOf(ComputeDevice found) => found.Device.type == TorchSharp.DeviceType.CUDA
        ? DoctorFinding.Ok("device", $"{found.Device}, of {cuda.device_count()}")
        : DoctorFinding.Warning(
            "device", $"{found.Device} with {Environment.ProcessorCount} processors",
            "Enough for the local network. For a GPU build with -p:TorchBackend=cuda on a machine with NVIDIA's driver.");

    private static DoctorFinding RateOf(ComputeDevice found)
    {
        var single = found.MeasureGemmRate(ScalarType.Float32);
        var half = found.MeasureGemmRate(ScalarType.BFloat16);
        var rates = $"matrix products: float32 {single / 1e9:0} GFLOP/s, bfloat16 {half / 1e9:0} GFLOP/s; a neuron uses {found.FastType}";
        return found.FastType == ScalarType.BFloat16 && half < single
            ? DoctorFinding.Warning("speed", rates, "This device says that it has bfloat16 and is slower in it: other load on the machine, or an old libtorch.")
            : DoctorFinding.Ok("speed", rates);
    }
}
