using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Connito.Training.Data;

/// <summary>A text, and what it is about.</summary>
/// <param name="Source">The assembly it documents.</param>
/// <param name="Subject">The type it documents, such as <c>System.Net.Http.HttpClient</c>.</param>
/// <param name="Text">The text: a line a statement.</param>
public sealed record Document(string Source, string Subject, string Text)
{
    /// <summary>The share of documents that nobody trains on.</summary>
    public const double HeldOutShare = 0.1;

    /// <summary>Which split the document is in. The text alone decides, so every neuron agrees, whatever else it has.</summary>
    public DataSplit Split
    {
        get
        {
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes(Text));
            var share = BinaryPrimitives.ReadUInt32BigEndian(hash) / (double)uint.MaxValue;
            return share < HeldOutShare ? DataSplit.HeldOut : DataSplit.Train;
        }
    }
}

/// <summary>What a document is for.</summary>
public enum DataSplit
{
    /// <summary>Miners train on it.</summary>
    Train,

    /// <summary>Validators measure losses on it.</summary>
    HeldOut,
}
