using Connito.Training.Devices;
using TorchSharp;
using static TorchSharp.torch;

namespace Connito.Training.Tests.Devices;

public class ComputeDeviceTests
{
    [Fact]
    public void The_cpu_is_found_and_measured()
    {
        var device = ComputeDevice.Find("cpu");

        Assert.Equal(DeviceType.CPU, device.Device.type);
        Assert.Equal(ComputeDevice.CpuHasBFloat16 ? ScalarType.BFloat16 : ScalarType.Float32, device.FastType);
        Assert.InRange(device.MeasureGemmRate(ScalarType.Float32, size: 256), 1e8, 1e14);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:")]
    [InlineData("cuda:99")]
    public void A_device_that_is_none_is_refused(string setting) => Assert.Throws<TrainingException>(() => ComputeDevice.Find(setting));

    [Fact]
    public void A_gpu_is_preferred_where_there_is_one() =>
        Assert.Equal(cuda.is_available() ? DeviceType.CUDA : DeviceType.CPU, ComputeDevice.Find().Device.type);
}
