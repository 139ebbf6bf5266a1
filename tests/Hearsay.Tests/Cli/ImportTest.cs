using System.Text.RegularExpressions;
using Hearsay.Export.Records;

namespace Hearsay.Tests.Cli;

/// <summary>What goes out comes in again, and what others wrote down is taken or named.</summary>
public sealed class ImportTest : IAsyncLifetime
{
    private const string Story =
        "😀 The harbour master of Sund said on Monday that the \"ship, 🚢\" had carried crates.\n\nMarta Kell, وقال كاظم, denied that the crates\nheld weapons. The café́ owner said that nobody had asked; he added that 👩‍👩‍👧 had seen it.";

    private readonly Folder _folder = new();

    private string Ledger => _folder.PathOf("desk.db");

    private string Other => _folder.PathOf("other.db");

    public async ValueTask InitializeAsync()
    {
        await CliRun.InProcessAsync(["add", _folder.Write("story.txt", Story), "--ledger", Ledger, "--outlet", "Hill \"Post\", Ltd", "--published", "2025-05-01T12:30:00+03:00"]);
        await CliRun.InProcessAsync(["add", _folder.Write("other.txt", "The minister of Oruvia said that the lamps, all of them, were legal."), "--ledger", Ledger, "--marking", "amber+strict"]);
        string id = await IdAsync("stance:denies");
        string record = (await CliRun.InProcessAsync(["claims", "id:" + id, "--ledger", Ledger])).Output.Split(",\"ledger\":")[0] + "}";
        await CliRun.InProcessAsync(["review", "accept", await IdAsync("carried"), "--ledger", Ledger, "--by", "ana"]);
        await CliRun.InProcessAsync(["review", "grade", await IdAsync("carried"), "--reliability", "B", "--credibility", "2", "--ledger", Ledger, "--by", "ana"]);
        await CliRun.InProcessAsync(["review", "reject", await IdAsync("asked"), "--ledger", Ledger, "--by", "ana"]);
        await CliRun.InProcessAsync(["review", "edit", id, "--ledger", Ledger, "--by", "ana"], record.Replace("\"stance\":\"denies\"", "\"stance\":\"declines\"", StringComparison.Ordinal));
        await CliRun.InProcessAsync(["review", "mark", "red", id, "--ledger", Ledger, "--by", "ana"]);
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Records_come_back_to_the_last_byte()
    {
        string before = await RecordsAsync(Ledger);
        Assert.Contains("وقال كاظم", before, StringComparison.Ordinal);
        CliRun import = await CliRun.InProcessAsync(["import", "claims", _folder.Write("desk.jsonl", before), "--ledger", Other, "--by", "bo"]);
        Assert.Equal((0, ""), (import.Code, import.Error));
        Assert.Equal(WithoutTime(before), WithoutTime(await RecordsAsync(Other)));
        CliRun verified = await CliRun.InProcessAsync(["verify", "--ledger", Other]);
        Assert.Equal((0, ""), (verified.Code, verified.Error));

        CliRun again = await CliRun.InProcessAsync(["import", "claims", _folder.PathOf("desk.jsonl"), "--ledger", Other, "--by", "bo"]);
        Assert.StartsWith("0 claims added, 0 documents added, 6 known", again.Output, StringComparison.Ordinal);
        Assert.Equal(WithoutTime(before), WithoutTime(await RecordsAsync(Other)));
    }

    [Fact]
    public async Task A_copy_corrected_from_a_listing_comes_back()
    {
        string listed = (await CliRun.InProcessAsync(["claims", "lamps", "--ledger", Ledger])).Output;
        CliRun edit = await CliRun.InProcessAsync(["review", "edit", await IdAsync("lamps"), "--ledger", Ledger, "--by", "ana"], listed.Replace("\"stance\":\"asserts\"", "\"stance\":\"admits\"", StringComparison.Ordinal));
        Assert.Equal((0, ""), (edit.Code, edit.Error));
        string copy = (await CliRun.InProcessAsync(["claims", "lamps", "stance:admits", "--ledger", Ledger])).Output;
        Assert.Equal(2, copy.Split("\"ledger\":").Length);
        CliRun missed = await CliRun.InProcessAsync(["review", "add", Assert.Single((await CliRun.InProcessAsync(["documents", "lamps", "--ledger", Ledger])).Claims).GetProperty("id").GetString()!, "--ledger", Ledger, "--by", "ana"], listed.Replace("\"stance\":\"asserts\"", "\"stance\":\"pledges\"", StringComparison.Ordinal));
        Assert.Equal((0, ""), (missed.Code, missed.Error));
        string before = await RecordsAsync(Ledger);
        Assert.All(before.Split('\n'), line => Assert.InRange(line.Split("\"ledger\":").Length, 1, 2));
        CliRun import = await CliRun.InProcessAsync(["import", "claims", _folder.Write("edited.jsonl", before), "--ledger", Other, "--by", "bo"]);
        Assert.Equal((0, ""), (import.Code, import.Error));
        Assert.Equal(WithoutTime(before), WithoutTime(await RecordsAsync(Other)));
        Assert.Equal(0, (await CliRun.InProcessAsync(["verify", "--ledger", Other])).Code);
    }

    [Theory]
    [InlineData("{\"id\":\"a\",\"b\": 1}", "{\"id\":\"a\",\"b\": 1")]
    [InlineData("{\"id\":\"a\",\"ledger\":{\"review\":\"open\"}}", "{\"id\":\"a\"")]
    [InlineData("{\"id\":\"a\",\"b\":{\"ledger\":1}}", "{\"id\":\"a\",\"b\":{\"ledger\":1}")]
    public void A_record_that_holds_what_a_listing_says_is_written_without_it(string record, string opened) => Assert.Equal(opened, RecordWriter.Opened(record));

    [Fact]
    public async Task Tables_come_back_to_the_last_byte()
    {
        string before = await RecordsAsync(Ledger);
        await CliRun.InProcessAsync(["export", "csv", "--ledger", Ledger, "--output", _folder.PathOf("tables")]);
        CliRun import = await CliRun.InProcessAsync(["import", "claims", _folder.PathOf("tables/claims.csv"), "--ledger", Other, "--by", "bo"]);
        Assert.Equal((0, ""), (import.Code, import.Error));
        Assert.Equal(WithoutTime(before), WithoutTime(await RecordsAsync(Other)));
        Assert.Equal(0, (await CliRun.InProcessAsync(["verify", "--ledger", Other])).Code);
    }

    [Fact]
    public async Task What_is_changed_in_a_table_becomes_a_corrected_copy()
    {
        await CliRun.InProcessAsync(["export", "csv", "carried", "--ledger", Ledger, "--output", _folder.PathOf("tables")]);
        string table = await File.ReadAllTextAsync(_folder.PathOf("tables/claims.csv"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder.PathOf("tables/claims.csv"), table.Replace(",asserts,", ",admits,", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        CliRun import = await CliRun.InProcessAsync(["import", "claims", _folder.PathOf("tables/claims.csv"), "--ledger", Ledger, "--by", "bo"]);
        Assert.Equal((0, ""), (import.Code, import.Error));
        Assert.Equal("admits", Assert.Single((await CliRun.InProcessAsync(["claims", "carried", "review:accepted", "--ledger", Ledger])).Claims).GetProperty("stance").GetString());
        Assert.Equal("asserts", Assert.Single((await CliRun.InProcessAsync(["claims", "carried", "review:edited", "--ledger", Ledger])).Claims).GetProperty("stance").GetString());
        Assert.Equal(0, (await CliRun.InProcessAsync(["verify", "--ledger", Ledger])).Code);
    }

    [Fact]
    public async Task A_table_made_by_hand_needs_words_of_the_text_and_a_speaker()
    {
        string document = (await CliRun.InProcessAsync(["documents", "lamps", "--ledger", Ledger])).Claims[0].GetProperty("id").GetString()!;
        string table = _folder.Write("hand.csv", $"document;speaker;stance;content;country;marking\n{document};Oruvia;pledges;the lamps, all of them;;red\n{document};Oruvia;asserts;words that nobody wrote;;\n{document};;asserts;lamps;;\n{document};Oruvia;shouts;lamps;;\nffff;Oruvia;asserts;lamps;;\n");
        CliRun import = await CliRun.InProcessAsync(["import", "claims", table, "--ledger", Ledger, "--by", "bo"]);
        Assert.Equal(2, import.Code);
        Assert.StartsWith("1 claims added, 0 documents added", import.Output, StringComparison.Ordinal);
        Assert.Contains("hand.csv:3: the words 'words that nobody wrote' are not in the text", import.Error, StringComparison.Ordinal);
        Assert.Contains("hand.csv:4: it has no speaker", import.Error, StringComparison.Ordinal);
        Assert.Contains("hand.csv:5:", import.Error, StringComparison.Ordinal);
        Assert.Contains("hand.csv:6: the ledger has no document 'ffff'", import.Error, StringComparison.Ordinal);
        System.Text.Json.JsonElement made = Assert.Single((await CliRun.InProcessAsync(["claims", "stance:pledges", "--ledger", Ledger])).Claims);
        Assert.Equal("red", made.GetProperty("ledger").GetProperty("marking").GetString());
        Assert.Equal("accepted", made.GetProperty("ledger").GetProperty("review").GetString());
        Assert.Equal(0, (await CliRun.InProcessAsync(["verify", "--ledger", Ledger])).Code);
    }

    [Fact]
    public async Task Bad_lines_are_named_and_the_others_taken()
    {
        string[] lines = (await RecordsAsync(Ledger)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string broken = string.Join('\n', [lines[0], "{not json", lines[1].Replace("\"start\":", "\"start\":1", StringComparison.Ordinal), .. lines[2..], "[1]", "{\"schema\":\"other/1\"}"]);
        CliRun import = await CliRun.InProcessAsync(["import", "claims", _folder.Write("broken.jsonl", broken), "--ledger", Other]);
        Assert.Equal(2, import.Code);
        Assert.StartsWith("5 claims added, 2 documents added", import.Output, StringComparison.Ordinal);
        Assert.All((int[])[2, 3], line => Assert.Contains($"HS0342: {_folder.PathOf("broken.jsonl")}:{line}:", import.Error, StringComparison.Ordinal));
        Assert.Equal(4, import.Error.Split("HS0342").Length - 1);
        Assert.Equal(2, (await CliRun.InProcessAsync(["import", "claims", _folder.Write("no.csv", "a,b\n1,2\n"), "--ledger", Other])).Code);
    }

    [Fact]
    public async Task A_claim_whose_id_does_not_follow_from_it_gets_another()
    {
        string records = await RecordsAsync(Ledger, "lamps");
        string id = await IdAsync("lamps");
        CliRun import = await CliRun.InProcessAsync(["import", "claims", _folder.Write("foreign.jsonl", records.Replace($"\"id\":\"{id}\"", "\"id\":\"foreign-1\"", StringComparison.Ordinal)), "--ledger", Other]);
        Assert.Equal(0, import.Code);
        Assert.Contains("1 under a new id", import.Output, StringComparison.Ordinal);
        Assert.Equal(id, Assert.Single((await CliRun.InProcessAsync(["claims", "lamps", "--ledger", Other])).Claims).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Another_text_of_a_document_is_not_put_in_its_place()
    {
        const string Url = "{\"id\":\"a\",\"text\":\"TEXT\",\"url\":\"https://hill-post.example/1\"}";
        await CliRun.InProcessAsync(["add", _folder.Write("first.jsonl", Url.Replace("TEXT", "The mayor of Sund said that the bridge was safe.", StringComparison.Ordinal)), "--ledger", Other]);
        string older = await RecordsAsync(Other);
        await CliRun.InProcessAsync(["add", _folder.Write("second.jsonl", Url.Replace("TEXT", "The mayor of Sund said that the bridge was closed.", StringComparison.Ordinal)), "--ledger", Other]);
        string newer = await RecordsAsync(Other);
        CliRun import = await CliRun.InProcessAsync(["import", "claims", _folder.Write("older.jsonl", older), "--ledger", Other]);
        Assert.Equal(2, import.Code);
        Assert.Contains("another text of this document", import.Error, StringComparison.Ordinal);
        Assert.Equal(newer, await RecordsAsync(Other));
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("jsonl")]
    public async Task Parties_come_back_with_what_was_decided(string format)
    {
        string[] ids = [.. (await CliRun.InProcessAsync(["parties", "--state", "candidate", "--ledger", Ledger])).Claims.Select(party => party.GetProperty("id").GetString()!)];
        Assert.True(ids.Length >= 2);
        await CliRun.InProcessAsync(["review", "confirm-party", ids[0], "--ledger", Ledger, "--by", "ana"]);
        await CliRun.InProcessAsync(["review", "merge-party", ids[1], ids[0], "--ledger", Ledger, "--by", "ana"]);
        string before = (await CliRun.InProcessAsync(["parties", "--format", format, "--ledger", Ledger])).Output;
        CliRun import = await CliRun.InProcessAsync(["import", "parties", _folder.Write("parties." + format, before), "--ledger", Other, "--by", "bo"]);
        Assert.Equal((0, ""), (import.Code, import.Error));
        string merged = (await CliRun.InProcessAsync(["parties", "--state", "merged", "--format", format, "--ledger", Ledger])).Output;
        import = await CliRun.InProcessAsync(["import", "parties", _folder.Write("merged." + format, merged), "--ledger", Other, "--by", "bo"]);
        Assert.Equal((0, ""), (import.Code, import.Error));
        await CliRun.InProcessAsync(["import", "claims", _folder.Write("desk.jsonl", await RecordsAsync(Ledger)), "--ledger", Other, "--by", "bo"]);
        Assert.Equal(before, (await CliRun.InProcessAsync(["parties", "--format", format, "--ledger", Other])).Output);
        Assert.Equal(0, (await CliRun.InProcessAsync(["verify", "--ledger", Other])).Code);
    }

    /// <summary>When a ledger recorded something is its own.</summary>
    private static string WithoutTime(string records) => Regex.Replace(records, "\"recorded\":\"[^\"]*\"", "", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static async Task<string> RecordsAsync(string ledger, params string[] query)
    {
        CliRun run = await CliRun.InProcessAsync(["export", "records", .. query, "--ledger", ledger]);
        Assert.Equal(0, run.Code);
        return run.Output;
    }

    private async Task<string> IdAsync(params string[] query) => (await CliRun.InProcessAsync(["claims", .. query, "--ledger", Ledger])).Claims[0].GetProperty("id").GetString()!;
}
