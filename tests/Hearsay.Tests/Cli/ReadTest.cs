using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Hearsay.Tests.Cli;

/// <summary><c>hearsay read</c> in this process: exit codes, inputs, outputs, messages.</summary>
public sealed class ReadTest
{
    private const string Story =
        "Defence Minister John Harrow said on Monday that Veland had supplied rockets to the rebels in the north. " +
        "The government of Veland denied the accusation.\n\n" +
        "\"We have never sent a single rocket across the border,\" Foreign Minister Anna Weiss told reporters in the capital.\n";

    private const string Silent = "The river rose by two metres in the night and fell again in the morning. The bridge near the old mill is closed. The road to the valley is open.\n";

    private const string French = "Le ministre de la Défense a déclaré lundi que le gouvernement avait livré des roquettes aux rebelles dans le nord du pays, ce que la porte-parole a démenti.\n";

    [Fact]
    public async Task Claims_found_give_0_and_one_line_each()
    {
        using var folder = new Folder();
        CliRun run = await CliRun.InProcessAsync(["read", folder.Write("story.txt", Story)]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.NotEmpty(run.Claims);
        Assert.EndsWith("\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_claim_gives_1_and_no_output()
    {
        using var folder = new Folder();
        CliRun run = await CliRun.InProcessAsync(["read", folder.Write("silent.txt", Silent)]);
        Assert.Equal((1, "", ""), (run.Code, run.Output, run.Error));
    }

    [Fact]
    public async Task One_bad_file_gives_2_and_the_others_are_read()
    {
        using var folder = new Folder();
        string good = folder.Write("a.txt", Story);
        string picture = folder.PathOf("b.txt");
        await File.WriteAllBytesAsync(picture, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, 1, 2, 3], TestContext.Current.CancellationToken);
        string last = folder.Write("c.txt", Story.Replace("rockets", "drones", StringComparison.Ordinal));
        CliRun run = await CliRun.InProcessAsync(["read", good, picture, folder.PathOf("missing.txt"), last]);
        Assert.Equal(2, run.Code);
        Assert.Equal(["a", "c"], run.Claims.Select(claim => claim.GetProperty("document").GetString()).Distinct());
        string[] messages = run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, messages.Length);
        Assert.All(messages, message => Assert.Matches("^hearsay: error HS01[0-9][0-9]: .+", message));
        Assert.Contains("missing.txt", messages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_language_is_an_error_for_claims_but_its_text_can_be_had()
    {
        using var folder = new Folder();
        string french = folder.Write("f.txt", French);
        CliRun claims = await CliRun.InProcessAsync(["read", french]);
        Assert.Equal((2, ""), (claims.Code, claims.Output));
        Assert.StartsWith("hearsay: error HS014", claims.Error, StringComparison.Ordinal);
        CliRun text = await CliRun.InProcessAsync(["read", french, "--format", "text"]);
        Assert.Equal((0, French), (text.Code, text.Output));
    }

    [Fact]
    public async Task Standard_input_is_read_when_piped_or_named()
    {
        CliRun piped = await CliRun.InProcessAsync(["read"], Story);
        CliRun named = await CliRun.InProcessAsync(["read", "-"], Story);
        Assert.Equal(0, piped.Code);
        Assert.Equal(piped.Output, named.Output);
        Assert.All(piped.Claims, claim => Assert.Equal("stdin", claim.GetProperty("document").GetString()));
    }

    [Fact]
    public async Task Nothing_named_at_a_terminal_is_an_error()
    {
        CliRun run = await CliRun.InProcessAsync(["read"], terminal: true);
        Assert.Equal(2, run.Code);
        Assert.Contains("HS0302", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_read_with_all_that_is_in_it()
    {
        using var folder = new Folder();
        folder.Write("2/b.txt", Story);
        folder.Write("1/a.txt", Story);
        CliRun run = await CliRun.InProcessAsync(["read", folder.Root]);
        Assert.Equal(["1/a", "2/b"], run.Claims.Select(claim => claim.GetProperty("document").GetString()).Distinct());
    }

    [Fact]
    public async Task An_empty_folder_is_worth_a_word()
    {
        using var folder = new Folder();
        CliRun run = await CliRun.InProcessAsync(["read", folder.Root]);
        Assert.Equal(1, run.Code);
        Assert.StartsWith("hearsay: warning HS0306:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_goes_to_a_file_that_is_whole_or_not_there()
    {
        using var folder = new Folder();
        string article = folder.Write("story.txt", Story);
        string target = folder.PathOf("claims.jsonl");
        CliRun shown = await CliRun.InProcessAsync(["read", article]);
        CliRun run = await CliRun.InProcessAsync(["read", article, "--output", target]);
        Assert.Equal((0, ""), (run.Code, run.Output));
        Assert.Equal(shown.Output, await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
        Assert.False(File.Exists(target + ".partial"));
        CliRun again = await CliRun.InProcessAsync(["read", folder.Root, "--output", target]);
        Assert.Equal(0, again.Code);
        Assert.Equal(shown.Output, await File.ReadAllTextAsync(target, TestContext.Current.CancellationToken));
        CliRun nowhere = await CliRun.InProcessAsync(["read", article, "--output", folder.PathOf("no/such/folder.jsonl")]);
        Assert.Equal(2, nowhere.Code);
        Assert.Contains("HS0304", nowhere.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_quote_stands_at_its_offsets_in_the_stored_text()
    {
        using var folder = new Folder();
        string article = folder.Write("story.txt", "\U0001F680 Launch 𝐧𝐞𝐰𝐬.\r\n\r\n" + Story.Replace("\n", "\r\n", StringComparison.Ordinal));
        CliRun claims = await CliRun.InProcessAsync(["read", article]);
        CliRun text = await CliRun.InProcessAsync(["read", article, "--format", "text"]);
        AssertQuotes(claims, text.Output);
    }

    [Theory]
    [InlineData("claims")]
    [InlineData("parc")]
    public async Task Both_span_conventions_give_the_same_ids(string spans)
    {
        CliRun usual = await CliRun.InProcessAsync(["read"], Story);
        CliRun run = await CliRun.InProcessAsync(["read", "--spans", spans], Story);
        Assert.Equal(usual.Claims.Select(Id), run.Claims.Select(Id));
        AssertQuotes(run, Story);
    }

    [Fact]
    public async Task Line_ends_shift_offsets_and_nothing_else()
    {
        CliRun unix = await CliRun.InProcessAsync(["read"], Story);
        CliRun windows = await CliRun.InProcessAsync(["read"], Story.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.NotEmpty(unix.Claims);
        Assert.Equal(unix.Claims.Select(Words), windows.Claims.Select(Words));
        AssertQuotes(windows, Story.Replace("\n", "\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Any_number_of_threads_gives_the_same_bytes()
    {
        using var folder = new Folder();
        for (int file = 0; file < 40; file++)
        {
            folder.Write($"{file:D2}.txt", file % 7 == 3 ? Silent : Story.Replace("rockets", $"{file + 2} rockets", StringComparison.Ordinal));
        }

        string corpus = folder.Write("corpus.jsonl", string.Concat(Enumerable.Range(0, 60).Select(line => JsonSerializer.Serialize(new { id = $"d{line}", text = line % 9 == 4 ? "" : Story.Replace("Harrow", $"Harrow{line}", StringComparison.Ordinal) }) + "\n")));
        foreach (string format in (string[])["jsonl", "table", "conllu"])
        {
            CliRun one = await CliRun.InProcessAsync(["read", folder.Root, corpus, "--threads", "1", "--format", format]);
            CliRun four = await CliRun.InProcessAsync(["read", folder.Root, corpus, "--threads", "4", "--format", format]);
            Assert.True(one.Bytes.Length > 10_000);
            Assert.Equal(one.Code, four.Code);
            Assert.True(one.Bytes.AsSpan().SequenceEqual(four.Bytes), $"{format}: the bytes differ");
            Assert.Equal(one.Error, four.Error);
        }
    }

    [Fact]
    public async Task A_corpus_keeps_its_ids_and_reports_bad_lines()
    {
        string corpus = JsonSerializer.Serialize(new { doc_id = "first", text = Story }) + "\nnot json\n" + JsonSerializer.Serialize(new { doc_id = "third", text = Story }) + "\n";
        CliRun run = await CliRun.InProcessAsync(["read", "-"], corpus);
        Assert.Equal(2, run.Code);
        Assert.Equal(["first", "third"], run.Claims.Select(claim => claim.GetProperty("document").GetString()).Distinct());
        Assert.Matches("^hearsay: error HS01[0-9][0-9]: stdin:2: ", run.Error);
    }

    [Fact]
    public async Task Conllu_has_ten_columns_and_offsets()
    {
        CliRun run = await CliRun.InProcessAsync(["read", "--format", "conllu"], Story);
        Assert.Equal(0, run.Code);
        Assert.StartsWith("# newdoc id = stdin\n# global.Entity = eid-etype-head\n# newpar\n# sent_id = stdin-s1\n# text = ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n\n", run.Output, StringComparison.Ordinal);
        string[][] rows = [.. run.Output.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t'))];
        Assert.NotEmpty(rows);
        Assert.All(rows, row =>
        {
            Assert.Equal(10, row.Length);
            Assert.DoesNotContain("", row);
            int[] range = [.. row[9].Split("TokenRange=")[1].Split(':').Select(int.Parse)];
            Assert.Equal(row[1], Story[range[0]..range[1]]);
        });
    }

    [Fact]
    public async Task Less_probable_claims_are_left_out_and_the_others_stay_as_they_were()
    {
        CliRun all = await CliRun.InProcessAsync(["read"], Story);
        CliRun none = await CliRun.InProcessAsync(["read", "--min-confidence", "1"], Story);
        CliRun some = await CliRun.InProcessAsync(["read", "--min-confidence", "0.7"], Story);
        Assert.True(none.Output.Length < all.Output.Length);
        Assert.Empty(some.Output.Split('\n').Except(all.Output.Split('\n')));
    }

    [Fact]
    public async Task A_table_is_for_terminals_and_coloured_only_there()
    {
        using var folder = new Folder();
        string article = folder.Write("story.txt", Story);
        CliRun terminal = await CliRun.InProcessAsync(["read", article], terminal: true);
        CliRun piped = await CliRun.InProcessAsync(["read", article, "--format", "table"]);
        Assert.Contains("\e[", terminal.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", piped.Output, StringComparison.Ordinal);
        Assert.Contains("speaker", piped.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unknown option '--fromat': did you mean '--format'?", "read", "x.txt", "--fromat", "text")]
    [InlineData("unknown option '--treads': did you mean '--threads'?", "read", "x.txt", "--treads", "2")]
    [InlineData("unknown command 'raed': did you mean 'read'?", "raed", "x.txt")]
    [InlineData("'tabel' not recognized", "read", "--format", "tabel")]
    [InlineData("--published: 'yesterday' is no date", "read", "--published", "yesterday")]
    [InlineData("--threads: '0' is no number of threads", "read", "--threads", "0")]
    [InlineData("--min-confidence: '2' is no probability", "read", "--min-confidence", "2")]
    public async Task A_wrong_command_line_gives_2_and_advice(string advice, params string[] arguments)
    {
        CliRun run = await CliRun.InProcessAsync(arguments);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith("hearsay: error HS0303: ", run.Error, StringComparison.Ordinal);
        Assert.Contains(advice, run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_cancelled_run_gives_130_and_leaves_no_file()
    {
        using var folder = new Folder();
        string article = folder.Write("story.txt", Story);
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var terminal = new Hearsay.Cli.Terminal { Input = Stream.Null, Output = output, Error = error };
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        int code = await Hearsay.Cli.Commands.CommandLine.RunAsync(["read", article, "--output", folder.PathOf("claims.jsonl")], terminal, stop.Token);
        Assert.Equal((130, ""), (code, error.ToString()));
        Assert.Equal([article], Directory.EnumerateFiles(folder.Root));
    }

    [Fact]
    public async Task The_sample_holds_claims_of_many_stances()
    {
        CliRun run = await CliRun.InProcessAsync(["read", Repository.PathOf("samples", "coastal-batteries.txt")]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        AssertQuotes(run, await File.ReadAllTextAsync(Repository.PathOf("samples", "coastal-batteries.txt"), TestContext.Current.CancellationToken));
        Assert.True(run.Claims.Select(claim => claim.GetProperty("stance").GetString()).Distinct().Count() >= 4);
    }

    private static string? Id(JsonElement claim) => claim.GetProperty("id").GetString();

    private static string Words(JsonElement claim) => string.Join('|', claim.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("text").GetString()).Append(claim.GetProperty("stance").GetString()));

    /// <summary>text[start:end] == words, in code points, for sources, cue and content of every claim.</summary>
    private static void AssertQuotes(CliRun run, string text)
    {
        Rune[] points = [.. text.EnumerateRunes()];
        Assert.NotEmpty(run.Claims);
        foreach (JsonElement claim in run.Claims)
        {
            Assert.Equal("hearsay.claim/1", claim.GetProperty("schema").GetString());
            foreach (JsonElement part in claim.GetProperty("content").EnumerateArray().Append(claim.GetProperty("cue")).Where(part => part.ValueKind == JsonValueKind.Object))
            {
                Assert.Equal(part.GetProperty("text").GetString(), At(part));
            }

            foreach (JsonElement source in claim.GetProperty("sources").EnumerateArray().Where(source => source.TryGetProperty("start", out JsonElement start) && start.ValueKind == JsonValueKind.Number))
            {
                Assert.Equal(source.GetProperty("mention").GetString(), At(source));
            }
        }

        string At(JsonElement part) => string.Concat(points[part.GetProperty("start").GetInt32()..part.GetProperty("end").GetInt32()].Select(rune => rune.ToString()));
    }
}
