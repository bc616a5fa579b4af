using System.Collections.Immutable;

namespace Connito.Chain.Metadata;

/// <summary>How a type's values are encoded.</summary>
public abstract record TypeShape
{
    private TypeShape() { }

    /// <summary>A struct: its fields one after the other.</summary>
    public sealed record Composite(ImmutableArray<TypeField> Fields) : TypeShape;

    /// <summary>An enum: one byte that names the case, then the case's fields.</summary>
    public sealed record Variant(ImmutableArray<TypeVariant> Cases) : TypeShape;

    /// <summary>A vector: compact count, then the items.</summary>
    public sealed record Sequence(TypeId Item) : TypeShape;

    /// <summary>A fixed number of items.</summary>
    public sealed record Array(uint Length, TypeId Item) : TypeShape;

    /// <summary>Items one after the other, each of its own type.</summary>
    public sealed record Tuple(ImmutableArray<TypeId> Items) : TypeShape;

    /// <summary>A boolean, character, text or integer.</summary>
    public sealed record Primitive(PrimitiveType Kind) : TypeShape;

    /// <summary>An unsigned integer in compact form.</summary>
    public sealed record Compact(TypeId Inner) : TypeShape;

    /// <summary>Packed bits: compact count of bits, then whole units of the store type.</summary>
    public sealed record BitSequence(TypeId Store, TypeId Order) : TypeShape;
}

/// <summary>A field of a struct or of an enum's case.</summary>
/// <param name="Name">Null in a tuple-like struct.</param>
/// <param name="Type">The field's type.</param>
/// <param name="TypeName">The type as the Rust source spells it, where known.</param>
/// <param name="Documentation">The runtime's own words, line by line.</param>
public sealed record TypeField(string? Name, TypeId Type, string? TypeName, ImmutableArray<string> Documentation);

/// <summary>A case of an enum; a pallet's calls, events and errors are cases too.</summary>
/// <param name="Name">The case's name.</param>
/// <param name="Index">The byte that names it on the wire.</param>
/// <param name="Fields">What follows that byte.</param>
/// <param name="Documentation">The runtime's own words, line by line.</param>
public sealed record TypeVariant(string Name, byte Index, ImmutableArray<TypeField> Fields, ImmutableArray<string> Documentation);

/// <summary>The primitive types, numbered as in metadata.</summary>
public enum PrimitiveType : byte
{
    /// <summary>One byte, 0 or 1.</summary>
    Bool,

    /// <summary>A Unicode scalar value in four bytes.</summary>
    Char,

    /// <summary>UTF-8 text.</summary>
    Str,

    /// <summary>Unsigned, 8 bits.</summary>
    U8,

    /// <summary>Unsigned, 16 bits.</summary>
    U16,

    /// <summary>Unsigned, 32 bits.</summary>
    U32,

    /// <summary>Unsigned, 64 bits.</summary>
    U64,

    /// <summary>Unsigned, 128 bits.</summary>
    U128,

    /// <summary>Unsigned, 256 bits.</summary>
    U256,

    /// <summary>Signed, 8 bits.</summary>
    I8,

    /// <summary>Signed, 16 bits.</summary>
    I16,

    /// <summary>Signed, 32 bits.</summary>
    I32,

    /// <summary>Signed, 64 bits.</summary>
    I64,

    /// <summary>Signed, 128 bits.</summary>
    I128,

    /// <summary>Signed, 256 bits.</summary>
    I256,
}
