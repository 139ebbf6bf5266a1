using System.Diagnostics;
using System.Text;

namespace Hearsay.Cli.Work;

/// <summary>
/// Prints a page to PDF with a browser that is installed: Chromium, Chrome or Edge, without a window. They shape every script, turn Arabic and Hebrew the right way and embed the fonts; what a page
/// library would give is less. The page is our own, without scripts, and the browser is kept off the network.
/// </summary>
internal static class BrowserPrint
{
    /// <summary>Seconds that a browser gets: a dossier of 5,000 claims takes some ten.</summary>
    private const int Patience = 180;

    private static readonly string[] Names =
        ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "microsoft-edge-stable", "msedge"];

    private static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    /// <summary>Path of a browser: $HEARSAY_BROWSER, or one that is found; null for none.</summary>
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("HEARSAY_BROWSER") is { Length: > 0 } named)
        {
            return File.Exists(named) ? named : null;
        }

        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string ending = OperatingSystem.IsWindows() ? ".exe" : "";
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name + ending))).Concat(Places).FirstOrDefault(File.Exists);
    }

    /// <summary>Prints.</summary>
    /// <param name="page">HTML.</param>
    /// <param name="cancellationToken">Ends the printing.</param>
    /// <returns>The PDF.</returns>
    /// <exception cref="CommandFailure">There is no browser, or it does not print.</exception>
    public static async Task<byte[]> ToPdfAsync(string page, CancellationToken cancellationToken)
    {
        string browser = Find()
            ?? throw new CommandFailure(CliErrors.NoBrowser, null, "no browser to print with: install Chromium, Chrome or Edge, or name one in HEARSAY_BROWSER; or export html and print it yourself");
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hearsay-print-");
        try
        {
            string html = Path.Combine(folder.FullName, "dossier.html");
            string pdf = Path.Combine(folder.FullName, "dossier.pdf");
            await File.WriteAllBytesAsync(html, Encoding.UTF8.GetBytes(page), cancellationToken);
            string[] arguments =
            [
                "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-javascript", "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + Path.Combine(folder.FullName, "profile"), "--no-pdf-header-footer", "--print-to-pdf=" + pdf, new Uri(html).AbsoluteUri,
            ];

            // Chromium has no sandbox for root; the page has neither scripts nor outside resources.
            bool root = !OperatingSystem.IsWindows() && Environment.UserName == "root";
            var start = new ProcessStartInfo(browser, root ? ["--no-sandbox", .. arguments] : arguments) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
            using Process process = Process.Start(start) ?? throw new CommandFailure(CliErrors.NoBrowser, browser, "it cannot be started");
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(TimeSpan.FromSeconds(Patience));
            Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                cancellationToken.ThrowIfCancellationRequested();
                throw new CommandFailure(CliErrors.NoBrowser, browser, $"it did not print within {Patience} seconds");
            }

            await output;
            string said = (await error).Trim().ReplaceLineEndings(" ");
            return File.Exists(pdf)
                ? await File.ReadAllBytesAsync(pdf, cancellationToken)
                : throw new CommandFailure(CliErrors.NoBrowser, browser, $"it printed nothing: {said[..Math.Min(said.Length, 200)]}");
        }
        catch (System.ComponentModel.Win32Exception reason)
        {
            throw new CommandFailure(CliErrors.NoBrowser, browser, $"it cannot be started: {reason.Message}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
