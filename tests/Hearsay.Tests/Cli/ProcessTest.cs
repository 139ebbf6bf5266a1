using System.Diagnostics;
using System.Text.Json;

namespace Hearsay.Tests.Cli;

/// <summary>The built program as the shell sees it.</summary>
public sealed class ProcessTest
{
    private const string Sentence = "The minister said that the army had bought forty tanks. ";

    [Fact]
    public async Task Version_names_the_model()
    {
        CliRun run = await CliRun.AsProcessAsync(["--version"]);
        Assert.Equal(0, run.Code);
        Assert.Matches(@"^hearsay \d+\.\d+\.\d+ \(reader \d+\.\d+\.\d+, model [0-9a-f]{12}\)\n$", run.Output);
    }

    [Fact]
    public async Task Help_says_what_it_is_for()
    {
        CliRun run = await CliRun.AsProcessAsync(["read", "--help"]);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains("Exit codes:", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pipe_gives_jsonl_without_colour()
    {
        CliRun run = await CliRun.AsProcessAsync(["read"], Sentence + Sentence);
        Assert.Equal((0, ""), (run.Code, run.Error));
        Assert.NotEmpty(run.Claims);
        Assert.DoesNotContain("\e", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_goes_away_ends_it_quietly()
    {
        using var folder = new Folder();
        string corpus = folder.Write("corpus.jsonl", string.Concat(Enumerable.Range(0, 3000).Select(line => JsonSerializer.Serialize(new { id = $"d{line}", text = string.Concat(Enumerable.Repeat(Sentence, 5)) }) + "\n")));
        using Process process = Process.Start(CliRun.Process("read", corpus))!;
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
        process.StandardOutput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (process.ExitCode, await error));
    }

    [Fact]
    public async Task Evaluation_without_its_data_says_so()
    {
        using var folder = new Folder();
        CliRun run = await CliRun.AsProcessAsync(["evaluate", "--shared", folder.Root]);
        Assert.Equal((2, ""), (run.Code, run.Output));
        Assert.StartsWith("hearsay: error HS0301: ", run.Error, StringComparison.Ordinal);
    }
}
