using System.Runtime.InteropServices;

namespace Connito.Neuron.Doctor;

/// <summary>The .NET runtime, and the SDK's reference packs, whose documentation the demo trains on.</summary>
/// <param name="runtimeFolder">The running runtime's own folder.</param>
internal sealed class SdkCheck(string runtimeFolder) : IDoctorCheck
{
    private const string ReferencePack = "Microsoft.NETCore.App.Ref";

    /// <summary>Looks at the runtime that runs this process.</summary>
    public SdkCheck()
        : this(RuntimeEnvironment.GetRuntimeDirectory())
    {
    }

    /// <inheritdoc/>
    public string Name => ".NET";

    /// <inheritdoc/>
    public Task<IReadOnlyList<DoctorFinding>> RunAsync(CancellationToken cancellation)
    {
        // ROOT/shared/Microsoft.NETCore.App/VERSION/ beside ROOT/packs/.
        var packs = Path.GetFullPath(Path.Combine(runtimeFolder, "..", "..", "..", "packs", ReferencePack));
        var finding = Directory.Exists(packs)
            ? DoctorFinding.Ok(Name, $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}, reference packs present")
            : DoctorFinding.Warning(
                Name, $"{RuntimeInformation.FrameworkDescription}, but no {packs}",
                "Install the .NET SDK, not the runtime alone: the demo and the local network train on its documentation.");
        return Task.FromResult<IReadOnlyList<DoctorFinding>>([finding]);
    }
}
