namespace Connito.Chain.Metadata;

/// <summary>The widths of the integer types.</summary>
internal static class PrimitiveTypes
{
    extension(PrimitiveType kind)
    {
        /// <summary>An integer's size in bytes and whether it is signed.</summary>
        public (int SizeBytes, bool Signed) Width() => kind switch
        {
            >= PrimitiveType.U8 and <= PrimitiveType.U256 => (1 << (kind - PrimitiveType.U8), false),
            >= PrimitiveType.I8 and <= PrimitiveType.I256 => (1 << (kind - PrimitiveType.I8), true),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "An integer type wanted."),
        };
    }
}
