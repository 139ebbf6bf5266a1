using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hearsay.Tests.Cli;

/// <summary>From articles to the register, the timeline and what flips.</summary>
public sealed class RegisterCommandsTest
{
    private const string Accusation = "KYIV (Reuters) - Ukraine accused Iran on Monday of delivering 40 drones to Russia. A museum in the harbour shows what is left of one of them, with a card in three languages.";
    private const string Admission = "TEHRAN - Iran admitted on Friday that it delivered drones to Russia. The bazaar was open as on any other day, and the price of saffron fell.";

    [Fact]
    public async Task Rows_are_traceable_and_flip_without_the_source_that_they_rest_on()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string corpus = folder.Write("corpus.jsonl", string.Join('\n', Line("first", "Hill Post", "2025-05-05", Accusation), Line("second", "Morning Lamp", "2025-06-06", Admission)));
        Assert.Equal(0, (await CliRun.InProcessAsync(["add", corpus, "--ledger", ledger])).Code);

        JsonElement row = Assert.Single((await CliRun.InProcessAsync(["register", "--ledger", ledger])).Claims);
        Assert.Equal(("acknowledged", "Iran", "Russia", "drones"), (Text(row, "section"), Text(row.GetProperty("supplier"), "name"), Text(row.GetProperty("recipient"), "name"), Text(row.GetProperty("goods"), "name")));
        Assert.Equal("40", Text(row.GetProperty("cells").GetProperty("delivered"), "text"));
        string id = Text(row, "id");

        string why = (await CliRun.InProcessAsync(["why", id[..8] + ".delivered", "--ledger", ledger], terminal: true)).Output;
        string[] place = why.Split('\n').Single(line => line.Contains("\"40\"", StringComparison.Ordinal)).Trim().Split(' ');
        int[] range = [.. place[1].Split(':').Select(at => int.Parse(at, CultureInfo.InvariantCulture))];
        Assert.Equal("40", Accusation[range[0]..range[1]]);
        Assert.Contains("one origin gives this number", why, StringComparison.Ordinal);

        JsonElement[] flips = [.. (await CliRun.InProcessAsync(["replay", "--without-source", "Morning Lamp", "--ledger", ledger])).Claims];
        Assert.Contains(flips, flip => Text(flip, "kind") == "row" && Text(flip, "before").StartsWith("acknowledged", StringComparison.Ordinal) && Text(flip, "after").StartsWith("alleged", StringComparison.Ordinal));
        Assert.Equal("alleged", Text(Assert.Single((await CliRun.InProcessAsync(["register", "--without-source", "Morning Lamp", "--ledger", ledger])).Claims), "section"));
        Assert.Equal(1, (await CliRun.InProcessAsync(["register", "--min-independent", "3", "--ledger", ledger])).Code);
        Assert.Equal(2, (await CliRun.InProcessAsync(["replay", "--ledger", ledger])).Code);

        string diff = (await CliRun.InProcessAsync(["register", "--diff", "2025-05-31..2025-06-30", "--by", "published", "--ledger", ledger], terminal: true)).Output;
        Assert.Contains("section: alleged → acknowledged", diff, StringComparison.Ordinal);
        Assert.Contains("2025-06-06 Iran admits", diff, StringComparison.Ordinal);
        Assert.DoesNotContain("2025-05-05", diff, StringComparison.Ordinal);
        Assert.Equal(2, (await CliRun.InProcessAsync(["register", "--diff", "2025-06-30..2025-05-31", "--ledger", ledger])).Code);
    }

    [Fact]
    public async Task A_timeline_has_lanes_and_marks()
    {
        using var folder = new Folder();
        string ledger = folder.PathOf("desk.db");
        string corpus = folder.Write("corpus.jsonl", string.Join('\n', Line("first", "Hill Post", "2025-05-05", Accusation), Line("second", "Morning Lamp", "2025-06-06", Admission)));
        await CliRun.InProcessAsync(["add", corpus, "--ledger", ledger]);
        string table = (await CliRun.InProcessAsync(["timeline", "type:transfer", "--ledger", ledger], terminal: true)).Output;
        Assert.Contains("\nIran\n", table, StringComparison.Ordinal);
        Assert.Contains("+", table, StringComparison.Ordinal);
        JsonElement[] events = [.. (await CliRun.InProcessAsync(["timeline", "type:transfer", "--lane", "RUS", "--ledger", ledger])).Claims];
        Assert.NotEmpty(events);
        Assert.All(events, item => Assert.Contains(item.GetProperty("parties").EnumerateArray(), party => Text(party, "key") == "state:RUS"));
        Assert.Equal(1, (await CliRun.InProcessAsync(["timeline", "--lane", "Nobody", "--ledger", ledger])).Code);
    }

    private static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    private static string Line(string id, string outlet, string published, string text) => new JsonObject { ["id"] = id, ["outlet"] = outlet, ["published"] = published, ["text"] = text }.ToJsonString();
}
