using System.Collections.Immutable;
using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Comparing;

/// <summary>
/// A party that is accused and of which no answer was found. That is an absence and no claim: it says what the documents at hand do not tell, not what the party did not say.
/// </summary>
/// <param name="Key">The party's key (<see cref="PartyLink"/>).</param>
/// <param name="Name">The name to show.</param>
/// <param name="Since">Day of the first accusation, or null where none is dated.</param>
/// <param name="Accusations">The accusations, by day; at least one.</param>
public sealed record Absence(string Key, string Name, DateOnly? Since, ImmutableArray<Comparand> Accusations)
{
    /// <summary>
    /// The parties that somebody else accuses in a cluster and that neither speak in it, nor deny, decline or reply in one of its documents. Who is only described ("the troops") could have been
    /// heard under another name and is left out. By the day of the first accusation.
    /// </summary>
    public static ImmutableArray<Absence> Of(ClaimCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(cluster);
        (Participant Party, Comparand Accusation)[] accused = [.. cluster.Members.Where(IsAccusation).SelectMany(member => Accused(member.What!).Where(party => !IsHeard(party, member.Report.Claim)).Select(party => (party, member)))];
        HashSet<string> members = [.. cluster.Members.Select(member => member.Report.Claim.Id.Value)];
        Claim[] heard =
        [
            .. cluster.Members.Select(member => member.Report.Claim),
            .. cluster.Beside.Select(report => report.Claim).Where(claim => claim.Stance is Stance.Denies or Stance.Declines || claim.Answers.Any(answered => members.Contains(answered.Value))),
        ];
        return
        [
            .. accused.Where(pair => !heard.Any(claim => IsHeard(pair.Party, claim))).GroupBy(pair => PartyLink.Key(pair.Party), StringComparer.Ordinal)
                .Select(group => new Absence(
                    group.Key, PartyRegistry.Standard.FindId(group.Key)?.Name ?? group.Select(pair => pair.Party.Name).OrderBy(name => name.Length).ThenBy(name => name, StringComparer.Ordinal).First(),
                    group.Min(pair => pair.Accusation.Report.Published), [.. group.Select(pair => pair.Accusation).Distinct()]))
                .OrderBy(absence => absence.Since ?? DateOnly.MaxValue).ThenBy(absence => absence.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Whether somebody blames another for what happened.</summary>
    internal static bool IsAccusation(Comparand member) => member is { Side: ClaimSide.Affirms, What: not null, Report.Claim.Stance: Stance.Accuses };

    /// <summary>Those who are blamed: who did it, of a transfer who supplied; by name.</summary>
    internal static IEnumerable<Participant> Accused(Proposition what) => (what.Transfer is { Suppliers.IsEmpty: false } transfer ? transfer.Suppliers : what.Actors).Where(party => party.Party is not null || party.Name.Any(char.IsUpper));

    /// <summary>Whether one of those who speak in a claim is the party or speaks for it.</summary>
    internal static bool IsHeard(Participant party, Claim claim) => claim.Sources.Any(source => PartyLink.Key(source) == PartyLink.Key(party) || PartyLink.Grade(source, party) >= PartyLink.Least);
}
