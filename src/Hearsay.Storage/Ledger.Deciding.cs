using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Claims.Formats;
using Hearsay.Claims.Reviewing;
using Hearsay.Storage.Deciding;

namespace Hearsay.Storage;

/// <content>Decisions of several people at several screens: none is lost, none counts twice, nobody overrules unseen what another decided.</content>
public sealed partial class Ledger
{
    /// <summary>Appends decisions, all or none. When this returns they are durable.</summary>
    /// <param name="decisions">What is decided, in order.</param>
    /// <param name="key">Distinguishes this request from all others of the same reviewer: sent again it writes nothing and gets the same answer. Null for none.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    /// <exception cref="LedgerException">A claim, party or entry is not there, an entry makes no sense, or the key belongs to another request.</exception>
    public Task<Decided> DecideAsync(IReadOnlyList<Decision> decisions, string? key, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(decisions);
        ArgumentOutOfRangeException.ThrowIfZero(decisions.Count, nameof(decisions));
        string owner = decisions[0].Draft.Reviewer;
        string request = RequestOf(decisions);
        return WriteAsync(
            async session =>
            {
                if (key is not null && (await session.ListAsync("SELECT request, entries FROM answered WHERE owner = $1 AND key = $2", [owner, key], row => (row.GetString(0), row.GetString(1)), cancellationToken)) is [var (same, numbers)])
                {
                    if (same != request)
                    {
                        throw new LedgerException(StorageErrors.BadReview, null, $"the key '{key}' was used for another request; take a new one for each");
                    }

                    List<Review> before = [];
                    foreach (string number in numbers.Split(' '))
                    {
                        before.AddRange(await EntriesAsync(session, "number = $1", [long.Parse(number, CultureInfo.InvariantCulture)], cancellationToken));
                    }

                    return new Decided(before, [], true);
                }

                List<Review> newer = [];
                foreach (Decision decision in decisions)
                {
                    if (decision.ExpectedLast is { } seen && await SubjectAsync(session, decision.Draft, cancellationToken) is { } subject)
                    {
                        newer.AddRange(await EntriesAsync(session, "(subject = $1 OR other = $1) AND number > $2 ORDER BY number", [subject, seen], cancellationToken));
                    }
                }

                if (newer.Count > 0)
                {
                    return new Decided([], newer, false);
                }

                List<Review> entries = [];
                foreach (Decision decision in decisions)
                {
                    entries.Add(await DecideAsync(session, decision, cancellationToken));
                }

                if (key is not null)
                {
                    await session.ExecuteAsync(
                        "INSERT INTO answered(owner, key, request, entries, at) VALUES($1, $2, $3, $4, $5)",
                        [owner, key, request, string.Join(' ', entries.Select(entry => entry.Number.ToString(CultureInfo.InvariantCulture))), _clock.GetUtcNow()], cancellationToken);
                }

                return new Decided(entries, [], false);
            },
            cancellationToken);
    }

    private async Task<Review> DecideAsync(Session session, Decision decision, CancellationToken cancellationToken)
    {
        Review draft = decision.Draft;
        switch (draft.Kind, decision.Record)
        {
            case (ReviewKind.Edit, { } record):
                List<Home> homes = await HomesAsync(session, "c.id = $1", draft.Subject, cancellationToken);
                return homes.Count == 0
                    ? throw UnknownClaim(draft.Subject)
                    : await AppendAsync(session, draft with { Other = await MakeAsync(session, homes, draft.Subject, record, cancellationToken) }, cancellationToken);
            case (ReviewKind.Add, { } record):
                return await AppendAsync(session, draft with { Subject = await MakeAsync(session, await DocumentHomesAsync(session, draft.Subject, cancellationToken), null, record, cancellationToken) }, cancellationToken);
            case (ReviewKind.Undo, _):
                Review undone = await UndoneAsync(session, draft, cancellationToken);
                return await AppendAsync(session, draft with { Subject = undone.Subject, Other = undone.Other }, cancellationToken);
            default:
                await CheckAsync(session, draft, cancellationToken);
                return await AppendAsync(session, draft, cancellationToken);
        }
    }

    private static async Task<Review> UndoneAsync(Session session, Review draft, CancellationToken cancellationToken) =>
        (await EntriesAsync(session, "number = $1", [draft.Undoes], cancellationToken)).FirstOrDefault()
            ?? throw new LedgerException(StorageErrors.Unknown, null, $"the log has no entry {draft.Undoes?.ToString(CultureInfo.InvariantCulture)}; 'hearsay log' lists them");

    /// <summary>The claim or party that a decision is about; null for one that is only being written down.</summary>
    private static async Task<string?> SubjectAsync(Session session, Review draft, CancellationToken cancellationToken) => draft.Kind switch
    {
        ReviewKind.Add => null,
        ReviewKind.Undo => (await UndoneAsync(session, draft, cancellationToken)).Subject,
        _ => draft.Subject,
    };

    /// <summary>A hash of all that is asked for: the same key with another request is a fault of the client.</summary>
    private static string RequestOf(IReadOnlyList<Decision> decisions)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Decision decision in decisions)
        {
            hash.AppendData(ReviewJson.Write(decision.Draft));
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{decision.ExpectedLast}\n"));
            hash.AppendData((decision.Record ?? default).Span);
            hash.AppendData("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
