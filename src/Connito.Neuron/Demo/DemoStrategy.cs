namespace Connito.Neuron.Demo;

/// <summary>How a dishonest miner of the demo makes its shards; everything else about it is the production miner.</summary>
internal enum DemoStrategy
{
    /// <summary>Submits the baseline unchanged: no work, no gain.</summary>
    Lazy,

    /// <summary>Submits what the best paid miner published in the cycle before.</summary>
    Copy,

    /// <summary>Submits weights with an element that is not finite.</summary>
    PoisonNonFinite,

    /// <summary>Submits finite weights that raise the loss.</summary>
    PoisonLoss,
}
