using System.Globalization;
using Hearsay.Storage;
using Hearsay.Storage.Inbox;
using Hearsay.Storage.Queries;
using Hearsay.Storage.Searches;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Intake;
using Microsoft.Extensions.Hosting;

namespace Hearsay.Workbench.Searches;

/// <summary>Looks, once a second, whether claims came in that fit saved searches, whether some wait to be put into their clusters, and how far the inbox has come; tells those who follow.</summary>
internal sealed class Watch(WorkbenchSettings settings, Live live) : BackgroundService
{
    /// <summary>Alerts of one search in one go: beyond that a search is no search.</summary>
    private const int MostAlerts = 500;

    private const int MostItems = 200;

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private Dictionary<long, InboxState> _open = [];

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        // What is looked at for alerts is in its clusters by then: a change of sides shows there.
        long newest = await settings.Ledger.NewestClaimAsync(cancellationToken);

        // Whoever added claims puts them into their clusters; what a crash or an older version left, the workbench does.
        while (await settings.Ledger.UngroupedAsync(cancellationToken) > 0 && await settings.Ledger.GroupAsync(cancellationToken: cancellationToken) > 0)
        {
            live.Tell();
        }

        await AlertAsync(newest, cancellationToken);
        await FollowAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        string? told = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
                told = null;
            }
            catch (LedgerException failure)
            {
                // A server that is gone for a while is told of once.
                if (told != failure.Code)
                {
                    settings.Log($"{failure.Code}: {failure.Message}");
                    told = failure.Code;
                }
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Interval, settings.Clock, stoppingToken).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task AlertAsync(long newest, CancellationToken cancellationToken)
    {
        var turns = new Dictionary<long, IReadOnlyList<Turn>>();
        foreach (SavedSearch search in (await settings.Ledger.SearchesAsync(null, cancellationToken)).Where(search => search.Checked < newest))
        {
            if (!turns.TryGetValue(search.Checked, out IReadOnlyList<Turn>? turned))
            {
                turns[search.Checked] = turned = await Turn.FindAsync(settings.Ledger, search.Checked, newest, cancellationToken);
            }

            Query query;
            try
            {
                query = Query.Parse(search.Query);
            }
            catch (LedgerException)
            {
                // An older version took what finds nothing ("country:Iran"): one such search must not keep the others from being looked at.
                continue;
            }

            Page<FoundClaim> page = await settings.Ledger.ClaimsAsync(query, Order.Oldest, MostAlerts, search.Checked.ToString(CultureInfo.InvariantCulture), cancellationToken);
            (string Claim, string Why)[] found = [.. page.Items.Where(claim => claim.Number <= newest).Select(claim => (claim.Id, Reason.Of(query, claim)))];
            found = await Turn.TellAsync(settings.Ledger, query, turned, found, cancellationToken);
            foreach (Alert alert in await settings.Ledger.AlertAsync(search, found, newest, cancellationToken))
            {
                live.Tell(search.Owner, "alert", new { search = search.Number.ToString(CultureInfo.InvariantCulture), name = search.Name, claim = alert.Claim, why = alert.Why, at = alert.At });
            }
        }
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        var now = new Dictionary<long, InboxState>();
        foreach (InboxState state in (InboxState[])[InboxState.Waiting, InboxState.Leased])
        {
            foreach (InboxItem item in await settings.Ledger.InboxAsync(state, 0, MostItems, cancellationToken))
            {
                now[item.Number] = item.State;
                if (!_open.TryGetValue(item.Number, out InboxState before) || before != item.State)
                {
                    live.Tell(null, "inbox", InboxRow.Of(item));
                }
            }
        }

        foreach (long number in _open.Keys.Where(number => !now.ContainsKey(number)))
        {
            if (await settings.Ledger.InboxItemAsync(number, cancellationToken) is { } settled)
            {
                live.Tell(null, "inbox", InboxRow.Of(settled));
            }
        }

        _open = now;
    }
}
