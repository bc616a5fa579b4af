using System.Collections.Immutable;

namespace Connito.Neuron.Doctor;

/// <summary>The answer of <c>connito doctor --json</c>.</summary>
/// <param name="Version">Of this program.</param>
/// <param name="Findings">One a check, in the order they ran.</param>
internal sealed record DoctorReport(string Version, ImmutableArray<DoctorFinding> Findings)
{
    /// <summary>The worst of the findings.</summary>
    public DoctorStatus Status => Findings.Select(finding => finding.Status).DefaultIfEmpty(DoctorStatus.Ok).Max();
}
