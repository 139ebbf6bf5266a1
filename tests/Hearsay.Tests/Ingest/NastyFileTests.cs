using System.Diagnostics;
using System.Text.Json;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

/// <summary>Every file of the collection of hostile and odd inputs that lies beside the checkout: what becomes of it, and that it takes no longer than ten seconds.</summary>
public sealed class NastyFileTests(NastyFileTests.Unpacked unpacked) : IClassFixture<NastyFileTests.Unpacked>
{
    /// <summary>Number of articles, the defect codes in order, and the language of the first article.</summary>
    private sealed record Outcome(int Articles, string Codes, string Language);

    private static readonly Dictionary<string, Outcome> Expected = new(StringComparer.Ordinal)
    {
        ["empty.txt"] = new(0, "HS0101", ""),
        ["whitespace.txt"] = new(0, "HS0101", ""),
        ["bom-only.txt"] = new(0, "HS0101", ""),
        ["one-char.txt"] = new(1, "", "en"),
        ["one-word.txt"] = new(1, "", "en"),
        ["only-punct.txt"] = new(1, "HS0142", "und"),
        ["only-newlines.txt"] = new(0, "HS0101", ""),
        ["nul-bytes.txt"] = new(1, "HS0112", "en"),
        ["random.bin"] = new(0, "HS0105", ""),
        ["image.png"] = new(0, "HS0105", ""),
        ["elf-head.txt"] = new(0, "HS0105", ""),
        ["control-chars.txt"] = new(1, "HS0112", "en"),
        ["line-10MB.txt"] = new(1, "", "en"),
        ["token-1MB.txt"] = new(1, "", "en"),
        ["lines-200k.txt"] = new(1, "", "en"),
        ["sentence-5000-words.txt"] = new(1, "", "en"),
        ["quotes-nested-200.txt"] = new(1, "", "en"),
        ["brackets-50k.txt"] = new(1, "", "en"),
        ["regex-bait.txt"] = new(1, "", "en"),
        ["invalid-utf8.txt"] = new(1, "HS0111", "en"),
        ["cp1252.txt"] = new(1, "HS0110", "en"),
        ["latin1.txt"] = new(1, "HS0110", "en"),
        ["utf16le-bom.txt"] = new(1, "", "en"),
        ["utf16be-nobom.txt"] = new(1, "HS0115", "en"),
        ["utf32.txt"] = new(1, "", "en"),
        ["utf7ish.txt"] = new(1, "", "en"),
        ["mojibake.txt"] = new(1, "HS0113", "en"),
        ["mojibake-real.txt"] = new(1, "", "en"),
        ["mixed-normalisation.txt"] = new(1, "", "en"),
        ["zero-width.txt"] = new(1, "", "en"),
        ["homoglyph.txt"] = new(1, "", "en"),
        ["bidi-override.txt"] = new(1, "HS0114", "en"),
        ["emoji-tweets.txt"] = new(1, "", "en"),
        ["astral.txt"] = new(1, "", "en"),
        ["lang-arabic.txt"] = new(1, "HS0140", "ar"),
        ["lang-persian.txt"] = new(1, "HS0140", "fa"),
        ["lang-hebrew.txt"] = new(1, "HS0140", "he"),
        ["lang-chinese.txt"] = new(1, "HS0140", "zh"),
        ["lang-japanese.txt"] = new(1, "HS0140", "ja"),
        ["lang-korean.txt"] = new(1, "HS0140", "ko"),
        ["lang-thai.txt"] = new(1, "HS0140", "th"),
        ["lang-russian.txt"] = new(1, "HS0140", "ru"),
        ["lang-ukrainian.txt"] = new(1, "HS0140", "uk"),
        ["lang-turkish.txt"] = new(1, "HS0140", "tr"),
        ["lang-hindi.txt"] = new(1, "HS0140", "hi"),
        ["lang-amharic.txt"] = new(1, "HS0140", "am"),
        ["lang-urdu.txt"] = new(1, "HS0140", "ur"),
        ["mixed-arabic-english.txt"] = new(1, "HS0141", "en"),
        ["persian-digits.txt"] = new(1, "", "en"),
        ["smart-quotes.txt"] = new(1, "", "en"),
        ["no-quotes-speech.txt"] = new(1, "", "en"),
        ["all-caps.txt"] = new(1, "", "en"),
        ["all-caps-real-fbis.txt"] = new(1, "", "en"),
        ["all-lower.txt"] = new(1, "", "en"),
        ["no-punct.txt"] = new(1, "", "en"),
        ["title-case.txt"] = new(1, "", "en"),
        ["no-spaces-after-stop.txt"] = new(1, "", "en"),
        ["hard-wrapped.txt"] = new(1, "", "en"),
        ["hyphenated-wrap.txt"] = new(1, "", "en"),
        ["double-spaced.txt"] = new(1, "", "en"),
        ["crlf-mixed.txt"] = new(1, "", "en"),
        ["tabs-table.txt"] = new(1, "", "en"),
        ["ocr-noise.txt"] = new(1, "", "en"),
        ["abbreviations.txt"] = new(1, "", "en"),
        ["dates-odd.txt"] = new(1, "", "en"),
        ["numbers-odd.txt"] = new(1, "", "en"),
        ["negation-chain.txt"] = new(1, "", "en"),
        ["attribution-chain.txt"] = new(1, "", "en"),
        ["coref-many-he.txt"] = new(1, "", "en"),
        ["broken.html"] = new(1, "HS0131", "en"),
        ["no-article.html"] = new(0, "HS0130", ""),
        ["meta-refresh.html"] = new(0, "HS0130", ""),
        ["xss.html"] = new(1, "", "en"),
        ["billion-laughs.rss"] = new(0, "HS0170", ""),
        ["xxe.rss"] = new(0, "HS0170", ""),
        ["truncated.rss"] = new(1, "HS0171", "en"),
        ["broken.jsonl"] = new(3, "HS0120 HS0121 HS0121 HS0122 HS0122 HS0122 HS0126", "en"),
        ["truncated.warc.gz"] = new(0, "HS0101", ""),
        ["zeros-50MB.gz"] = new(0, "HS0160", ""),
        ["fake.pdf"] = new(0, "HS0185", ""),
        ["zip-slip.zip"] = new(1, "HS0165 HS0165", "en"),
        ["name with spaces & \u00FCn\u00EFcode \u202Etxt.txt"] = new(1, "", "en"),
        ["same-text-1.txt"] = new(1, "", "en"),
        ["same-text-2.txt"] = new(1, "", "en"),
        ["near-dup-1.txt"] = new(1, "", "en"),
    };

