using Connito.Localnet.Declarations;

namespace Connito.Localnet.Pallets;

/// <summary><c>sp_runtime::DispatchError</c> as the metadata describes it: whole, though few of its cases happen here.</summary>
internal static class DispatchFailureCodec
{
    private static readonly TypeDescription Module = new TypeDescription.Composite(
        "sp_runtime::ModuleError", [new("index", Codecs.U8.Type), new("error", Codecs.Bytes(4))], []);

    private static readonly TypeDescription Token = Enumeration(
        "sp_runtime::TokenError",
        "FundsUnavailable", "OnlyProvider", "BelowMinimum", "CannotCreate", "UnknownAsset", "Frozen", "Unsupported", "CannotCreateHold",
        "NotExpendable", "Blocked");

    private static readonly TypeDescription Arithmetic = Enumeration("sp_arithmetic::ArithmeticError", "Underflow", "Overflow", "DivisionByZero");

    private static readonly TypeDescription Transactional = Enumeration("sp_runtime::TransactionalError", "LimitReached", "NoLayer");

    private static readonly TypeDescription Trie = Enumeration(
        "sp_runtime::proving_trie::TrieError",
        "InvalidStateRoot", "IncompleteDatabase", "ValueAtIncompleteKey", "DecoderError", "InvalidHash", "DuplicateKey", "ExtraneousNode",
        "ExtraneousValue", "ExtraneousHashReference", "InvalidChildReference", "ValueMismatch", "IncompleteProof", "RootMismatch", "DecodeError");

    /// <summary>Written only: nothing here reads errors back.</summary>
    public static Codec<DispatchFailure> Codec { get; } = new(
        new TypeDescription.Variant(
            "sp_runtime::DispatchError",
            [
                Plain(0, "Other"), Plain(1, "CannotLookup"), Plain(2, "BadOrigin"), Wrapping(3, "Module", Module), Plain(4, "ConsumerRemaining"),
                Plain(5, "NoProviders"), Plain(6, "TooManyConsumers"), Wrapping(7, "Token", Token), Wrapping(8, "Arithmetic", Arithmetic),
                Wrapping(9, "Transactional", Transactional), Plain(10, "Exhausted"), Plain(11, "Corruption"), Plain(12, "Unavailable"),
                Plain(13, "RootNotAllowed"), Wrapping(14, "Trie", Trie),
            ],
            []),
        static (writer, error) => error.Write(writer),
        static (ref reader) => throw new NotSupportedException("Errors are written into events and never read back."));

    private static CaseDescription Plain(byte index, string name) => new(index, name, []);

    private static CaseDescription Wrapping(byte index, string name, TypeDescription inner) => new(index, name, [new(null, inner)]);

    private static TypeDescription.Variant Enumeration(string path, params string[] names) =>
        new(path, [.. names.Select((name, index) => Plain((byte)index, name))], []);
}
