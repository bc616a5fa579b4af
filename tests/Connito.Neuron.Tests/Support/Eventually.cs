namespace Connito.Neuron.Tests.Support;

/// <summary>Waits for what other threads bring about.</summary>
internal static class Eventually
{
    public static async Task TrueAsync(Func<bool> holds, int seconds = 20)
    {
        for (int i = 0; i < seconds * 100; i++)
        {
            if (holds())
                return;
            await Task.Delay(10);
        }

        Assert.Fail($"It did not come true within {seconds} s.");
    }
}
