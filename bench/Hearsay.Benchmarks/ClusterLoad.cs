using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Text;

namespace Hearsay.Benchmarks;

/// <summary>
/// Measured: the claims of a ledger, multiplied by moving their days of publication, put into clusters from scratch, and then one article after the other in a new ledger. Reading is not part of it.
/// Run:      dotnet run -c Release --project bench/Hearsay.Benchmarks -- clusters LEDGER TIMES NEW-LEDGER
/// </summary>
internal static class ClusterLoad
{
    /// <summary>Days by which each copy is moved: beyond the reach within which reports are compared.</summary>
    private const int Apart = 400;

    /// <summary>Articles at the end over which the cost of one is averaged.</summary>
    private const int Last = 200;

    /// <summary>From scratch at a half, and at the whole; then one article at a time.</summary>
    public static async Task<int> RunAsync(string path, int times, string fresh)
    {
        await using Ledger ledger = await Ledger.OpenAsync(path, LedgerAccess.Read, TimeProvider.System);
        IReadOnlyList<ClaimReport> reports = await ledger.ReportsAsync(Query.Everything);
        foreach (int copies in (int[])[Math.Max(1, times / 2), times])
        {
            ClaimReport[] all = [.. Enumerable.Range(0, copies).SelectMany(copy => reports.Select(report => Moved(report, copy)))];
            GC.Collect();
            long before = GC.GetTotalMemory(true);
            long start = Stopwatch.GetTimestamp();
            var clusters = new ClaimClusters();
            foreach (ClaimReport report in all)
            {
                clusters.Add(report);
            }

            int found = clusters.List().Length;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{all.Length} claims from scratch: {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s, {found} clusters of two or more, {(GC.GetTotalMemory(true) - before) >> 20} MiB kept, {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB at most"));
        }

        await IncrementAsync(ledger, times, fresh);
        return 0;
    }

    private static async Task IncrementAsync(Ledger ledger, int times, string fresh)
    {
        await using Ledger made = await Ledger.OpenAsync(fresh, LedgerAccess.Create, TimeProvider.System);
        var claims = new List<FoundClaim>();
        string? cursor = null;
        do
        {
            Page<FoundClaim> page = await ledger.ClaimsAsync(Query.Everything, Order.Oldest, 500, cursor);
            claims.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        FoundClaim[][] documents = [.. claims.GroupBy(claim => claim.Document).Select(claims => claims.ToArray())];
        int added = 0;
        double grouping = 0;
        double last = 0;
        double worst = 0;
        for (int copy = 0; copy < times; copy++)
        {
            for (int at = 0; at < documents.Length; at++)
            {
                FoundClaim[] document = documents[at];
                RawText? text = await ledger.TextAsync(System.Text.Json.JsonDocument.Parse(document[0].Record).RootElement.GetProperty("sha256").GetString()!);
                if (text is null)
                {
                    continue;
                }

                DateOnly? day = PublicationDate.TryParse(document[0].Published)?.Day.AddDays(copy * Apart);
                var article = new Article(document[0].Name, text, document[0].Title, $"{document[0].Outlet} {copy.ToString(CultureInfo.InvariantCulture)}", PublicationDate.TryParse(day?.ToString("O", CultureInfo.InvariantCulture)));
                await made.AddAsync(new Delivery([new Arrival(article, ReadOnlyMemory<byte>.Empty, article.Id)
                {
                    Reader = new ReaderVersion("bench", "none"), Claims = [.. document.Select(claim => new ReadClaim(Encoding.UTF8.GetBytes(claim.Record), 1))],
                }]));
                added += document.Length;
                long start = Stopwatch.GetTimestamp();
                while (await made.GroupAsync() > 0)
                {
                    // Until all are in.
                }

                double took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                grouping += took;
                if (copy == times - 1 && at >= documents.Length - Last)
                {
                    last += took;
                    worst = Math.Max(worst, took);
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{added} claims one article at a time: {grouping / 1000:F1} s of grouping, {Process.GetCurrentProcess().WorkingSet64 >> 20} MiB resident, file {new FileInfo(fresh).Length >> 20} MiB"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the last {Last} articles: {last / Last:F1} ms each on average, {worst:F0} ms at most"));
    }

    private static ClaimReport Moved(ClaimReport report, int copy)
    {
        string mark = copy.ToString(CultureInfo.InvariantCulture);
        string id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(report.Claim.Id.Value + mark)).AsSpan(0, 16));
        return report with { Claim = report.Claim with { Id = new ClaimId(id) }, Document = report.Document + mark, Published = report.Published?.AddDays(copy * Apart) };
    }
}
