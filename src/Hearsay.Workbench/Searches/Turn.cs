using System.Collections.Immutable;
using System.Globalization;
using Hearsay.Claims;
using Hearsay.Claims.Comparing;
using Hearsay.Storage;
using Hearsay.Storage.Queries;
using Hearsay.Workbench.Disputes;

namespace Hearsay.Workbench.Searches;

/// <summary>Somebody changed sides: denied and now admits, affirmed and now denies.</summary>
/// <param name="Party">Who.</param>
/// <param name="Before">The last statement of the old side.</param>
/// <param name="After">The first one of the new side.</param>
internal sealed record Turn(string Party, Comparand Before, Comparand After)
{
    /// <summary>Turns looked for in one go: claims that came in whose speaker had spoken of the matter.</summary>
    private const int Most = 200;

    private const int LongestWords = 120;

    private string Claim => After.Report.Claim.Id.Value;

    /// <summary>"Elsa Toll denied on 2026-05-05 (“not one missile was sold”) and admits on 2026-05-27 (“two launchers”)".</summary>
    private string Why =>
        $"{Party} {(Before.Side == ClaimSide.Denies ? "denied" : "affirmed")}{Told(Before)} and {(After.Side == ClaimSide.Denies ? "denies" : After.Report.Claim.Stance == Stance.Admits ? "admits" : "affirms")}{Told(After)}";

    /// <summary>Where somebody changed sides by a claim that came in, whether it is the new word or the old one.</summary>
    public static async Task<IReadOnlyList<Turn>> FindAsync(Ledger ledger, long after, long upTo, CancellationToken cancellationToken)
    {
        IReadOnlyList<string> came = await ledger.SpokenAgainAsync(after, upTo, Most, cancellationToken);
        var fresh = new HashSet<string>(came, StringComparer.Ordinal);
        var turns = new Dictionary<(string, string), Turn>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (string claim in came)
        {
            foreach (ClaimCluster cluster in (await ledger.ClusterAsync(claim, null, 4, cancellationToken)).Where(cluster => seen.Add(cluster.Id)))
            {
                foreach (Position position in cluster.Positions)
                {
                    foreach (PositionShift shift in position.Shifts.Where(shift => fresh.Contains(shift.After.Report.Claim.Id.Value) || fresh.Contains(shift.Before.Report.Claim.Id.Value)))
                    {
                        turns.TryAdd((position.Key, shift.After.Report.Claim.Id.Value), new Turn(position.Name, shift.Before, shift.After));
                    }
                }
            }
        }

        return [.. turns.Values];
    }

    /// <summary>Alerts of a search with the turns that concern it, those first: it finds the claim before, or the one after.</summary>
    public static async Task<(string Claim, string Why)[]> TellAsync(
        Ledger ledger, Query query, IReadOnlyList<Turn> turns, IReadOnlyList<(string Claim, string Why)> found, CancellationToken cancellationToken)
    {
        if (turns.Count == 0)
        {
            return [.. found];
        }

        ImmutableArray<string> ids = [.. turns.SelectMany(turn => new[] { turn.Before.Report.Claim.Id.Value, turn.Claim }).Distinct(StringComparer.Ordinal)];
        Page<FoundClaim> page = await ledger.ClaimsAsync(query with { Terms = query.Terms.Add(new QueryTerm(QueryField.Id, ids, false)) }, Order.Oldest, ids.Length * 2, null, cancellationToken);
        var fitting = page.Items.Select(claim => claim.Id).ToHashSet(StringComparer.Ordinal);
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Turn turn in turns.Where(turn => fitting.Contains(turn.Claim) || fitting.Contains(turn.Before.Report.Claim.Id.Value)))
        {
            told[turn.Claim] = told.TryGetValue(turn.Claim, out string? other) ? $"{other}; {turn.Why}" : turn.Why;
        }

        return
        [
            .. told.Select(turn => (turn.Key, found.FirstOrDefault(one => one.Claim == turn.Key).Why is { } fits ? $"{turn.Value}; {fits}" : turn.Value)),
            .. found.Where(one => !told.ContainsKey(one.Claim)),
        ];
    }

    private static string Told(Comparand said)
    {
        string words = DisputeRoutes.Words(said);
        string day = said.Report.Published is { } published ? " on " + published.ToString("O", CultureInfo.InvariantCulture) : "";
        return $"{day} (“{(words.Length > LongestWords ? words[..LongestWords].TrimEnd() + "…" : words)}”)";
    }
}
