using System.Collections.Immutable;
using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Comparing;

/// <summary>Where one party stands on one proposition, over time.</summary>
/// <param name="Key">The party's key: its state, its entry in the registry, or its name (<see cref="PartyLink"/>).</param>
/// <param name="Name">The name to show.</param>
/// <param name="Statements">What it said, latest first; copies of one report are all here. A claim of a document that says the proposition several times over, on one side, is here once.</param>
/// <param name="Shifts">Changes of side, latest first.</param>
public sealed record Position(string Key, string Name, ImmutableArray<Comparand> Statements, ImmutableArray<PositionShift> Shifts)
{
    /// <summary>The side it took last: what it affirms or denies counts before silence and intent of the same day.</summary>
    public ClaimSide Side => Statements[0].Side;

    /// <summary>
    /// The positions in a cluster: those with most statements first. An accused party that took no side and of which a document that accuses it says that it declined or did not respond is silent, by
    /// those words.
    /// </summary>
    public static ImmutableArray<Position> Of(ClaimCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        return [.. cluster.Members.Concat(Silences(cluster)).GroupBy(member => PartyLink.Key(member.Holder)).Select(Make).OrderByDescending(position => position.Statements.Length).ThenBy(position => position.Key, StringComparer.Ordinal)];
    }

    /// <summary>What documents say of accused parties that did not answer: "declined to comment" tells nothing of the matter, so it is no member.</summary>
    private static IEnumerable<Comparand> Silences(ClaimCluster cluster)
    {
        foreach (ClaimReport report in cluster.Beside.Where(report => report.Claim.Stance == Stance.Declines))
        {
            var silence = new Comparand(report, -1);
            if (cluster.Members.Any(member => member.Report.Document == report.Document && Absence.IsAccusation(member) && Absence.Accused(member.What!).Any(party => Absence.IsHeard(party, report.Claim)))
                && !cluster.Members.Any(member => member.Side is ClaimSide.Affirms or ClaimSide.Denies && PartyLink.Key(member.Holder) == PartyLink.Key(silence.Holder)))
            {
                yield return silence;
            }
        }
    }

    private static Position Make(IGrouping<string, Comparand> statements)
    {
        Comparand[] latest =
        [
            .. statements.OrderByDescending(statement => statement.Report.Published ?? DateOnly.MinValue).ThenBy(statement => statement.Side).ThenBy(statement => statement.Report.Claim.Id.Value, StringComparer.Ordinal)
                .DistinctBy(statement => (statement.Report.Claim.Id, statement.Report.Document, statement.Side)),
        ];
        var shifts = new List<PositionShift>();
        Comparand? later = null;
        foreach (Comparand statement in latest.Where(statement => statement.Side is ClaimSide.Affirms or ClaimSide.Denies))
        {
            if (later is not null && later.Side != statement.Side && later.Report.Published > statement.Report.Published)
            {
                shifts.Add(new PositionShift(statement, later));
            }

            later = statement;
        }

        return new Position(statements.Key, NameOf(statements.Key, latest), [.. latest], [.. shifts]);
    }

    /// <summary>The registry's name, the state's own voice, or the shortest name that it goes by.</summary>
    private static string NameOf(string key, Comparand[] statements)
    {
        if (PartyRegistry.Standard.FindId(key) is { } party)
        {
            return party.Name;
        }

        Speaker speaker = statements.Select(statement => statement.Holder).OrderBy(speaker => speaker.Kind != SpeakerKind.Government).ThenBy(speaker => speaker.Kind == SpeakerKind.Unnamed)
            .ThenBy(speaker => speaker.Name.Length).ThenBy(speaker => speaker.Name, StringComparer.Ordinal).First();
        return speaker.Kind == SpeakerKind.Unnamed && speaker.Mention is { } mention ? mention.Quote : speaker.Name;
    }
}
