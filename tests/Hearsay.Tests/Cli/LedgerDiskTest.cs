using System.Diagnostics;
using System.Text.Json;

namespace Hearsay.Tests.Cli;

/// <summary>The built program on a disk that is full, and on one that cannot be written to: a small file system in memory, mounted for its processes alone.</summary>
public sealed class LedgerDiskTest
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_and_a_read_only_one_are_errors_with_their_names_and_nothing_is_lost()
    {
        using var folder = new Folder();
        string disk = Directory.CreateDirectory(folder.PathOf("disk")).FullName;
        string small = folder.Write("small.jsonl", Lines(0, 5));
        string large = folder.Write("large.jsonl", Lines(5, 600));
        string hearsay = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "hearsay.dll")}'";
        string ledger = $"--ledger '{disk}/desk.db'";
        string answer = await ShellAsync($$"""
            mount -t tmpfs -o size=1500k none '{{disk}}' || { echo NO MOUNT; exit 0; }
            say() { echo "== $1"; shift; "$@" 2>&1; echo "code $?"; }
            say small {{hearsay}} add '{{small}}' {{ledger}} --format summary
            say full {{hearsay}} add '{{large}}' {{ledger}} --format summary
            say kept {{hearsay}} documents {{ledger}} --format csv
            say sound {{hearsay}} verify {{ledger}}
            mount -o remount,size=64m '{{disk}}'
            say room {{hearsay}} add '{{large}}' {{ledger}} --format summary
            say whole {{hearsay}} verify {{ledger}}
            mount -o remount,ro '{{disk}}'
            say readonly {{hearsay}} add '{{small}}' '{{large}}' --outlet Other {{ledger}} --format summary
            say reviewing {{hearsay}} review add 0000 {{ledger}}
            say reading {{hearsay}} claims {{ledger}} --count-by stance --format csv
            say new {{hearsay}} add '{{small}}' --ledger '{{disk}}/new.db'
            """);
        if (answer.Contains("NO MOUNT", StringComparison.Ordinal) || !answer.Contains("== ", StringComparison.Ordinal))
        {
            Assert.Skip("needs a system on which a process may mount a file system of its own (unshare)");
        }

        Dictionary<string, string> said = answer.Split("== ", StringSplitOptions.RemoveEmptyEntries).ToDictionary(part => part[..part.IndexOf('\n', StringComparison.Ordinal)], part => part[(part.IndexOf('\n', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
        Assert.Equal("5 documents added; 5 new claims\ncode 0\n", said["small"]);
        Assert.Contains("error HS0505: ", said["full"], StringComparison.Ordinal);
        Assert.EndsWith("code 2\n", said["full"], StringComparison.Ordinal);
        Assert.True(said["kept"].Split('\n').Length >= 5 + 1 + 2, said["kept"]);
        Assert.Contains("everything holds", said["sound"], StringComparison.Ordinal);

        // With room again the command goes on where it stopped.
        Assert.EndsWith("code 0\n", said["room"], StringComparison.Ordinal);
        Assert.Contains("605 claims", said["whole"], StringComparison.Ordinal);
        Assert.Contains("everything holds", said["whole"], StringComparison.Ordinal);
        Assert.Contains("error HS0504: ", said["readonly"], StringComparison.Ordinal);
        Assert.EndsWith("code 2\n", said["readonly"], StringComparison.Ordinal);
        Assert.EndsWith("code 2\n", said["reviewing"], StringComparison.Ordinal);
        Assert.Contains("denies,605", said["reading"], StringComparison.Ordinal);
        Assert.Contains("error HS0501: ", said["new"], StringComparison.Ordinal);
    }

    private static string Lines(int from, int count) => string.Concat(Enumerable.Range(from, count).Select(at =>
        JsonSerializer.Serialize(new { id = $"d{at}", text = $"Marta Kell denied that ship {at} had carried {(at * 7) + 3} crates to Sund. {Noise(at)}", outlet = "Coast Wire", published = "2026-05-02" }) + "\n"));

    /// <summary>Words that do not pack well.</summary>
    private static string Noise(int seed)
    {
        var random = new Random(seed);
        return string.Join(' ', Enumerable.Range(0, 40).Select(_ => random.Next(1_000_000, 9_000_000))) + ".";
    }

    private static async Task<string> ShellAsync(string script)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo("unshare", ["--map-root-user", "--mount", "sh", "-c", script]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync(Token);
            string output = await process.StandardOutput.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token);
            return output.Length > 0 ? output : await errors;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "";
        }
    }
}
