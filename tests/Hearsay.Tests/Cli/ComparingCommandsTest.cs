using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hearsay.Tests.Cli;

/// <summary>From articles to disputes, positions and what they rest on.</summary>
public sealed class ComparingCommandsTest
{
    private const string Wire =
        "PORT SELWYN (Reuters) - Harbour master Ilse Brandt said on Monday that the freighter Sea Lark had carried rocket parts to Lindholm.\n"
        + "The ship lay at berth four for nine days and left at night without lights, which is against the rules of the port and costs a fine.\n"
        + "A crane driver who loaded it remembers eleven crates, heavier than their papers, and a man in a grey coat who counted them twice.\n"
        + "The port was rebuilt after the flood with money from three neighbours, and each of them keeps a clerk there to read the manifests.\n"
        + "None of the clerks was on duty that night. Their office has been locked since, and the key is with the police.";

    private const string Denial =
        "Shipping agent Marta Kell denied on Tuesday that the freighter Sea Lark had carried rocket parts to Lindholm.\n"
        + "Her office above the fish market was full of flowers from friends, and the telephone did not stop while we were there.";

    [Fact]
    public async Task Copies_count_once_and_both_sides_are_shown_down_to_the_characters()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string corpus = folder.Write("corpus.jsonl", string.Join('\n', Line("wire", "Reuters", "2026-05-04", Wire), Line("copy", "Hill Post", "2026-05-05", Wire.Replace(" (Reuters)", "", StringComparison.Ordinal)), Line("own", "Morning Lamp", "2026-05-06", Denial)));
        Assert.Equal(0, (await CliRun.InProcessAsync(["add", corpus, "--ledger", ledger])).Code);

        CliRun disputes = await CliRun.InProcessAsync(["disputes", "--ledger", ledger]);
        JsonElement dispute = Assert.Single(disputes.Claims);
        Assert.Equal("2 articles 1 origins", Legs(dispute.GetProperty("for")));
        Assert.Equal("1 articles 1 origins", Legs(dispute.GetProperty("against")));
        Assert.Equal(4, dispute.GetProperty("credibility").GetInt32());
        string table = (await CliRun.InProcessAsync(["disputes", "--ledger", ledger], terminal: true)).Output;
        Assert.Contains("   + 2026-05-04 Ilse Brandt accuses: ", table, StringComparison.Ordinal);
        Assert.Contains("   − 2026-05-06 Marta Kell denies: ", table, StringComparison.Ordinal);

        CliRun positions = await CliRun.InProcessAsync(["positions", "Marta Kell", "--ledger", ledger]);
        Assert.Equal("denies", Assert.Single(positions.Claims).GetProperty("side").GetString());
        CliRun nobody = await CliRun.InProcessAsync(["positions", "Nobody", "--ledger", ledger]);
        Assert.Equal((1, ""), (nobody.Code, nobody.Output));
        Assert.StartsWith("hearsay: warning HS0314: Nobody: nobody ", nobody.Error, StringComparison.Ordinal);
        Assert.Equal(1, (await CliRun.InProcessAsync(["positions", "Marta Kell", "--shifts", "--ledger", ledger])).Code);

        string why = (await CliRun.InProcessAsync(["why", dispute.GetProperty("cluster").GetString()![..8], "--ledger", ledger], terminal: true)).Output;
        Assert.Contains("for: 2 articles, 1 origin, ", why, StringComparison.Ordinal);
        Assert.Contains("copies ", why, StringComparison.Ordinal);
        // "  document start:end "words"", the last one shown is the denial.
        string[] place = why.TrimEnd().Split('\n')[^1].Trim().Split(' ', 3);
        int[] range = [.. place[1].Split(':').Select(at => int.Parse(at, CultureInfo.InvariantCulture))];
        Assert.Equal(place[2].Trim('"'), Denial[range[0]..range[1]]);
        Assert.Contains("the freighter Sea Lark had carried rocket parts", place[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nothing_is_called_by_is_told()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string corpus = folder.Write("corpus.jsonl", string.Join('\n', Line("wire", "Reuters", "2026-05-04", Wire), Line("own", "Morning Lamp", "2026-05-06", Denial)));
        Assert.Equal(0, (await CliRun.InProcessAsync(["add", corpus, "--ledger", ledger])).Code);
        Assert.StartsWith("hearsay: warning HS0314: Nobodyxyz: ", await RunAsync(0, "disputes", "--without-source", "Nobodyxyz"), StringComparison.Ordinal);
        Assert.StartsWith("hearsay: warning HS0314: Nobodyxyz: ", await RunAsync(1, "replay", "--without-source", "Nobodyxyz"), StringComparison.Ordinal);
        Assert.StartsWith("hearsay: warning HS0314: Nobodyxyz: ", await RunAsync(1, "timeline", "--lane", "Nobodyxyz"), StringComparison.Ordinal);
        Assert.StartsWith("hearsay: warning HS0314: zzzz: ", await RunAsync(1, "why", "zzzz"), StringComparison.Ordinal);
        Assert.Equal("", await RunAsync(1, "disputes", "--without-source", "Reuters"));
        Assert.Equal("", await RunAsync(1, "disputes", "--without-source", "Marta Kell"));
        Assert.Equal("", await RunAsync(1, "positions", "Marta Kell", "--shifts"));

        async Task<string> RunAsync(int code, params string[] arguments)
        {
            CliRun run = await CliRun.InProcessAsync([.. arguments, "--ledger", ledger]);
            Assert.Equal(code, run.Code);
            return run.Error;
        }
    }

    [Fact]
    public async Task A_ledger_made_by_import_counts_the_same_origins()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string other = folder.PathOf("other.db");
        string corpus = folder.Write("corpus.jsonl", string.Join('\n', Line("wire", "Reuters", "2026-05-04", Wire), Line("copy", "Hill Post", "2026-05-05", Wire.Replace(" (Reuters)", "", StringComparison.Ordinal)), Line("own", "Morning Lamp", "2026-05-06", Denial)));
        Assert.Equal(0, (await CliRun.InProcessAsync(["add", corpus, "--ledger", ledger])).Code);
        string records = (await CliRun.InProcessAsync(["export", "records", "--ledger", ledger])).Output;
        CliRun import = await CliRun.InProcessAsync(["import", "claims", folder.Write("desk.jsonl", records), "--ledger", other, "--by", "bo"]);
        Assert.Equal((0, ""), (import.Code, import.Error));
        JsonElement dispute = Assert.Single((await CliRun.InProcessAsync(["disputes", "--ledger", other])).Claims);
        Assert.Equal("2 articles 1 origins", Legs(dispute.GetProperty("for")));
        Assert.Equal((await CliRun.InProcessAsync(["disputes", "--format", "csv", "--ledger", ledger])).Output, (await CliRun.InProcessAsync(["disputes", "--format", "csv", "--ledger", other])).Output);
    }

