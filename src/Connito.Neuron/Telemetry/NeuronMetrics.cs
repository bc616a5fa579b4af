using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Connito.Incentive.Scoring;
using Connito.Neuron.Cycles;
using Connito.Training.Optimization;

namespace Connito.Neuron.Telemetry;

/// <summary>Metrics under the names that the network's dashboards know.</summary>
internal sealed class NeuronMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Connito.Neuron";

    private readonly Counter<long> _evaluations;
    private readonly Counter<long> _weightSets;
    private readonly Counter<long> _weightFailures;
    private readonly Histogram<double> _evaluationSeconds;
    private readonly ConcurrentDictionary<string, double> _gauges = new(StringComparer.Ordinal);
    private ConcurrentDictionary<ushort, double> _scores = [];

    private NeuronMetrics()
    {
        var meter = new Meter(MeterName);
        foreach (string name in (string[])[
            "subnet_current_block", "subnet_current_phase_index", "subnet_blocks_remaining_in_phase",
            "miner_training_loss", "miner_gradient_norm", "miner_learning_rate", "miner_tokens_per_sec", "miner_perplexity",
            "validator_eval_loss", "validator_round_miners_pending", "validator_round_miners_scored", "validator_round_miners_failed"])
            meter.CreateObservableGauge(name, () => Read(name));
        meter.CreateObservableGauge("validator_miner_score", ReadScores);
        _evaluations = meter.CreateCounter<long>("validator_evaluations");
        _weightSets = meter.CreateCounter<long>("chain_weight_set_success");
        _weightFailures = meter.CreateCounter<long>("chain_weight_set_failure");
        _evaluationSeconds = meter.CreateHistogram<double>("validator_eval_latency_seconds");
    }

    /// <summary>The process's own: a meter is one a process.</summary>
    public static NeuronMetrics Shared { get; } = new();

    /// <summary>A block came.</summary>
    public void Block(PhaseMoment moment)
    {
        _gauges["subnet_current_block"] = moment.Block.Value;
        _gauges["subnet_current_phase_index"] = (int)moment.Phase;
        _gauges["subnet_blocks_remaining_in_phase"] = moment.BlocksRemaining;
    }

    /// <summary>An inner step was taken.</summary>
    public void Step(InnerStep step, double tokensPerSecond)
    {
        _gauges["miner_training_loss"] = step.Loss;
        _gauges["miner_perplexity"] = Math.Exp(step.Loss);
        _gauges["miner_gradient_norm"] = step.GradientNorm;
        _gauges["miner_learning_rate"] = step.LearningRate;
        _gauges["miner_tokens_per_sec"] = tokensPerSecond;
    }

    /// <summary>A round begins.</summary>
    public void Round(int miners, double baselineLoss)
    {
        _gauges["validator_eval_loss"] = baselineLoss;
        _gauges["validator_round_miners_pending"] = miners;
        _gauges["validator_round_miners_scored"] = 0;
        _gauges["validator_round_miners_failed"] = 0;
    }

    /// <summary>A submission was judged.</summary>
    public void Evaluated(SubmissionOutcome outcome)
    {
        bool judged = outcome is not SubmissionOutcome.NotEvaluated;
        _evaluations.Add(1, new KeyValuePair<string, object?>("outcome", outcome.GetType().Name));
        _gauges.AddOrUpdate("validator_round_miners_pending", 0, (_, pending) => Math.Max(0, pending - 1));
        _gauges.AddOrUpdate(judged ? "validator_round_miners_scored" : "validator_round_miners_failed", 1, (_, count) => count + 1);
    }

    /// <summary>How long a submission took to be measured.</summary>
    public void EvaluationTook(TimeSpan time) => _evaluationSeconds.Record(time.TotalSeconds);

    /// <summary>A round's points; miners of earlier rounds go.</summary>
    public void Scored(RoundScores scores) =>
        _scores = new(scores.Miners.Select(miner => KeyValuePair.Create(miner.Uid.Value, miner.Score)));

    /// <summary>Weights were set, or not.</summary>
    public void Weights(bool set) => (set ? _weightSets : _weightFailures).Add(1);

    private IEnumerable<Measurement<double>> Read(string name) =>
        _gauges.TryGetValue(name, out double value) ? [new Measurement<double>(value)] : [];

    private IEnumerable<Measurement<double>> ReadScores() =>
        _scores.Select(score => new Measurement<double>(score.Value, new KeyValuePair<string, object?>("miner_uid", score.Key)));
}
