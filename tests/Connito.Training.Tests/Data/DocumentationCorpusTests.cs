using Connito.Training.Data;

namespace Connito.Training.Tests.Data;

public sealed class DocumentationCorpusTests
{
    private static readonly Lazy<DocumentationCorpus> Shared = new(() => DocumentationCorpus.Read(DotnetPacks.Locate()));

    [Fact]
    public void Both_corpora_hold_megabytes_of_text()
    {
        Assert.InRange(Shared.Value.General.CharacterCount, 6_000_000, 30_000_000);
        Assert.InRange(Shared.Value.Task.CharacterCount, 1_000_000, 5_000_000);
    }

    [Fact]
    public void The_task_holds_its_domain_and_nothing_else()
    {
        Assert.Contains(Shared.Value.Task.Documents, document => document.Subject == "Microsoft.AspNetCore.Mvc.ControllerBase");
        Assert.Contains(Shared.Value.Task.Documents, document => document.Subject == "Microsoft.AspNetCore.Http.HttpContext");
        Assert.Contains(Shared.Value.General.Documents, document => document.Subject == "System.Security.Cryptography.Aes");
        Assert.DoesNotContain(Shared.Value.General.Documents, document => DocumentationDomain.AspNetCore.Contains(document.Subject));
        Assert.False(DocumentationDomain.AspNetCore.Contains("Microsoft.AspNetCoreOther.Type"));
    }

    [Fact]
    public void No_statement_stands_twice()
    {
        var documents = Shared.Value.General.Documents.Concat(Shared.Value.Task.Documents);
        var statements = documents.SelectMany(document => document.Text.Split('\n'));
        Assert.DoesNotContain(statements.CountBy(statement => statement), count => count.Value > 1);
    }

    [Fact]
    public void Reading_again_gives_the_same_identity()
    {
        var again = DocumentationCorpus.Read(DotnetPacks.Locate());
        Assert.Equal(Shared.Value.Task.Identity, again.Task.Identity);
        Assert.Equal(Shared.Value.General.Identity, again.General.Identity);
        Assert.NotEqual(again.General.Identity, again.Task.Identity);
    }

    [Fact]
    public void The_splits_share_no_document_and_a_tenth_is_held_out()
    {
        foreach (var corpus in new[] { Shared.Value.General, Shared.Value.Task })
        {
            var bySplit = corpus.Documents.ToLookup(document => document.Split, document => document.Text);
            Assert.Empty(bySplit[DataSplit.Train].Intersect(bySplit[DataSplit.HeldOut]));
            Assert.InRange(bySplit[DataSplit.HeldOut].Count() / (double)corpus.Documents.Length, 0.07, 0.13);
        }
    }

    [Fact]
    public void A_domain_without_text_is_refused()
    {
        var nothing = new DocumentationDomain("none", ["No.Such"]);
        var exception = Assert.Throws<TrainingException>(() => DocumentationCorpus.Read(DotnetPacks.Locate(), nothing));
        Assert.Contains("'none'", exception.Message, StringComparison.Ordinal);
    }
}
