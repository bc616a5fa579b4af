using System.Collections.Immutable;

namespace Connito.Localnet.Declarations;

/// <summary>A pallet: what it keeps, offers, emits and refuses, and what it does as a block begins.</summary>
/// <param name="Index">The byte that names it in calls, events and errors.</param>
/// <param name="Name">Its name, and the prefix of its storage.</param>
/// <param name="Crate">The Rust crate its types are known under.</param>
internal sealed record PalletDeclaration(byte Index, string Name, string Crate)
{
    public IReadOnlyList<StorageItem> Storage { get; init; } = [];

    public ImmutableArray<CallDeclaration> Calls { get; init; } = [];

    public ImmutableArray<EventDeclaration> Events { get; init; } = [];

    public ImmutableArray<CaseDescription> Errors { get; init; } = [];

    public ImmutableArray<ConstantDeclaration> Constants { get; init; } = [];

    /// <summary>Runs before the block's extrinsics.</summary>
    public Action<CallContext> OnInitialize { get; init; } = static _ => { };
}

/// <summary>A constant with its encoded value.</summary>
internal sealed record ConstantDeclaration(string Name, TypeDescription Type, byte[] Value)
{
    public static ConstantDeclaration Of<T>(string name, Codec<T> codec, T value) => new(name, codec.Type, codec.Encode(value));
}
