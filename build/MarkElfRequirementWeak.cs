using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>
/// Writes a copy of a 64-bit little-endian shared library in which one required symbol version and one undefined symbol are
/// weak, so that the loader of a system without them still loads it.
/// </summary>
/// <remarks>Layouts: System V gABI, "Symbol Table"; Linux Standard Base, "Symbol Versioning" (Verneed, Vernaux).</remarks>
public sealed class MarkElfRequirementWeak : Task
{
    private const uint DynamicSymbolsSection = 11;
    private const uint VersionNeedsSection = 0x6ffffffe;
    private const ushort WeakVersionFlag = 2;
    private const int WeakBinding = 2;

    [Required] public string Source { get; set; }

    [Required] public string Destination { get; set; }

    [Required] public string Version { get; set; }

    [Required] public string Symbol { get; set; }

    public override bool Execute()
    {
        var image = File.ReadAllBytes(Source);
        if (image.Length < 64 || BitConverter.ToUInt32(image, 0) != 0x464c457f || image[4] != 2 || image[5] != 1)
        {
            Log.LogError("{0} is not a 64-bit little-endian ELF file.", Source);
            return false;
        }

        var versions = 0;
        var symbols = 0;
        var sections = ToInt(image, 40);
        var sectionSize = BitConverter.ToUInt16(image, 58);
        for (var index = 0; index < BitConverter.ToUInt16(image, 60); index++)
        {
            var section = sections + index * sectionSize;
            var strings = ToInt(image, sections + (int)BitConverter.ToUInt32(image, section + 40) * sectionSize + 24);
            switch (BitConverter.ToUInt32(image, section + 4))
            {
                case VersionNeedsSection: versions += MarkVersion(image, section, strings); break;
                case DynamicSymbolsSection: symbols += MarkSymbol(image, section, strings); break;
            }
        }

        // A later TorchSharp that asks for neither is left as it is.
        Log.LogMessage(MessageImportance.Normal, "{0}: {1} versions and {2} symbols marked weak.", Destination, versions, symbols);
        Directory.CreateDirectory(Path.GetDirectoryName(Destination));
        // Removed first: an output of an older build may share its inode with the package cache.
        File.Delete(Destination);
        File.WriteAllBytes(Destination, image);
        return true;
    }

    private int MarkVersion(byte[] image, int section, int strings)
    {
        var marked = 0;
        var need = ToInt(image, section + 24);
        for (var needsLeft = BitConverter.ToUInt32(image, section + 44); needsLeft > 0; needsLeft--)
        {
            var entry = need + (int)BitConverter.ToUInt32(image, need + 8);
            for (var entriesLeft = BitConverter.ToUInt16(image, need + 2); entriesLeft > 0; entriesLeft--)
            {
                if (Matches(image, strings + (int)BitConverter.ToUInt32(image, entry + 8), Version))
                {
                    image[entry + 4] |= (byte)WeakVersionFlag;
                    marked++;
                }

                entry += (int)BitConverter.ToUInt32(image, entry + 12);
            }

            need += (int)BitConverter.ToUInt32(image, need + 12);
        }

        return marked;
    }

    private int MarkSymbol(byte[] image, int section, int strings)
    {
        var marked = 0;
        var symbol = ToInt(image, section + 24);
        var end = symbol + ToInt(image, section + 32);
        for (; symbol < end; symbol += 24)
        {
            var undefined = BitConverter.ToUInt16(image, symbol + 6) == 0;
            if (undefined && Matches(image, strings + (int)BitConverter.ToUInt32(image, symbol), Symbol))
            {
                image[symbol + 4] = (byte)((image[symbol + 4] & 0xf) | (WeakBinding << 4));
                marked++;
            }
        }

        return marked;
    }

    private static bool Matches(byte[] image, int at, string text) =>
        at + text.Length < image.Length
        && image[at + text.Length] == 0
        && Encoding.ASCII.GetString(image, at, text.Length) == text;

    private static int ToInt(byte[] image, int at) => checked((int)BitConverter.ToUInt64(image, at));
}
