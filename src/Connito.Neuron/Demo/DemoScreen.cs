using System.Globalization;
using Connito.Neuron.Telemetry;
using Spectre.Console;

namespace Connito.Neuron.Demo;

/// <summary>What a person sees of the demo: a line for each step and phase, and the tables at the end.</summary>
internal sealed class DemoScreen(IAnsiConsole console)
{
    private const int LongestReason = 90;

    private readonly DateTime _start = DateTime.UtcNow;

    /// <summary>A line with the time since the start.</summary>
    public void Say(string line)
    {
        var elapsed = DateTime.UtcNow - _start;
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed:mm\\:ss}  {line}"));
    }

    /// <summary>A phase began: block, and the training losses or the round's evidence so far.</summary>
    public void ShowPhase(StatusReport validator, IReadOnlyList<(DemoActor Actor, StatusReport? Status)> miners)
    {
        Say($"cycle {validator.Cycle}  {validator.Phase,-16} block {validator.Block}{Detail(validator, miners)}");
    }

    /// <summary>The table that matters, the model's line, and each claim with its evidence.</summary>
    public void Show(DemoReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).Expand();
        foreach (var column in new[] { "miner", "hotkey", "what it did", "loss before", "loss after", "score", "weight", "incentive", "emission", "why" })
            table.AddColumn(new TableColumn(column));
        foreach (var row in report.Rows)
            table.AddRow([.. Cells(row).Select(cell => new Text(cell))]);
        console.Write(table);

        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Held-out loss of the model on the task: {report.FirstLoss:F4} at the first cycle, {report.LastLoss:F4} after the last, nats per token."));
        foreach (var claim in report.Verdict.Claims)
            console.MarkupLine($"{(claim.Holds ? "[green]holds[/]" : "[red]FAILS[/]")}  {Markup.Escape($"{claim.Text} ({claim.Evidence})")}");
    }

    private static string Detail(StatusReport validator, IReadOnlyList<(DemoActor Actor, StatusReport? Status)> miners) => validator.Phase switch
    {
        "MinerCommit1" => Join(miners
            .Where(miner => miner.Status?.Training is not null)
            .Select(miner => Format($"{miner.Actor.Name} {miner.Status!.Training!.Steps} steps, loss {miner.Status.Training.Loss:F3}"))),
        "Merge" when validator.Rounds is [.., var round] && round.Cycle == validator.Cycle => Join(
            [Format($"baseline {round.BaselineLoss:F4}"),
             .. round.Miners.Select(miner => miner.MeanGain is { } gain ? Format($"uid {miner.Uid} {gain:+0.0000;-0.0000}") : $"uid {miner.Uid} {miner.Outcome}")]),
        _ => "",
    };

    private static string Join(IEnumerable<string> parts) => string.Join("; ", parts) is { Length: > 0 } text ? $"  {text}" : "";

    private static string Format(FormattableString text) => FormattableString.Invariant(text);

    private static string[] Cells(DemoRow row) =>
    [
        row.Name, $"{row.Hotkey.ToString()[..8]}…", row.Did,
        row.LossBefore is { } before ? Format($"{before:F4}") : "-",
        row.LossAfter is { } after ? Format($"{after:F4}") : "-",
        Format($"{row.Score:F5}"), Format($"{row.Weight:P1}"), Format($"{row.Incentive:P1}"), Format($"{row.Emission.InTao:F4}"), Shorten(row.Verdict),
    ];

    private static string Shorten(string reason) => reason.Length <= LongestReason ? reason : $"{reason[..LongestReason]}…";
}
