using System.Collections.Immutable;

namespace Connito.Training.Experts;

/// <summary>An assignment of experts breaks its format or does not fit the model.</summary>
public sealed class ExpertAssignmentException : TrainingException
{
    private const int ListedCount = 10;

    /// <summary>An assignment that is no such file.</summary>
    public ExpertAssignmentException(string message, Exception? innerException = null)
        : base(message, innerException) => Offenders = [];

    internal ExpertAssignmentException(string wanted, ImmutableArray<string> offenders)
        : base(Describe(wanted, offenders)) => Offenders = offenders;

    /// <summary>Each pair or layer that breaks the rule; the message lists the first ten.</summary>
    public ImmutableArray<string> Offenders { get; }

    private static string Describe(string wanted, ImmutableArray<string> offenders)
    {
        var rest = offenders.Length > ListedCount ? $"; and {offenders.Length - ListedCount} more" : "";
        return $"{wanted} Offending: {string.Join("; ", offenders.Take(ListedCount))}{rest}.";
    }
}
