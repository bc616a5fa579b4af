namespace Connito.Neuron.Doctor;

/// <summary>Looks at one thing a neuron needs.</summary>
internal interface IDoctorCheck
{
    /// <summary>What it looks at, in a word or two.</summary>
    string Name { get; }

    /// <summary>What it found, one or more; it throws only for defects and cancellation.</summary>
    Task<IReadOnlyList<DoctorFinding>> RunAsync(CancellationToken cancellation);
}
