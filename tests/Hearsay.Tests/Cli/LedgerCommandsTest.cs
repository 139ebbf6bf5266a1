using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hearsay.Tests.Cli;

/// <summary>The commands over a ledger, as people type them.</summary>
public sealed class LedgerCommandsTest
{
    private const string Story = "The harbour master of Sund said on Monday that the ship had carried crates. Marta Kell denied that the crates held weapons.";

    [Fact]
    public async Task Articles_go_in_once_and_are_found_again()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        folder.Write("in/story.txt", Story);
        folder.Write("in/corpus.jsonl", "{\"id\":\"a\",\"text\":\"Piet Arens admitted that parts were shipped.\",\"outlet\":\"Hill Post\",\"published\":\"2026-05-02\"}\nno json\n");
        CliRun added = await CliRun.InProcessAsync(["add", folder.PathOf("in"), "--ledger", ledger]);
        Assert.Equal(2, added.Code);
        Assert.Contains("error HS0120", added.Error, StringComparison.Ordinal);
        Assert.Equal(["added", "set-aside", "added"], added.Claims.Select(line => line.GetProperty("state").GetString()));

        CliRun denials = await CliRun.InProcessAsync(["claims", "stance:denies", "--ledger", ledger]);
        JsonElement claim = Assert.Single(denials.Claims);
        Assert.Equal(("Marta Kell", "hearsay.claim/1", "open"), (claim.GetProperty("sources")[0].GetProperty("name").GetString(), claim.GetProperty("schema").GetString(), claim.GetProperty("ledger").GetProperty("review").GetString()));
        CliRun read = await CliRun.InProcessAsync(["read", folder.PathOf("in/story.txt")]);
        Assert.Contains(read.Output.Split('\n'), line => line.Length > 0 && denials.Output.StartsWith(line[..^1], StringComparison.Ordinal));

        // The file with a bad line went in to its end as well as it could.
        CliRun again = await CliRun.InProcessAsync(["add", folder.PathOf("in"), "--ledger", ledger], terminal: true);
        Assert.Equal((0, "0 documents added, 2 files known as a whole; 0 new claims\n", ""), (again.Code, again.Output, again.Error));
        CliRun piped = await CliRun.InProcessAsync(["add", "--ledger", ledger], Story, terminal: false);
        Assert.Equal(["known"], piped.Claims.Select(line => line.GetProperty("state").GetString()));

