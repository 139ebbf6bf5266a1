using System.Collections.Immutable;

namespace Hearsay.Claims.Reviewing;

/// <summary>What the review log amounts to for one claim.</summary>
/// <param name="Verdict">The last verdict that counts, or null while the claim is open.</param>
/// <param name="Reliability">The last reliability given, or null.</param>
/// <param name="Credibility">The last credibility given, or null.</param>
/// <param name="Last">Number of the last entry about the claim.</param>
public sealed record Standing(Verdict? Verdict, char? Reliability, int? Credibility, long Last)
{
    /// <summary>
    /// Folds a log. The order of <paramref name="log"/> does not matter, the numbers decide. An entry that was undone does not count, unless its undoing was undone in turn.
    /// </summary>
    /// <param name="log">Entries; all that touch a claim must be among them, and every undoing of them.</param>
    /// <returns>The standing of each claim that an entry is about; parties and markings have none (<see cref="Markings.Fold"/>).</returns>
    public static ImmutableDictionary<string, Standing> Fold(IEnumerable<Review> log)
    {
        ArgumentNullException.ThrowIfNull(log);
        Review[] ordered = [.. log.OrderBy(entry => entry.Number)];
        HashSet<long> undone = Undone(ordered);
        ImmutableDictionary<string, Standing>.Builder all = ImmutableDictionary.CreateBuilder<string, Standing>(StringComparer.Ordinal);
        foreach (Review entry in ordered)
        {
            if (entry.Kind is ReviewKind.ConfirmParty or ReviewKind.RejectParty or ReviewKind.MergeParty or ReviewKind.Mark)
            {
                continue;
            }

            Standing before = all.GetValueOrDefault(entry.Subject) ?? new Standing(null, null, null, 0);
            Standing after = before with { Last = entry.Number };
            if (!undone.Contains(entry.Number))
            {
                after = entry.Kind switch
                {
                    ReviewKind.Accept => after with { Verdict = Reviewing.Verdict.Accepted },
                    ReviewKind.Reject => after with { Verdict = Reviewing.Verdict.Rejected },
                    ReviewKind.Edit => after with { Verdict = Reviewing.Verdict.Edited },
                    ReviewKind.Grade => after with { Reliability = entry.Reliability ?? before.Reliability, Credibility = entry.Credibility ?? before.Credibility },
                    ReviewKind.Carry => new Standing(Enum.TryParse(entry.Relation, ignoreCase: true, out Verdict carried) ? carried : null, entry.Reliability, entry.Credibility, entry.Number),
                    _ => after,
                };
            }

            all[entry.Subject] = after;
            if (entry.Kind is ReviewKind.Edit or ReviewKind.Add && (entry.Kind == ReviewKind.Add ? entry.Subject : entry.Other) is { } made)
            {
                // What a person wrote down is accepted by being written; undone, it is rejected.
                Verdict verdict = undone.Contains(entry.Number) ? Reviewing.Verdict.Rejected : Reviewing.Verdict.Accepted;
                all[made] = (all.GetValueOrDefault(made) ?? new Standing(null, null, null, 0)) with { Verdict = verdict, Last = entry.Number };
            }
        }

        return all.ToImmutable();
    }

    /// <summary>Numbers of the entries that count no longer.</summary>
    /// <param name="ordered">Entries by number.</param>
    internal static HashSet<long> Undone(Review[] ordered)
    {
        var undone = new HashSet<long>();
        foreach (Review entry in ordered.Reverse())
        {
            // From the end: whether an undoing counts is settled before what it undoes is looked at.
            if (entry is { Kind: ReviewKind.Undo, Undoes: { } number } && !undone.Contains(entry.Number))
            {
                undone.Add(number);
            }
        }

        return undone;
    }
}
