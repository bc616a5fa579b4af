using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Connito.Chain.Primitives;

namespace Connito.Neuron.Store;

/// <summary>The files one hotkey published in one cycle; their names and contents together make its id.</summary>
/// <param name="Owner">Who published them.</param>
/// <param name="Cycle">In which cycle.</param>
/// <param name="Files">Each name once.</param>
internal sealed record Revision(Hotkey Owner, uint Cycle, ImmutableArray<RevisionFile> Files)
{
    /// <summary>SHA-256 of a line <c>name size sha256</c> for each file in the order of names: equal content, equal id, whoever published it.</summary>
    public string Id
    {
        get
        {
            var lines = Files.OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Name} {file.SizeBytes} {file.Hash}\n");
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
        }
    }

    /// <summary>The id's beginning, as it stands in a commitment.</summary>
    public string ShortId => Id[..Commitments.CommittedPlace.RevisionCharacters];

    /// <summary>The file of that name, or null.</summary>
    public RevisionFile? Find(string name) => Files.FirstOrDefault(file => file.Name == name);
}

/// <param name="Name">Such as <c>model_expgroup_0.safetensors</c>.</param>
/// <param name="Hash">Of its content.</param>
/// <param name="SizeBytes">Of its content.</param>
internal sealed record RevisionFile(string Name, FileHash Hash, long SizeBytes);
