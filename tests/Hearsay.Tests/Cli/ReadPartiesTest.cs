namespace Hearsay.Tests.Cli;

/// <summary>A user's parties and registers of titles on the command line.</summary>
public sealed class ReadPartiesTest
{
    private const string First = "VIENNA, Jan 5 - Oruvian Foreign Ministry spokesman Behzad Tolouei said on Monday that the talks would go on.\n";
    private const string Second = "The delegations left Vienna at noon. Tolouei said on Monday that the talks had failed.\n";

    [Fact]
    public async Task A_users_file_adds_parties()
    {
        using var folder = new Folder();
        string article = folder.Write("a.txt", "Oruvia said on Monday that the talks had failed.\n");
        string parties = folder.Write("mine.tsv", "party\tstate:ORU\tstate\tORU\tOruvia\t\tOruvian\tPort Cassel\t\t\t\tme\n");
        CliRun run = await CliRun.InProcessAsync(["read", article, "--parties", parties]);
        Assert.Equal(0, run.Code);
        Assert.Equal("state:ORU", Assert.Single(run.Claims).GetProperty("sources")[0].GetProperty("party").GetString());
    }

    [Fact]
    public async Task A_wrong_line_is_told_and_nothing_is_read()
    {
        using var folder = new Folder();
        string article = folder.Write("a.txt", Second);
        string parties = folder.Write("mine.tsv", "# mine\nparty\tx\n");
        CliRun run = await CliRun.InProcessAsync(["read", article, "--parties", parties]);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.Contains("HS0402", run.Error, StringComparison.Ordinal);
        Assert.Contains("mine.tsv:2", run.Error, StringComparison.Ordinal);
        Assert.Contains("HS0309", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_file_is_an_error()
    {
        using var folder = new Folder();
        CliRun run = await CliRun.InProcessAsync(["read", folder.Write("a.txt", Second), "--parties", folder.PathOf("none.tsv")]);
        Assert.Equal(2, run.Code);
        Assert.Contains("HS0308", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Titles_learnt_by_one_run_help_the_next_and_are_written_once()
    {
        using var folder = new Folder();
        string register = folder.PathOf("titles.tsv");
        string first = folder.Write("first.txt", First);
        string second = folder.Write("second.txt", Second);
        await CliRun.InProcessAsync(["read", first, "--published", "2023-01-05", "--learn-titles", register]);
        string learnt = await File.ReadAllTextAsync(register, TestContext.Current.CancellationToken);
        Assert.Contains("title\tBehzad Tolouei\tOruvian Foreign Ministry spokesman\t", learnt, StringComparison.Ordinal);

        CliRun run = await CliRun.InProcessAsync(["read", second, "--published", "2023-02-07", "--learn-titles", register]);
        Assert.Equal("Behzad Tolouei", run.Claims[0].GetProperty("sources")[0].GetProperty("name").GetString());
        CliRun before = await CliRun.InProcessAsync(["read", second, "--published", "2022-02-07", "--learn-titles", register]);
        Assert.Equal("Tolouei", before.Claims[0].GetProperty("sources")[0].GetProperty("name").GetString());

        await CliRun.InProcessAsync(["read", first, "--published", "2023-01-05", "--learn-titles", register]);
        Assert.Equal(learnt, await File.ReadAllTextAsync(register, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_read_and_learnt_does_not_depend_on_threads()
    {
        using var folder = new Folder();
        for (int i = 0; i < 20; i++)
        {
            folder.Write($"in/{i:D2}.txt", i % 2 == 0 ? First.Replace("Tolouei", "Tolouei" + (char)('a' + i), StringComparison.Ordinal) : Second);
        }

        string[] outputs = new string[2];
        string[] registers = new string[2];
        for (int run = 0; run < 2; run++)
        {
            string register = folder.PathOf($"titles{run}.tsv");
            outputs[run] = (await CliRun.InProcessAsync(["read", folder.PathOf("in"), "--published", "2023-01-05", "--learn-titles", register, "--threads", run == 0 ? "1" : "8"])).Output;
            registers[run] = await File.ReadAllTextAsync(register, TestContext.Current.CancellationToken);
        }

        Assert.Equal(outputs[0], outputs[1]);
        Assert.Equal(registers[0], registers[1]);
        Assert.Equal(11, registers[0].Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}
