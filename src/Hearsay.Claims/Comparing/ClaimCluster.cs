using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Claims.Comparing;

/// <summary>Claims about one proposition, by whomever, affirmed or denied.</summary>
public sealed class ClaimCluster
{
    private readonly Lazy<ImmutableArray<Position>> _positions;
    private readonly Lazy<ImmutableArray<Absence>> _unanswered;
    private readonly Lazy<Independence> _support;
    private readonly Lazy<Independence> _denial;

    /// <summary>Takes over the members.</summary>
    /// <param name="members">At least one, in any order.</param>
    /// <param name="beside">Claims of the members' documents by which somebody denies, declines or replies, in any order; members among them are left out; default for none.</param>
    public ClaimCluster(ImmutableArray<Comparand> members, ImmutableArray<ClaimReport> beside = default)
    {
        Members = [.. members.Order(Comparer<Comparand>.Create(Comparand.Compare))];
        Representative = members.Order(Comparer<Comparand>.Create(Centrality.Compare)).First();
        First = members.OrderBy(member => member.Report.Published ?? DateOnly.MaxValue).ThenBy(member => member.Report.Claim.Id.Value, StringComparer.Ordinal).ThenBy(member => member.Proposition).First();
        Id = IdOf(First.Report.Claim.Id.Value, First.Proposition);
        Beside = beside.IsDefaultOrEmpty
            ? []
            : [.. beside.ExceptBy(members.Select(member => member.Report.Claim.Id), report => report.Claim.Id).OrderBy(report => report.Claim.Id.Value, StringComparer.Ordinal).ThenBy(report => report.Document, StringComparer.Ordinal)];
        _positions = new Lazy<ImmutableArray<Position>>(() => Position.Of(this));
        _unanswered = new Lazy<ImmutableArray<Absence>>(() => Absence.Of(this));
        _support = new Lazy<Independence>(() => Independence.Of(this, ClaimSide.Affirms));
        _denial = new Lazy<Independence>(() => Independence.Of(this, ClaimSide.Denies));
    }

    /// <summary>16 hexadecimal digits, from the first report: it stays while that one does and nothing earlier comes in.</summary>
    public string Id { get; }

    /// <summary>The first report, which gives the cluster its id.</summary>
    public Comparand First { get; }

    /// <summary>The claims, by day.</summary>
    public ImmutableArray<Comparand> Members { get; }

    /// <summary>Claims of the members' documents that are no members and by which somebody denies, declines or replies: they tell who was heard ("declined to comment"), and count for nothing else.</summary>
    public ImmutableArray<ClaimReport> Beside { get; }

    /// <summary>The member that says most: the one that all others are alike with.</summary>
    public Comparand Representative { get; }

    /// <summary>The member whose words stand for the cluster: the one that says most, unless it only points back ("the accusations"); then the next that says in words what is meant.</summary>
    public Comparand Headline => Members.Where(member => member.IsSpelledOut).Order(Comparer<Comparand>.Create(Centrality.Compare)).FirstOrDefault(Representative);

    /// <summary>Where each party stands, over time.</summary>
    public ImmutableArray<Position> Positions => _positions.Value;

    /// <summary>Parties that are accused and of which no answer was found.</summary>
    public ImmutableArray<Absence> Unanswered => _unanswered.Value;

    /// <summary>The legs on which the affirmation stands.</summary>
    public Independence Support => _support.Value;

    /// <summary>The legs on which the denial stands.</summary>
    public Independence Denial => _denial.Value;

    /// <summary>
    /// Admiralty credibility (1 confirmed … 5 improbable, 6 cannot be judged) that follows from who affirms and who denies; a proposal for an analyst. 1 takes two
    /// independent origins and nobody who denies.
    /// </summary>
    public int Credibility => CredibilityOf(Support.Origins, Support.FirstHand, Denial.Origins);

    /// <summary>The credibility that follows from the origins of both sides.</summary>
    internal static int CredibilityOf(int support, int firstHand, int denial) => (support, denial) switch
    {
        (0, 0) => 6,
        (0, _) => 5,
        ( >= 2, 0) => 1,
        (1, 0) => firstHand > 0 ? 2 : 3,
        ( >= 2, _) => 3,
        _ => 4,
    };

    /// <summary>Whether a report tells that somebody was heard, whatever it is about: it denies, declines or replies.</summary>
    internal static bool TellsWhoWasHeard(ClaimReport report) => report.Claim is { Stance: Stance.Denies or Stance.Declines } or { Answers.IsEmpty: false };

    /// <summary>The id that a report gives to the cluster of which it is the first.</summary>
    /// <param name="claim">Id of the claim.</param>
    /// <param name="proposition">Index of the proposition, or −1.</param>
    public static string IdOf(string claim, int proposition) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"hearsay.cluster/2\n{claim}\n{Math.Max(0, proposition)}")).AsSpan(0, 8));
}
