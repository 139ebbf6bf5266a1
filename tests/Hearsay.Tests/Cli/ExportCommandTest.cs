using System.Globalization;
using System.Text;
using System.Text.Json;
using Hearsay.Cli.Work;

namespace Hearsay.Tests.Cli;

/// <summary><c>hearsay export</c>, as people type it.</summary>
public sealed class ExportCommandTest
{
    private const string Story = "The harbour master of Sund said on Monday that the ship had carried crates. Marta Kell denied that the crates held weapons.";

    [Fact]
    public async Task A_bundle_goes_to_standard_output_and_a_table_of_several_files_to_a_folder()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("story.txt", Story), "--ledger", ledger, "--outlet", "Hill Post"]);
        CliRun bundle = await CliRun.InProcessAsync(["export", "stix", "stance:denies", "--ledger", ledger, "--producer", "Example Institute", "--marking", "amber+strict"]);
        Assert.Equal(0, bundle.Code);
        Assert.StartsWith("hearsay: 1 claims written, 0 left out", bundle.Error, StringComparison.Ordinal);
        using JsonDocument json = JsonDocument.Parse(bundle.Output);
        JsonElement claim = Assert.Single(json.RootElement.GetProperty("objects").EnumerateArray(), item => item.GetProperty("type").GetString() == "x-hearsay-claim");
        Assert.Equal("that the crates held weapons", claim.GetProperty("content").GetString());

        CliRun tables = await CliRun.InProcessAsync(["export", "csv", "--ledger", ledger, "--output", folder.PathOf("out")]);
        Assert.Equal((0, ""), (tables.Code, tables.Output));
        Assert.Equal(["claims.csv", "documents.csv", "losses.jsonl", "propositions.csv", "sources.csv"], Directory.GetFiles(folder.PathOf("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains("Marta Kell", await File.ReadAllTextAsync(folder.PathOf("out/claims.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_decided_goes_out_with_the_claim()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("story.txt", Story), "--ledger", ledger]);
        string id = Assert.Single((await CliRun.InProcessAsync(["claims", "stance:denies", "--ledger", ledger])).Claims).GetProperty("id").GetString()!;
        Assert.Equal(0, (await CliRun.InProcessAsync(["review", "accept", id, "--ledger", ledger, "--by", "ana"])).Code);
        Assert.Equal(0, (await CliRun.InProcessAsync(["review", "grade", id, "--reliability", "B", "--credibility", "2", "--note", "named, on the record", "--ledger", ledger, "--by", "ana"])).Code);
        CliRun review = await CliRun.InProcessAsync(["export", "schema-org", "stance:denies", "--ledger", ledger, "--output", folder.PathOf("claims.jsonl")]);
        Assert.Equal(0, review.Code);
        using JsonDocument line = JsonDocument.Parse(await File.ReadAllTextAsync(folder.PathOf("claims.jsonl"), TestContext.Current.CancellationToken));
        Assert.Equal("ClaimReview", line.RootElement.GetProperty("@type").GetString());
        Assert.Equal("probably true", line.RootElement.GetProperty("reviewRating").GetProperty("alternateName").GetString());
        Assert.True(File.Exists(folder.PathOf("claims.jsonl.losses.jsonl")));
    }

    [Fact]
    public async Task What_cannot_be_done_is_said_and_leaves_nothing_behind()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("story.txt", Story), "--ledger", ledger]);
        CliRun nowhere = await CliRun.InProcessAsync(["export", "gdelt", "--ledger", ledger]);
        Assert.Equal(2, nowhere.Code);
        Assert.Contains("HS0303", nowhere.Error, StringComparison.Ordinal);
        CliRun unknown = await CliRun.InProcessAsync(["export", "gdelta", "--ledger", ledger]);
        Assert.Equal(2, unknown.Code);
        CliRun none = await CliRun.InProcessAsync(["export", "plover", "speaker:nobody", "--ledger", ledger, "--output", folder.PathOf("none.jsonl")]);
        Assert.Equal(1, none.Code);
        CliRun blocked = await CliRun.InProcessAsync(["export", "csv", "--ledger", ledger, "--output", folder.Write("file", "in the way")]);
        Assert.Equal(2, blocked.Code);
        Assert.Contains("HS0304", blocked.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_read_again_for_CoNLLU_and_laid_out_for_brat()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("story.txt", "😀 " + Story), "--ledger", ledger]);
        string text = "😀 " + Story;
        Rune[] points = [.. text.EnumerateRunes()];
        CliRun conllu = await CliRun.InProcessAsync(["export", "conllu", "--ledger", ledger]);
        Assert.Equal(0, conllu.Code);
        string[] words = [.. conllu.Output.Split('\n').Where(line => line.Contains("TokenRange=", StringComparison.Ordinal))];
        Assert.True(words.Length > 20);
        Assert.All(words, line =>
        {
            string[] place = line[(line.LastIndexOf('=') + 1)..].Split(':');
            Assert.Equal(line.Split('\t')[1], string.Concat(points[int.Parse(place[0], CultureInfo.InvariantCulture)..int.Parse(place[1], CultureInfo.InvariantCulture)]));
        });

        Assert.Equal(0, (await CliRun.InProcessAsync(["export", "brat", "--ledger", ledger, "-o", folder.PathOf("brat")])).Code);
        string annotations = await File.ReadAllTextAsync(Directory.GetFiles(folder.PathOf("brat"), "*.ann").Single(), TestContext.Current.CancellationToken);
        Assert.Equal(text, await File.ReadAllTextAsync(Directory.GetFiles(folder.PathOf("brat"), "*.txt").Single(), TestContext.Current.CancellationToken));
        Assert.Contains("\tthat the crates held weapons", annotations, StringComparison.Ordinal);
        Assert.True(File.Exists(folder.PathOf("brat/annotation.conf")) && File.Exists(folder.PathOf("brat/losses.jsonl")));
    }

    [Fact]
    public async Task A_dossier_is_printed_where_there_is_a_browser()
    {
        Assert.SkipWhen(BrowserPrint.Find() is null, "no browser to print with");
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("story.txt", Story), "--ledger", ledger, "--marking", "amber"]);
        CliRun run = await CliRun.InProcessAsync(["export", "pdf", "--ledger", ledger, "-o", folder.PathOf("dossier.pdf")]);
        Assert.Equal(0, run.Code);
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(folder.PathOf("dossier.pdf"), TestContext.Current.CancellationToken)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_marked_too_narrowly_stays_and_the_report_says_so()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("story.txt", Story), "--ledger", ledger, "--marking", "green"]);
        string id = Assert.Single((await CliRun.InProcessAsync(["claims", "stance:denies", "--ledger", ledger])).Claims).GetProperty("id").GetString()!;
        Assert.Equal(0, (await CliRun.InProcessAsync(["review", "mark", "red", id[..8], "--ledger", ledger, "--by", "ana"])).Code);
        CliRun part = await CliRun.InProcessAsync(["export", "plover", "--ledger", ledger, "--max-marking", "amber", "--losses", folder.PathOf("losses.jsonl")]);
        Assert.DoesNotContain(id, part.Output, StringComparison.Ordinal);
        string losses = await File.ReadAllTextAsync(folder.PathOf("losses.jsonl"), TestContext.Current.CancellationToken);
        Assert.Contains($"\"claim\":\"{id}\"", losses, StringComparison.Ordinal);
        Assert.Contains("marked TLP:RED: above TLP:AMBER", losses, StringComparison.Ordinal);
        CliRun refused = await CliRun.InProcessAsync(["export", "csv", "--ledger", ledger, "--marking", "amber", "-o", folder.PathOf("out")]);
        Assert.Equal(2, refused.Code);
        Assert.Contains("HS0340", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.PathOf("out")));
        CliRun bundle = await CliRun.InProcessAsync(["export", "stix", "--ledger", ledger]);
        Assert.Contains("marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1", bundle.Output, StringComparison.Ordinal);
        Assert.Contains("marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb", bundle.Output, StringComparison.Ordinal);
        Assert.Contains("TLP:RED", (await CliRun.InProcessAsync(["export", "markdown", "--ledger", ledger])).Output, StringComparison.Ordinal);
    }
}