    public static TheoryData<string> Files() => [.. Expected.Keys];

    [Fact]
    public void The_table_names_every_file_of_the_collection()
    {
        using JsonDocument manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Join(Folder(), "MANIFEST.json")));
        Assert.Equal(manifest.RootElement.EnumerateObject().Select(file => file.Name).Order(StringComparer.Ordinal), Expected.Keys.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task A_nasty_file_ends_as_expected(string name)
    {
        string path = Path.Join(Folder(), name);
        var items = new List<Ingested>();
        var clock = Stopwatch.StartNew();
        foreach (InputFile input in Inputs.Expand([path]))
        {
            await foreach (Ingested item in new Ingester(new IngestOptions()).ReadAsync(input, TestContext.Current.CancellationToken))
            {
                items.Add(item);
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed.TotalSeconds:F1} s");
        var outcome = new Outcome(
            items.Count(item => item.Article is not null),
            string.Join(' ', items.SelectMany(item => item.Codes())),
            items.Select(item => item.Article?.Language).FirstOrDefault(language => language is not null) ?? "");
        Assert.Equal(Expected[name], outcome);
    }

    private string Folder()
    {
        Assert.SkipWhen(unpacked.Folder is null, "no shared/data/nasty.tar.xz beside the checkout, or no tar and xz to unpack it");
        return unpacked.Folder!;
    }

    /// <summary>The collection unpacked into a folder of its own for the time of the tests.</summary>
    public sealed class Unpacked : IDisposable
    {
        private readonly string _temporary = Directory.CreateTempSubdirectory("hearsay-nasty-").FullName;

        public Unpacked()
        {
            string archive = Path.Join(Shared.Folder ?? "", "data", "nasty.tar.xz");
            if (!File.Exists(archive))
            {
                return;
            }

            try
            {
                using Process tar = Process.Start(new ProcessStartInfo("tar", ["-xJf", archive, "-C", _temporary]))!;
                tar.WaitForExit();
                Folder = tar.ExitCode == 0 ? Path.Join(_temporary, "nasty") : null;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                Folder = null;
            }
        }

        /// <summary>The folder with the files, or null when the collection is not there.</summary>
        public string? Folder { get; }

        public void Dispose() => Directory.Delete(_temporary, recursive: true);
    }
}
