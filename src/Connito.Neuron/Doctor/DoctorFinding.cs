namespace Connito.Neuron.Doctor;

/// <summary>What one check found.</summary>
/// <param name="Check">What was checked, in a word or two.</param>
/// <param name="Status">How it is.</param>
/// <param name="Found">What is there, with values.</param>
/// <param name="Remedy">What to do; null where nothing needs doing.</param>
internal sealed record DoctorFinding(string Check, DoctorStatus Status, string Found, string? Remedy = null)
{
    /// <summary>All is well.</summary>
    public static DoctorFinding Ok(string check, string found) => new(check, DoctorStatus.Ok, found);

    /// <summary>It works, but not for everything or not well.</summary>
    public static DoctorFinding Warning(string check, string found, string remedy) => new(check, DoctorStatus.Warning, found, remedy);

    /// <summary>A neuron cannot run like this.</summary>
    public static DoctorFinding Failure(string check, string found, string remedy) => new(check, DoctorStatus.Failure, found, remedy);
}

/// <summary>How a checked thing is.</summary>
internal enum DoctorStatus
{
    /// <summary>All is well.</summary>
    Ok,

    /// <summary>It works, but not for everything or not well.</summary>
    Warning,

    /// <summary>A neuron cannot run like this.</summary>
    Failure,
}
