using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Hearsay.Tests.Cli;
using Hearsay.Workbench;

namespace Hearsay.Tests.Workbench;

/// <summary>The workbench as people use it: <c>hearsay serve</c> on the sample, driven by keyboard in a headless browser (tests/browser/run.mjs), and the size of what a browser loads first.</summary>
public sealed partial class BrowserTest(ITestOutputHelper report)
{
    /// <summary>What a browser loads before it shows anything may take so many bytes, compressed: 60 kB.</summary>
    private const int StartBudget = 60_000;

    /// <summary>A run takes two to four minutes on a busy machine.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    private static string Browsers => Repository.PathOf("tests", "browser");

    [Fact]
    public async Task The_flows_of_an_analyst_work_by_keyboard()
    {
        string? browser = Array.Find(["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/google-chrome"], File.Exists);
        Assert.SkipWhen(browser is null, "needs a headless Chromium, as in the package chromium-headless-shell");
        Assert.SkipUnless(Directory.Exists(Path.Combine(Browsers, "node_modules", "playwright-core")), "needs the packages of tests/browser: npm ci --prefix tests/browser");
        Assert.SkipWhen(Page().Contains("without its workbench", StringComparison.Ordinal), "needs the workbench's pages: this build was made without Node");

        using var folder = new Folder();
        string ledger = folder.PathOf("sample.db");
        CliRun added = await CliRun.InProcessAsync(["add", Repository.PathOf("samples", "sund-affair.jsonl"), "--ledger", ledger]);
        Assert.True(added.Code == 0, added.Error);

        using Process server = Process.Start(CliRun.Process("serve", ledger, "--port", "0", "--keys", folder.PathOf("keys")))!;
        try
        {
            string? line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            string address = line?.Split(" at ") is [_, { } last] ? last : throw new InvalidOperationException($"serve said '{line}'");
            Task<string> errors = server.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo("node", [Path.Combine(Browsers, "run.mjs"), address, "--browser", browser]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using Process driver = Process.Start(start)!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(Longest);
            Task<string> said = driver.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> complained = driver.StandardError.ReadToEndAsync(limit.Token);
            await driver.WaitForExitAsync(limit.Token);
            report.WriteLine(await said);
            Assert.True(driver.ExitCode == 0, $"{await said}\n{await complained}");
            server.Kill(entireProcessTree: true);
            Assert.Empty(await errors);
        }
        finally
        {
            if (!server.HasExited)
            {
                server.Kill(entireProcessTree: true);
            }
        }
    }

    /// <summary>The logic that needs no browser, the types of the front end, and that they were generated from the OpenAPI document as it is.</summary>
    [Theory]
    [InlineData("node", "--test", "tests/browser/logic.mjs")]
    [InlineData("npm", "run", "check", "--prefix", "src/Hearsay.Workbench/web")]
    [InlineData("npm", "run", "api", "--prefix", "src/Hearsay.Workbench/web", "--", "--check")]
    public async Task The_front_end_holds_together(string program, params string[] arguments)
    {
        Assert.SkipUnless(Directory.Exists(Repository.PathOf("src", "Hearsay.Workbench", "web", "node_modules", "svelte")), "needs the packages of the workbench's pages: build once where Node 20 is");
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Repository.Root, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using Process run = Process.Start(start)!;
        Task<string> said = run.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> complained = run.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await run.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(run.ExitCode == 0, $"{await said}\n{await complained}");
    }

    [Fact]
    public void What_loads_first_stays_small()
    {
        string page = Page();
        Assert.SkipWhen(page.Contains("without its workbench", StringComparison.Ordinal), "needs the workbench's pages: this build was made without Node");
        string[] files = [.. Referred().Matches(page).Select(match => match.Groups["path"].Value)];
        Assert.NotEmpty(files);
        long total = Compressed("web/index.html");
        foreach (string file in files)
        {
            long size = Compressed("web" + file);
            report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} {size}"));
            total += size;
        }

        report.WriteLine(string.Create(CultureInfo.InvariantCulture, $"start {total} bytes, gzip"));
        Assert.True(total <= StartBudget, string.Create(CultureInfo.InvariantCulture, $"{total} bytes"));
    }

    private static string Page()
    {
        using var reader = new StreamReader(Resource("web/index.html"));
        return reader.ReadToEnd();
    }

    private static long Compressed(string name)
    {
        using var counted = new MemoryStream();
        using (Stream from = Resource(name))
        using (var gzip = new GZipStream(counted, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            from.CopyTo(gzip);
        }

        return counted.Length;
    }

    private static Stream Resource(string name) => typeof(WorkbenchHost).Assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);

    /// <summary>Scripts and styles that the page names: its own script, what that imports at once, and the styles.</summary>
    [GeneratedRegex("(?:src|href)=\"(?<path>/assets/[^\"]+\\.(?:js|css))\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Referred();
}