        CliRun counts = await CliRun.InProcessAsync(["claims", "--count-by", "outlet", "--format", "csv", "--ledger", ledger]);
        Assert.Equal("outlet,claims\r\n,2\r\nHill Post,1\r\n", counts.Output);
        CliRun table = await CliRun.InProcessAsync(["claims", "-speaker:kell", "parts", "--ledger", ledger], terminal: true);
        Assert.Contains("Piet Arens  admits", table.Output, StringComparison.Ordinal);
        CliRun none = await CliRun.InProcessAsync(["claims", "nowhere", "--ledger", ledger]);
        Assert.Equal((1, "", ""), (none.Code, none.Output, none.Error));
        CliRun documents = await CliRun.InProcessAsync(["documents", "outlet:hill", "--ledger", ledger]);
        string id = Assert.Single(documents.Claims).GetProperty("id").GetString()!;
        CliRun original = await CliRun.InProcessAsync(["documents", "--original", id[..8], "--ledger", ledger]);
        Assert.StartsWith("{\"id\":\"a\"", original.Output, StringComparison.Ordinal);
        CliRun sources = await CliRun.InProcessAsync(["sources", "--ledger", ledger]);
        Assert.Contains("{\"speaker\":\"Marta Kell\",\"claims\":1,\"documents\":1,\"first\":null,\"last\":null,\"stances\":{\"denies\":1}}", sources.Output, StringComparison.Ordinal);
        Assert.Contains((await CliRun.InProcessAsync(["parties", "--state", "candidate", "--ledger", ledger])).Claims, party => party.GetProperty("name").GetString() == "Piet Arens");
    }

    [Fact]
    public async Task What_an_outlet_says_itself_is_kept_apart_from_what_it_attributes()
    {
        const string Article = "Veland shipped two radars to Oruvia last week. Marta Kell denied that Veland had shipped radars.";
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string file = folder.Write("story.txt", Article);
        CliRun without = await CliRun.InProcessAsync(["add", file, "--outlet", "Coast Wire", "--no-narration", "--ledger", ledger]);
        Assert.Equal((1, 0), Counts(without));
        Assert.Equal(1, (await CliRun.InProcessAsync(["claims", "voice:narration", "--ledger", ledger])).Code);

        // With narration it is another reading: the same file is read again, and what was there stays.
        CliRun added = await CliRun.InProcessAsync(["add", file, "--outlet", "Coast Wire", "--ledger", ledger]);
        Assert.Equal("reread", Assert.Single(added.Claims).GetProperty("state").GetString());
        Assert.Equal((0, 1), Counts(added));
        JsonElement claim = Assert.Single((await CliRun.InProcessAsync(["claims", "--ledger", ledger])).Claims);
        Assert.Equal(("Marta Kell", "attributed"), Told(claim));
        JsonElement narration = Assert.Single((await CliRun.InProcessAsync(["claims", "voice:narration", "--ledger", ledger])).Claims);
        Assert.Equal(("Coast Wire", "narration"), Told(narration));
        string id = narration.GetProperty("id").GetString()!;
        Assert.Equal(2, (await CliRun.InProcessAsync(["claims", "voice:narration,attributed", "--ledger", ledger])).Claims.Count);
        Assert.Single((await CliRun.InProcessAsync(["claims", "id:" + id[..8], "--ledger", ledger])).Claims);
        Assert.Single((await CliRun.InProcessAsync(["sources", "--ledger", ledger])).Claims);
        Assert.Equal("outlet,claims\r\nCoast Wire,1\r\n", (await CliRun.InProcessAsync(["claims", "--count-by", "outlet", "--format", "csv", "--ledger", ledger])).Output);
        Assert.Equal(0, (await CliRun.InProcessAsync(["review", "accept", id[..8], "--ledger", ledger])).Code);
        Assert.StartsWith("1 stored contents, 2 claims, 1 entries of the log", (await CliRun.InProcessAsync(["verify", "--ledger", ledger])).Output, StringComparison.Ordinal);

        static (int New, int Narration) Counts(CliRun run) => (run.Claims[0].GetProperty("new").GetInt32(), run.Claims[0].GetProperty("narration").GetInt32());
        static (string?, string?) Told(JsonElement record) => (record.GetProperty("sources")[0].GetProperty("name").GetString(), record.GetProperty("ledger").GetProperty("voice").GetString());
    }

    [Fact]
    public async Task Pages_say_where_to_go_on()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("story.txt", Story), "--ledger", ledger]);
        CliRun first = await CliRun.InProcessAsync(["claims", "--limit", "1", "--ledger", ledger]);
        Assert.Single(first.Claims);
        string cursor = first.Error.Split("--from ")[1].Trim();
        CliRun second = await CliRun.InProcessAsync(["claims", "--limit", "1", "--from", cursor, "--ledger", ledger]);
        Assert.NotEqual(first.Claims[0].GetProperty("id").GetString(), Assert.Single(second.Claims).GetProperty("id").GetString());
        Assert.Equal("", second.Error);
        Assert.Equal(2, (await CliRun.InProcessAsync(["claims", "--from", "x", "--ledger", ledger])).Code);
    }

    [Fact]
    public async Task Decisions_are_made_listed_undone_and_verified()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("story.txt", Story), "--ledger", ledger]);
        CliRun claims = await CliRun.InProcessAsync(["claims", "--sort", "oldest", "--ledger", ledger]);
        string[] ids = [.. claims.Claims.Select(claim => claim.GetProperty("id").GetString()!)];
        async Task<CliRun> Run(params string[] arguments) => await CliRun.InProcessAsync([.. arguments, "--ledger", ledger]);
        CliRun accept = await Run("review", "accept", ids[0][..8], ids[1], "--by", "kell");
        Assert.Equal((0, 2), (accept.Code, accept.Claims.Count));
        Assert.Equal(0, (await Run("review", "link", ids[1], "denies", ids[0], "--by", "kell", "--note", "the same ship")).Code);
        Assert.Equal(0, (await Run("review", "grade", ids[1], "--reliability", "B", "--credibility", "3", "--by", "kell")).Code);
        Assert.Equal(0, (await Run("review", "comment", ids[1], "ask again", "--by", "kell")).Code);
        Assert.Equal(0, (await Run("review", "undo", "1", "--by", "arens")).Code);
        Assert.Equal([ids[1]], (await Run("claims", "review:accepted")).Claims.Select(claim => claim.GetProperty("id").GetString()));
        Assert.Equal(5, (await Run("log", ids[0])).Claims.Count + 2);
        Assert.Equal(6, (await Run("log")).Claims.Count);
        CliRun wrong = await Run("review", "accept", "0000", "--by", "kell");
        Assert.Equal(2, wrong.Code);
        Assert.StartsWith("hearsay: error HS0510: 0000: ", wrong.Error, StringComparison.Ordinal);

        JsonNode record = JsonNode.Parse(claims.Output.Split('\n')[1])!;
        record["stance"] = "declines";
        CliRun edit = await CliRun.InProcessAsync(["review", "edit", ids[1], "--by", "kell", "--ledger", ledger], record.ToJsonString());
        Assert.Equal((0, ""), (edit.Code, edit.Error));
        JsonElement copy = Assert.Single((await Run("claims", "stance:declines")).Claims);
        Assert.Equal(ids[1], copy.GetProperty("ledger").GetProperty("copy_of").GetString());
        Assert.Empty((await Run("claims", "review:accepted", "--as-of", "2000-01-01")).Claims);
        CliRun verified = await Run("verify");
        Assert.Equal((0, ""), (verified.Code, verified.Error));
        Assert.Contains("everything holds", verified.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_page_shows_what_it_says_no_longer()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        static string Line(string text) => JsonSerializer.Serialize(new { id = "a", text, url = "https://example.org/a" });
        await CliRun.InProcessAsync(["add", folder.Write("one.jsonl", Line(Story)), "--ledger", ledger]);
        CliRun second = await CliRun.InProcessAsync(["add", folder.Write("two.jsonl", Line(Story.Replace("weapons", "anything but grain", StringComparison.Ordinal))), "--ledger", ledger]);
        JsonElement line = Assert.Single(second.Claims);
        Assert.Equal(("revised", 2, 1, 1), (line.GetProperty("state").GetString(), line.GetProperty("revision").GetInt32(), line.GetProperty("new").GetInt32(), line.GetProperty("gone").GetInt32()));
        CliRun history = await CliRun.InProcessAsync(["documents", "--revisions", line.GetProperty("document").GetString()!, "--ledger", ledger], terminal: true);
        Assert.Contains("  - ", history.Output, StringComparison.Ordinal);
        Assert.Contains("Marta Kell denies: that the crates held anything but grain", history.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_set_aside_is_listed_and_tried_again()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string later = folder.PathOf("later.txt");
        CliRun missing = await CliRun.InProcessAsync(["add", later, folder.Write("bad.jsonl", "{\"id\":\"x\"}\n"), "--ledger", ledger]);
        Assert.Equal(2, missing.Code);
        CliRun aside = await CliRun.InProcessAsync(["aside", "--ledger", ledger]);
        Assert.Equal(["HS0102", "HS0122"], aside.Claims.Select(item => item.GetProperty("code").GetString()));
        File.WriteAllText(later, Story);
        CliRun retry = await CliRun.InProcessAsync(["aside", "--retry", "--ledger", ledger]);
        Assert.Equal(["added", "set-aside"], retry.Claims.Select(item => item.GetProperty("state").GetString()));
        CliRun left = await CliRun.InProcessAsync(["aside", "--ledger", ledger]);
        JsonElement item = Assert.Single(left.Claims);
        Assert.Equal(2, item.GetProperty("tries").GetInt32());
        Assert.Equal(0, (await CliRun.InProcessAsync(["aside", "2", "--drop", "--ledger", ledger])).Code);
        Assert.Equal(1, (await CliRun.InProcessAsync(["aside", "--ledger", ledger])).Code);
    }

    [Fact]
    public async Task A_broken_line_stays_a_broken_line_when_it_is_tried_again()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string corpus = folder.Write("broken.jsonl", $"{{\"id\":\"a\",\"text\":\"{Story}\"\nno json\n");
        Assert.Equal(2, (await CliRun.InProcessAsync(["add", corpus, "--ledger", ledger])).Code);
        CliRun retry = await CliRun.InProcessAsync(["aside", "--retry", "--ledger", ledger]);
        Assert.Equal(2, retry.Code);
        Assert.Equal(["set-aside", "set-aside"], retry.Claims.Select(item => item.GetProperty("state").GetString()));
        Assert.Contains($"hearsay: error HS0120: {corpus}:2: ", retry.Error, StringComparison.Ordinal);
        CliRun left = await CliRun.InProcessAsync(["aside", "--ledger", ledger]);
        Assert.Equal([("HS0120", 2), ("HS0120", 2)], left.Claims.Select(item => (item.GetProperty("code").GetString()!, item.GetProperty("tries").GetInt32())));
        Assert.Empty((await CliRun.InProcessAsync(["documents", "--ledger", ledger])).Claims);
    }

    [Fact]
    public async Task What_cannot_be_taken_says_why_each_time_it_is_tried()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string empty = folder.Write("empty.txt", "");
        string binary = folder.Write("picture.gif", "GIF89a\u0001\0\u0001\0");
        CliRun added = await CliRun.InProcessAsync(["add", empty, binary, "--ledger", ledger]);
        CliRun retry = await CliRun.InProcessAsync(["aside", "--retry", "--ledger", ledger]);
        Assert.Equal((2, added.Error), (retry.Code, retry.Error));
        Assert.Contains($"hearsay: error HS0101: {empty}: ", retry.Error, StringComparison.Ordinal);
        Assert.Contains($"hearsay: error HS0105: {binary}: ", retry.Error, StringComparison.Ordinal);
        Assert.Equal([2, 2], (await CliRun.InProcessAsync(["aside", "--ledger", ledger])).Claims.Select(item => item.GetProperty("tries").GetInt32()));
    }

    [Theory]
    [InlineData("--retry")]
    [InlineData("--drop")]
    public async Task A_number_under_which_nothing_is_set_aside_is_an_error(string what)
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("empty.txt", ""), "--ledger", ledger]);
        CliRun wrong = await CliRun.InProcessAsync(["aside", "1", "77", what, "--ledger", ledger]);
        Assert.Equal(2, wrong.Code);
        Assert.StartsWith("hearsay: error HS0510: 77: ", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(1, Assert.Single((await CliRun.InProcessAsync(["aside", "--ledger", ledger])).Claims).GetProperty("tries").GetInt32());
    }

    [Fact]
    public async Task What_is_no_ledger_is_an_error_with_its_name()
    {
        using var folder = new Folder();
        CliRun none = await CliRun.InProcessAsync(["claims", "--ledger", folder.PathOf("none.db")]);
        Assert.Equal(2, none.Code);
        Assert.StartsWith("hearsay: error HS0501: ", none.Error, StringComparison.Ordinal);
        CliRun wrong = await CliRun.InProcessAsync(["claims", "stanze:denies", "--ledger", folder.PathOf("none.db")]);
        Assert.StartsWith("hearsay: error HS0520: ", wrong.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.InProcessAsync(["claims", "--fromat", "csv", "--ledger", folder.PathOf("none.db")])).Code);
    }
}
