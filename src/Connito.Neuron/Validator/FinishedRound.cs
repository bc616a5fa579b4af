using System.Collections.Immutable;
using Connito.Chain.Primitives;
using Connito.Incentive.Scoring;
using Connito.Neuron.Submissions;

namespace Connito.Neuron.Validator;

/// <summary>A round with everything that weights and merge are made of.</summary>
/// <param name="Round">As it was opened.</param>
/// <param name="Scores">Points of those that were judged.</param>
/// <param name="Entries">Outcomes with their evidence.</param>
/// <param name="Results">Outcomes with their files.</param>
internal sealed record FinishedRound(
    RoundRecord Round, RoundScores Scores, ImmutableArray<RoundEntry> Entries, IReadOnlyDictionary<Hotkey, EvaluationRecord> Results);
