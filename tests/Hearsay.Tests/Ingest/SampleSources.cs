using System.Globalization;
using System.IO.Compression;
using System.Text;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace Hearsay.Tests.Ingest;

/// <summary>Feeds, mails, archives and PDFs of our own making. Everyone in them is invented.</summary>
internal static class SampleSources
{
    public const string Rss = """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
          <channel>
            <title>Coast Wire</title>
            <link>https://wire.example/</link>
            <image><title>Not the outlet</title><url>https://wire.example/logo.png</url></image>
            <item>
              <title>Veland denies selling radar sets</title>
              <link>https://wire.example/2026/05/02/radar</link>
              <guid isPermaLink="false">wire-1001</guid>
              <pubDate>Sat, 02 May 26 09:30 EST</pubDate>
              <dc:creator>Ana Brandt</dc:creator>
              <media:title>A picture of a radar set</media:title>
              <description>Veland denied the sale on Saturday.</description>
              <content:encoded><![CDATA[<p>Veland denied on Saturday that it had sold radar sets to the islanders.</p><p>&#8220;We sold nothing,&#8221; minister Piet Arens said.</p><p><a href="https://wire.example/newsletter">Sign up for our newsletter</a></p>]]></content:encoded>
            </item>
            <item>
              <title>Second &amp; last</title>
              <description>Officials in Halden said &lt;b&gt;nothing&lt;/b&gt; more.</description>
              <pubDate>soon</pubDate>
            </item>
          </channel>
        </rss>
        """;

    public const string Atom = """
        <feed xmlns="http://www.w3.org/2005/Atom">
          <title type="html">The Sund &lt;em&gt;Observer&lt;/em&gt;</title>
          <id>urn:feed</id>
          <author><name>Desk</name></author>
          <entry>
            <title>Inspectors leave Sund</title>
            <link rel="self" href="https://observer.example/self"/>
            <link href="/inspectors"/>
            <id>urn:uuid:1</id>
            <published>2026-05-03T10:00:00+02:00</published>
            <updated>2026-05-04T10:00:00+02:00</updated>
            <author><name>Jon Vik</name><email>jon@observer.example</email></author>
            <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Inspectors left Sund on Sunday, the league said.</p><p>They will be <b>back</b>, a spokeswoman said.</p></div></content>
          </entry>
          <entry><title>Only a headline: Oruvia calls vote</title><id>urn:uuid:2</id><updated>2026-05-04</updated></entry>
        </feed>
        """;

    public const string Mail = """
        Received: from mx.example by inbox.example; Sun, 3 May 2026 10:00:05 +0200
        From: "Press office, Halden" <press@halden.example>
        To: list@inbox.example
        Subject: =?utf-8?Q?Statement_on_the_ceasefire_=E2=80=93_final?=
        Date: Sun, 3 May 2026 10:00:00 +0200
        Message-ID: <1@halden.example>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="outer"

        --outer
        Content-Type: multipart/alternative; boundary="inner"

        --inner
        Content-Type: text/plain; charset=utf-8; format=flowed
        Content-Transfer-Encoding: 8bit

        The ministry denies that any shipment left Halden 
        last week.

        The minister said "we will publish the records".
        --inner
        Content-Type: text/html; charset=utf-8

        <p>The ministry denies that any shipment left Halden last week.</p><p>The minister said "we will publish the records".</p>
        --inner--
        --outer
        Content-Type: text/plain; name="annex.txt"
        Content-Disposition: attachment; filename="annex.txt"
        Content-Transfer-Encoding: base64

        VGhlIGFubmV4IGxpc3RzIHRocmVlIHNoaXBzLCBvZmZpY2lhbHMgc2FpZC4=
        --outer
        Content-Type: image/png
        Content-Disposition: attachment; filename="logo.png"
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --outer--
        """;

    /// <summary>A request, a response in chunks, a picture, a redirect and an extracted text.</summary>
    public static IReadOnlyList<byte[]> Records() =>
    [
        Record("warcinfo", "application/warc-fields", "", "software: none\r\n"u8),
        Record("request", "application/http; msgtype=request", "https://wire.example/a", "GET /a HTTP/1.1\r\n\r\n"u8),
        Record("response", "application/http; msgtype=response", "https://wire.example/a", Encoding.UTF8.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n" + Chunked(SamplePages.Full))),
        Record("response", "application/http; msgtype=response", "https://wire.example/a.png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nxx"u8),
        Record("response", "application/http; msgtype=response", "https://wire.example/b", "HTTP/1.1 301 Moved\r\nLocation: /a\r\n\r\n"u8),
        Record("conversion", "text/plain", "https://wire.example/c", "Officials in Sund said that the bridge was closed.\n"u8),
    ];

    public static byte[] Warc() => [.. Records().SelectMany(record => record)];

    /// <summary>A gzip member per record, as crawlers write them.</summary>
    public static byte[] GzippedWarc() => [.. Records().SelectMany(Gzip)];

    public static byte[] Record(string type, string contentType, string address, ReadOnlySpan<byte> block, int? length = null)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $"WARC/1.0\r\nWARC-Type: {type}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-05-03T10:00:00Z\r\nContent-Type: {contentType}\r\nContent-Length: {length ?? block.Length}\r\n\r\n");
        return [.. Encoding.UTF8.GetBytes(header), .. block, .. "\r\n\r\n"u8];
    }

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    public static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] bytes) in files)
            {
                using Stream entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return packed.ToArray();
    }

    /// <summary>A PDF of one page with a line per text.</summary>
    public static byte[] Pdf(params string[] lines) => PdfOf(builder =>
    {
        PdfDocumentBuilder.AddedFont font = builder.AddStandard14Font(Standard14Font.TimesRoman);
        PdfPageBuilder page = builder.AddPage(PageSize.A4);
        for (int i = 0; i < lines.Length; i++)
        {
            page.AddText(lines[i], 11, new PdfPoint(60, 760 - (i * 14)), font);
        }
    });

    public static byte[] PdfOf(Action<PdfDocumentBuilder> write)
    {
        using var builder = new PdfDocumentBuilder();
        write(builder);
        return builder.Build();
    }

    private static string Chunked(string text)
    {
        var chunks = new StringBuilder();
        for (int at = 0; at < text.Length; at += 500)
        {
            string part = text.Substring(at, Math.Min(500, text.Length - at));
            chunks.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(part):x}\r\n{part}\r\n");
        }

        return chunks.Append("0\r\n\r\n").ToString();
    }
}
