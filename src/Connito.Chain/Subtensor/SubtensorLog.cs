using Connito.Chain.Primitives;
using Microsoft.Extensions.Logging;

namespace Connito.Chain.Subtensor;

/// <summary>Log events of the chain's client: 1100 to 1199.</summary>
internal static partial class SubtensorLog
{
    [LoggerMessage(1100, LogLevel.Information, "Runtime {SpecVersion} loaded from V{MetadataVersion} metadata")]
    internal static partial void RuntimeLoaded(this ILogger logger, uint specVersion, byte metadataVersion);

    [LoggerMessage(1101, LogLevel.Debug, "Extrinsic {Extrinsic} of {Signer}, nonce {Nonce}, is submitted")]
    internal static partial void Submitting(this ILogger logger, BlockHash extrinsic, AccountId signer, uint nonce);

    [LoggerMessage(1102, LogLevel.Warning, "Extrinsic {Extrinsic} is searched for in new blocks, not sent again: {Reason}")]
    internal static partial void Searching(this ILogger logger, BlockHash extrinsic, string reason);

    [LoggerMessage(1103, LogLevel.Debug, "Extrinsic {Extrinsic} came to {Outcome}")]
    internal static partial void Outcome(this ILogger logger, BlockHash extrinsic, ExtrinsicOutcome outcome);
}
