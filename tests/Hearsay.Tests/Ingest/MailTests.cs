using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

public sealed class MailTests
{
    [Fact]
    public async Task A_mail_is_its_text_and_each_attached_text_an_article_of_its_own()
    {
        IReadOnlyList<Ingested> items = await IngestedBytes.All(Encoding.UTF8.GetBytes(SampleSources.Mail), "statement.eml");
        Assert.Equal(2, items.Count);
        Hearsay.Text.Article mail = items[0].Article!;
        Assert.Equal("Statement on the ceasefire – final\n\nThe ministry denies that any shipment left Halden last week.\n\nThe minister said \"we will publish the records\".", mail.Text.ToString());
        Assert.Equal(("doc", "Statement on the ceasefire – final", "2026-05-03T10:00:00+02:00"), (mail.Id, mail.Title, mail.Published.ToString()));
        Assert.Equal(["Press office, Halden"], mail.Authors);
        Assert.Equal([IngestDefects.PartsSkipped], items[0].Codes());
        Assert.Equal("The annex lists three ships, officials said.", items[1].Text());
        Assert.Equal(("statement.eml/annex.txt", "doc/1-annex"), (items[1].Origin, items[1].Article!.Id));
    }

    [Fact]
    public async Task A_mail_in_HTML_only_is_read_without_its_furniture()
    {
        string mail = "From: desk@wire.example\nSubject: Update\nMIME-Version: 1.0\nContent-Type: text/html; charset=windows-1252\nContent-Transfer-Encoding: quoted-printable\n\n<p>=93We sold nothing,=94 the minister said.</p><p>Subscribe to our newsletter</p>\n";
        Ingested item = await IngestedBytes.One(mail, "a.eml");
        Assert.Equal([IngestDefects.OlderCharset], item.Codes());
        Assert.Equal("Update\n\n“We sold nothing,” the minister said.", item.Text());
    }

    [Fact]
    public async Task Mails_in_mails_are_read_to_a_depth()
    {
        string inner = "From: a@x.example\nSubject: Deep\nMessage-ID: <1@x.example>\n\nOfficials said so.\n";
        for (int level = 0; level < IngestLimits.ContainerDepth; level++)
        {
            inner = $"From: a@x.example\nSubject: Level\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b{level}\n\n--b{level}\nContent-Type: text/plain\n\nSee below, he said.\n--b{level}\nContent-Type: message/rfc822\n\n{inner}\n--b{level}--\n";
        }

        IReadOnlyList<Ingested> items = await IngestedBytes.All(Encoding.UTF8.GetBytes(inner), "a.eml");
        Assert.Equal(IngestLimits.ContainerDepth + 1, items.Count);
        Assert.Contains("Officials said so.", items[^1].Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("From: the desk\nTo: all\nSubject: memo\n\nOfficials said so.")]
    [InlineData("Date: today. Officials said so.\n\nMore follows.")]
    public async Task A_memorandum_is_no_mail(string text) => Assert.Equal(text, (await IngestedBytes.One(text)).Text());

    [Fact]
    public async Task Parts_without_number_are_refused()
    {
        var mail = new StringBuilder("From: a@x.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n");
        for (int part = 0; part <= IngestLimits.MailParts; part++)
        {
            mail.Append("--b\n\nx\n");
        }

        Assert.Equal([IngestDefects.MailTooLarge], (await IngestedBytes.One(mail.ToString(), "a.eml")).Codes());
    }

    [Fact]
    public async Task Multiparts_in_multiparts_end()
    {
        var mail = new StringBuilder("From: a@x.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b0\n\n");
        for (int level = 0; level < 4000; level++)
        {
            mail.Append($"--b{level}\nContent-Type: multipart/mixed; boundary=b{level + 1}\n\n");
        }

        Ingested item = await IngestedBytes.One(mail.Append("--b4000\n\nHe said so.\n").ToString(), "a.eml");
        Assert.True(item.Article is not null || item.Defects.Count > 0);
    }
}
