using System.Collections.Immutable;

namespace Connito.Chain.Metadata;

/// <summary>What a runtime says of one pallet.</summary>
/// <param name="Name">The pallet's name, such as <c>SubtensorModule</c>.</param>
/// <param name="Index">The byte that names it in calls, events and errors.</param>
/// <param name="Storage">Its storage, if it has any.</param>
/// <param name="Calls">The enum of its calls.</param>
/// <param name="Events">The enum of its events.</param>
/// <param name="Errors">The enum of its errors.</param>
/// <param name="Constants">Its constants.</param>
/// <param name="Documentation">The runtime's own words, line by line; V14 has none.</param>
public sealed record PalletMetadata(
    string Name,
    byte Index,
    PalletStorage? Storage,
    TypeId? Calls,
    TypeId? Events,
    TypeId? Errors,
    ImmutableArray<PalletConstant> Constants,
    ImmutableArray<string> Documentation);

/// <summary>A pallet's storage.</summary>
/// <param name="Prefix">What its keys begin with, before hashing: as a rule the pallet's name.</param>
/// <param name="Entries">Its items.</param>
public sealed record PalletStorage(string Prefix, ImmutableArray<StorageEntry> Entries);

/// <summary>A constant of a pallet, with its value's bytes.</summary>
public sealed record PalletConstant(string Name, TypeId Type, ImmutableArray<byte> Value, ImmutableArray<string> Documentation);
