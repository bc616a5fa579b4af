using Connito.Chain.Primitives;

namespace Connito.Chain.Scale;

/// <summary>Bytes that are not what their SCALE type says, or a value that its type cannot hold.</summary>
public sealed class ScaleFormatException : ChainException
{
    /// <param name="problem">What was wanted and what came.</param>
    /// <param name="path">The field at fault, outermost name first; empty for the whole value.</param>
    public ScaleFormatException(string problem, string path = "") : base(path.Length == 0 ? problem : $"{path}: {problem}")
    {
        Problem = problem;
        Path = path;
    }

    /// <summary>What was wanted and what came, without the path.</summary>
    public string Problem { get; }

    /// <summary>The field at fault, such as <c>SubtensorModule.set_weights.dests[3]</c>; empty for the whole value.</summary>
    public string Path { get; }

    /// <summary>The same fault, seen from the value that holds the field <paramref name="segment"/>.</summary>
    internal ScaleFormatException Within(string segment) =>
        new(Problem, Path.Length == 0 || segment.Length == 0 ? segment + Path : Path[0] == '[' ? segment + Path : $"{segment}.{Path}");
}
