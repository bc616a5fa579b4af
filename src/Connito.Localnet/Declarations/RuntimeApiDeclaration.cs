using System.Collections.Immutable;
using Connito.Chain.Scale;

namespace Connito.Localnet.Declarations;

/// <summary>A method of a runtime API, which a node answers without a block.</summary>
/// <param name="Api">The API's name.</param>
/// <param name="Method">The method's name; the node calls it <c>Api_method</c>.</param>
/// <param name="Inputs">Its parameters.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Answer">Reads the inputs and gives the output's bytes.</param>
internal sealed record RuntimeApiDeclaration(
    string Api, string Method, ImmutableArray<(string Name, TypeDescription Type)> Inputs, TypeDescription Output, RuntimeApiAnswer Answer);

/// <summary>Reads a method's inputs and gives its output's bytes, from the state of one block.</summary>
internal delegate byte[] RuntimeApiAnswer(State.IStateReader state, ref ScaleReader inputs);
