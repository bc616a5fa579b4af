using System.Collections.Immutable;

namespace Connito.Chain.Crypto;

/// <summary>Substrate's text for a secret: <c>phrase-or-0xseed[//hard|/soft]*[///password]</c>.</summary>
internal sealed class SecretUri
{
    /// <summary>The phrase of <c>//Alice</c> and friends: public, and worth nothing.</summary>
    internal const string DevelopmentPhrase = "bottom drive obey lake curtain smoke basket hold race lonely fit walk";

    private const string PasswordMark = "///";

    private SecretUri(string root, ImmutableArray<Junction> junctions, string password) =>
        (Root, Junctions, Password) = (root, junctions, password);

    /// <summary>A phrase, or 0x and the hex of a seed; the development phrase where the text has neither.</summary>
    internal string Root { get; }

    internal ImmutableArray<Junction> Junctions { get; }

    internal string Password { get; }

    /// <exception cref="KeyFormatException">A junction has no text.</exception>
    internal static SecretUri Parse(string text)
    {
        int mark = text.IndexOf(PasswordMark, StringComparison.Ordinal);
        string password = mark < 0 ? "" : text[(mark + PasswordMark.Length)..];
        string rest = mark < 0 ? text : text[..mark];
        int pathStart = rest.IndexOf('/', StringComparison.Ordinal);
        string root = pathStart < 0 ? rest : rest[..pathStart];
        return new SecretUri(
            root.Length == 0 ? DevelopmentPhrase : root,
            pathStart < 0 ? [] : ReadJunctions(rest.AsSpan(pathStart)),
            password);
    }

    /// <exception cref="KeyFormatException">The phrase or the seed is not valid, or the scheme cannot follow a junction.</exception>
    internal SecretKey ToSecretKey(KeyScheme scheme)
    {
        var key = RootKey(scheme);
        foreach (var junction in Junctions)
        {
            using var parent = key;
            key = parent.Derive(junction);
        }

        return key;
    }

    private SecretKey RootKey(KeyScheme scheme)
    {
        using var seed = new SecretBytes(SecretKey.SeedSize);
        if (Root.StartsWith("0x", StringComparison.Ordinal))
            SecretHex.Read(Root, seed.Span, "The seed of a secret URI");
        else
            Mnemonic.ToMiniSecret(Root, Password, seed.Span);
        return SecretKey.FromSeed(seed.Span, scheme);
    }

    private static ImmutableArray<Junction> ReadJunctions(ReadOnlySpan<char> path)
    {
        var junctions = ImmutableArray.CreateBuilder<Junction>();
        while (!path.IsEmpty)
        {
            bool isHard = path.StartsWith("//");
            path = path[(isHard ? 2 : 1)..];
            int end = path.IndexOf('/') is var next && next < 0 ? path.Length : next;
            if (end == 0)
                throw new KeyFormatException($"Junction {junctions.Count + 1} of the secret URI has no text behind its slash.");

            junctions.Add(new Junction(path[..end].ToString(), isHard));
            path = path[end..];
        }

        return junctions.ToImmutable();
    }
}
