using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Workbench;

namespace Hearsay.Benchmarks;

/// <summary>
/// Measured: what the workbench's screens ask for, from the first byte sent to the last one read, over a ledger that <see cref="LedgerLoad"/> has filled. The first time of each (nothing remembered) and the median of 9.
/// Run:      dotnet run -c Release --project bench/Hearsay.Benchmarks -- ledger 10000 /tmp/load.db     (100,000 claims)
///           dotnet run -c Release --project bench/Hearsay.Benchmarks -- workbench /tmp/load.db
/// </summary>
internal static class WorkbenchLoad
{
    /// <summary>Serves a ledger and asks for every screen.</summary>
    public static async Task<int> RunAsync(string path)
    {
        await using Ledger ledger = await Ledger.OpenAsync(path, LedgerAccess.Write, TimeProvider.System);
        LedgerSize size = await ledger.SizeAsync();
        await using WorkbenchHost host = await WorkbenchHost.StartAsync(new WorkbenchSettings(ledger, TimeProvider.System, new IPEndPoint(IPAddress.Loopback, 0)) { Log = Console.WriteLine });
        using var http = new HttpClient { BaseAddress = host.Address };
        JsonElement first = JsonDocument.Parse(await http.GetStringAsync("/api/v1/claims?limit=1")).RootElement.GetProperty("items")[0];
        string claim = first.GetProperty("id").GetString()!;
        string document = first.GetProperty("document").GetString()!;
        string party = JsonDocument.Parse(await http.GetStringAsync("/api/v1/parties?limit=1")).RootElement.GetProperty("items")[0].GetProperty("id").GetString()!;
        Console.WriteLine($"{size.Claims} claims, {size.Documents} documents; first and median of 9, ms");
        int slow = 0;
        foreach (string route in (string[])
        [
            "/", "/api/v1/me", "/api/v1/claims", "/api/v1/claims?limit=100&q=review:open", "/api/v1/claims?q=stance:denies&sort=published", "/api/v1/claims?q=speaker:bag*&limit=50", $"/api/v1/claims/{claim}", $"/claims/{claim}",
            "/api/v1/facets?by=stance", "/api/v1/facets?by=outlet", "/api/v1/facets?by=speaker", "/api/v1/facets?by=review", "/api/v1/facets?by=type&q=stance:denies", "/api/v1/documents", $"/api/v1/documents/{document}", "/api/v1/reviews",
            "/api/v1/disputes", "/api/v1/timeline", "/api/v1/register", "/api/v1/parties", $"/api/v1/parties/{Uri.EscapeDataString(party)}", "/api/v1/graph", "/api/v1/places", "/api/v1/sources", "/api/v1/outlets", "/api/v1/readers",
            "/api/v1/aside", "/api/v1/inbox", "/api/v1/searches", "/api/v1/operations", "/api/v1/users", "/api/v1/audit",
        ])
        {
            List<double> times = [];
            long bytes = 0;
            for (int at = 0; at < 10; at++)
            {
                long start = Stopwatch.GetTimestamp();
                bytes = (await http.GetByteArrayAsync(route)).LongLength;
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            double begun = times[0];
            times.RemoveAt(0);
            times.Sort();
            slow += times[4] >= 100 ? 1 : 0;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {begun,8:F1} {times[4],8:F1}   {route} ({bytes} bytes)"));
        }

        Console.WriteLine($"{slow} routes at 100 ms or more");
        return 0;
    }
}