    [Fact]
    public async Task Who_did_not_answer_is_silent_by_its_words_and_who_was_not_heard_is_told_as_an_absence()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string corpus = folder.Write(
            "corpus.jsonl",
            string.Join(
                '\n',
                Line("asked", "Harbour Post", "2022-10-12", "Ukraine accused Iran of supplying Russia with attack drones. The drones hit a power station, the mayor said. The Iranian foreign ministry did not respond to a request for comment."),
                Line("again", "Island Daily", "2022-10-13", "The United States accused Iran of supplying attack drones to Russia. A storm closed the harbour on Wednesday."),
                Line("alone", "Island Daily", "2022-11-13", "Poland accused Belarus of arresting three Polish teachers. A storm closed the harbour on Wednesday.")));
        Assert.Equal(0, (await CliRun.InProcessAsync(["add", corpus, "--ledger", ledger])).Code);

        JsonElement silent = Assert.Single((await CliRun.InProcessAsync(["positions", "Iran", "--ledger", ledger])).Claims);
        Assert.Equal("silent", silent.GetProperty("side").GetString());
        Assert.Equal("declines", Assert.Single(silent.GetProperty("statements").EnumerateArray()).GetProperty("stance").GetString());
        string why = (await CliRun.InProcessAsync(["why", silent.GetProperty("cluster").GetString()!, "--ledger", ledger], terminal: true)).Output;
        Assert.Contains("  Iran silent\n", why, StringComparison.Ordinal);
        Assert.EndsWith("\"a request for comment\"", why.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("no answer found", why, StringComparison.Ordinal);

        JsonElement absent = Assert.Single((await CliRun.InProcessAsync(["positions", "Belarus", "--ledger", ledger])).Claims);
        Assert.Equal(("no answer found", "2022-11-13"), (absent.GetProperty("absence").GetString(), absent.GetProperty("since").GetString()));
        Assert.False(absent.TryGetProperty("statements", out _));
        Assert.Contains("  Belarus: no answer found, accused since 2022-11-13\n", (await CliRun.InProcessAsync(["why", absent.GetProperty("cluster").GetString()!, "--ledger", ledger], terminal: true)).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await CliRun.InProcessAsync(["positions", "Belarus", "--shifts", "--ledger", ledger])).Code);
    }

    [Fact]
    public async Task An_empty_ledger_has_no_disputes()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        await CliRun.InProcessAsync(["add", folder.Write("nothing.txt", "The sea was calm."), "--ledger", ledger]);
        Assert.Equal((1, ""), await RunAsync("disputes"));
        Assert.Equal((1, ""), await RunAsync("why", "00"));

        async Task<(int, string)> RunAsync(params string[] arguments)
        {
            CliRun run = await CliRun.InProcessAsync([.. arguments, "--ledger", ledger]);
            return (run.Code, run.Output);
        }
    }

    private static string Legs(JsonElement side) => $"{side.GetProperty("articles")} articles {side.GetProperty("origins")} origins";

    private static string Line(string id, string outlet, string published, string text) => new JsonObject { ["id"] = id, ["outlet"] = outlet, ["published"] = published, ["text"] = text }.ToJsonString();
}
