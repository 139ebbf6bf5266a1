using System.Text.Json;

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
}
