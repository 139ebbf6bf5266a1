using System.Runtime.CompilerServices;
using Hearsay.Ingest;
using Hearsay.Ingest.Fetching;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>One look at a feed: fetches it, and gives the items that are new, with the page behind each that carries a summary only.</summary>
/// <param name="feed">The address of the feed.</param>
/// <param name="fetcher">Fetches the feed and pages.</param>
/// <param name="ingester">Reads them.</param>
/// <param name="memory">What is known of the feed; not changed.</param>
/// <param name="follow">Whether pages are fetched; else a summary is taken as it is.</param>
internal sealed class FeedPoll(Uri feed, Fetcher fetcher, Ingester ingester, WatchMemory memory, bool follow)
{
    private readonly Dictionary<string, string> _items = new(StringComparer.Ordinal);

    /// <summary>What the server gave to ask with next time; null before the feed was fetched.</summary>
    public Validators? Validators { get; private set; }

    /// <summary>Whether the server said that nothing has changed.</summary>
    public bool NotModified { get; private set; }

    /// <summary>Whether the feed could not be had, or is none.</summary>
    public bool Failed { get; private set; }

    /// <summary>Items that went in before and were passed over.</summary>
    public int Known { get; private set; }

    /// <summary>Id and SHA-256 of the items of the feed, in the feed's own words.</summary>
    public IReadOnlyDictionary<string, string> Items => _items;

    /// <summary>What went wrong with the feed and with pages behind it; complete when the items were taken.</summary>
    public List<Notice> Notices { get; } = [];

    /// <summary>Fetches the feed and gives what is new in it, once.</summary>
    public async IAsyncEnumerable<Ingested> NewAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Fetched fetched = await fetcher.FetchAsync(feed, memory.Validators(feed), cancellationToken);
        Validators = fetched.Validators;
        NotModified = fetched.NotModified;
        if (fetched.Defect is { } defect)
        {
            Failed = true;
            Notices.Add(Notice.Of(feed.AbsoluteUri, defect));
        }

        if (fetched.Defect is not null || fetched.NotModified)
        {
            yield break;
        }

        bool any = false;
        using var bytes = new MemoryStream(fetched.Bytes.ToArray(), writable: false);
        await foreach (Ingested item in ingester.ReadAsync(bytes, fetched.Envelope, cancellationToken))
        {
            if (item.Article is not { } article)
            {
                Notices.AddRange(item.Defects.Select(problem => Notice.Of(item.Origin, problem)));
                continue;
            }

            any = true;
            _items[article.Id] = article.Text.Sha256;
            if (memory.Knows(feed, article))
            {
                Known++;
            }
            else
            {
                yield return follow && item.FullText is { } page ? await PageAsync(page, item, article, cancellationToken) ?? item : item;
            }
        }

        Failed = !any;
    }

    /// <summary>The page behind an item, with what the feed knows better; null when it cannot be had, which is said.</summary>
    private async Task<Ingested?> PageAsync(Uri page, Ingested item, Article summary, CancellationToken cancellationToken)
    {
        Fetched fetched = await fetcher.FetchAsync(page, null, cancellationToken);
        Ingested? found = null;
        if (fetched.Defect is null)
        {
            using var bytes = new MemoryStream(fetched.Bytes.ToArray(), writable: false);
            await foreach (Ingested read in ingester.ReadAsync(bytes, fetched.Envelope, cancellationToken))
            {
                found ??= read;
            }
        }

        if (found?.Article is not { } article)
        {
            Defect why = fetched.Defect ?? found?.Defects.FirstOrDefault(defect => defect.Severity == DefectSeverity.Error) ?? new Defect(IngestDefects.NoText, "there is no text in it", DefectSeverity.Error);
            if (why.Code is IngestDefects.FetchFailed or IngestDefects.FetchTooSlow || fetched.Status >= 500)
            {
                // It may be there next time: neither the item nor the feed counts as had.
                _items.Remove(summary.Id);
                Validators = null;
            }

            Notices.Add(Notice.Of(page.AbsoluteUri, why) with { Error = false, Message = $"{why.Message} (the feed's summary is kept instead)" });
            return null;
        }

        return found with
        {
            Defects = [.. found.Defects, .. item.Defects],
            Article = article with
            {
                Title = article.Title ?? summary.Title,
                Outlet = article.Outlet ?? summary.Outlet,
                Published = article.Published ?? summary.Published,
                Authors = article.Authors.Count > 0 ? article.Authors : summary.Authors,
            },
        };
    }
}
