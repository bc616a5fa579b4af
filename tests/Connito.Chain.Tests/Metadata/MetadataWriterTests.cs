using Connito.Chain.Metadata;
using Connito.Chain.Scale;

namespace Connito.Chain.Tests.Metadata;

public class MetadataWriterTests
{
    [Theory]
    [InlineData("219-v14", 14)]
    [InlineData("343-v14", 14)]
    [InlineData("343-v15", 15)]
    public void A_recorded_blob_is_written_again_byte_for_byte(string name, byte version) =>
        Assert.Equal(RecordedChain.Blob(name), MetadataWriter.Write(RecordedChain.Metadata(name), version));

    [Fact]
    public void A_version_that_names_more_than_the_model_has_is_refused()
    {
        Assert.Throws<ScaleFormatException>(() => MetadataWriter.Write(RecordedChain.Metadata("343-v15"), 14));
        Assert.Throws<ScaleFormatException>(() => MetadataWriter.Write(RecordedChain.Metadata("343-v14"), 15));
        Assert.Throws<ScaleFormatException>(() => MetadataWriter.Write(RecordedChain.Metadata("343-v15"), 16));
    }
}
