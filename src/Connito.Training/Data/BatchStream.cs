namespace Connito.Training.Data;

/// <summary>An endless stream of training batches that can be left and taken up again at the same place. One thread's own.</summary>
public sealed class BatchStream
{
    private readonly BatchSource _source;
    private readonly string _seed;
    private readonly int _sequences;
    private int[] _order;

    internal BatchStream(BatchSource source, string seed, int sequences, BatchPosition position)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequences);
        if (position.Epoch < 0 || position.Window < 0 || position.Window > source.WindowCount)
            throw new ArgumentOutOfRangeException(nameof(position), position, $"An epoch has windows 0 to {source.WindowCount - 1}.");

        _source = source;
        _seed = seed;
        _sequences = sequences;
        _order = OrderOf(position.Epoch);
        Position = position;
    }

    /// <summary>Where the next batch begins: all it takes to go on from here later.</summary>
    public BatchPosition Position { get; private set; }

    /// <summary>The next batch.</summary>
    public TokenBatch Next()
    {
        var windows = new int[_sequences];
        for (var index = 0; index < windows.Length; index++)
            windows[index] = NextWindow();

        return _source.Batch(windows);
    }

    private int NextWindow()
    {
        if (Position.Window == _order.Length)
        {
            Position = new(Position.Epoch + 1, 0);
            _order = OrderOf(Position.Epoch);
        }

        var window = _order[Position.Window];
        Position = Position with { Window = Position.Window + 1 };
        return window;
    }

    private int[] OrderOf(long epoch) =>
        new SeededRandom($"stream {epoch} {_seed}").Order(_source.WindowCount, _source.WindowCount);
}

/// <summary>A place in a <see cref="BatchStream"/>.</summary>
/// <param name="Epoch">Full passes over all windows.</param>
/// <param name="Window">Windows taken of the pass since.</param>
public readonly record struct BatchPosition(long Epoch, int Window);
