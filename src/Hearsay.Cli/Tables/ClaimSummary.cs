using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hearsay.Claims;

namespace Hearsay.Cli.Tables;

/// <summary>
/// The claims of one document in a few lines, for people: what is disputed first, each accusation with what those say who answer it; what was asked and what is said to it; then everybody else, the
/// weightiest stance first. What one speaker reports of another stands in the claim of the first, and in the table. Every line names the rows of the table it stands for.
/// </summary>
/// <param name="width">Columns of the screen.</param>
/// <param name="palette">Colours, or none.</param>
internal sealed class ClaimSummary(int width, Palette palette)
{
    /// <summary>Fewer claims than this are read faster than a summary of them.</summary>
    private const int FewestClaims = 5;

    /// <summary>Speakers with a line of their own; the others are counted.</summary>
    private const int MostSpeakers = 8;

    /// <summary>Claims of one speaker that are told; the others are named by number.</summary>
    private const int MostClaims = 3;

    /// <summary>Sentences from a denial within which the same speaker's admission belongs to it ("deny, although admitting …").</summary>
    private const int SameReply = 4;

    private const int Indent = 2;

    /// <summary>The weightiest first.</summary>
    private static readonly ImmutableArray<Stance> Weight =
        [Stance.Threatens, Stance.Admits, Stance.Denies, Stance.Accuses, Stance.Pledges, Stance.Urges, Stance.Declines, Stance.Asks, Stance.Asserts];

    /// <summary>Appends the summary and an empty line; nothing for a handful of claims.</summary>
    /// <param name="to">Takes the lines.</param>
    /// <param name="claims">Claims in the order of the table.</param>
    /// <param name="number">The number of a claim's row.</param>
    public void Append(StringBuilder to, IReadOnlyList<Claim> claims, IReadOnlyDictionary<ClaimId, int> number)
    {
        if (claims.Count < FewestClaims)
        {
            return;
        }

        HashSet<ClaimId> told = [];
        HashSet<ClaimId> present = [.. claims.Select(claim => claim.Id)];
        AppendDisputes(to, claims, number, told);
        AppendSpeakers(to, [.. claims.Where(claim => !told.Contains(claim.Id) && !(claim.Parent is { } parent && present.Contains(parent)) && !IsForAnonymity(claim))], number, told.Count > 0);
    }

    private void AppendDisputes(StringBuilder to, IReadOnlyList<Claim> claims, IReadOnlyDictionary<ClaimId, int> number, HashSet<ClaimId> told)
    {
        Dictionary<ClaimId, Claim> byId = [];
        foreach (Claim claim in claims)
        {
            byId.TryAdd(claim.Id, claim);
        }

        // Claims that answer the same ones are one dispute, told in the order of the text.
        List<(List<Claim> Answered, List<Claim> Replies)> disputes = [];
        foreach (Claim reply in claims.Where(claim => claim.Answers.Any(byId.ContainsKey)))
        {
            List<Claim> answered = [.. reply.Answers.Where(byId.ContainsKey).Select(id => byId[id])];
            int at = disputes.FindIndex(dispute => dispute.Answered.Intersect(answered).Any());
            if (at < 0)
            {
                disputes.Add((answered, [reply]));
                continue;
            }

            disputes[at].Answered.AddRange(answered.Except(disputes[at].Answered));
            disputes[at].Replies.Add(reply);
        }

        // A question that is answered, or not, is no dispute.
        AppendReplies(to, "In dispute", [.. disputes.Where(dispute => dispute.Answered.Exists(claim => claim.Stance != Stance.Asks))], claims, number, told);
        AppendReplies(to, "Asked", [.. disputes.Where(dispute => dispute.Answered.TrueForAll(claim => claim.Stance == Stance.Asks))], claims, number, told);
    }

    private void AppendReplies(StringBuilder to, string heading, IReadOnlyList<(List<Claim> Answered, List<Claim> Replies)> exchanges, IReadOnlyList<Claim> claims, IReadOnlyDictionary<ClaimId, int> number, HashSet<ClaimId> told)
    {
        if (exchanges.Count == 0)
        {
            return;
        }

        to.Append(palette.Strong(heading)).Append('\n');
        foreach ((List<Claim> answered, List<Claim> replies) in exchanges)
        {
            // What those who deny admit in the same breath belongs to their answer.
            replies.AddRange([.. claims.Where(claim => claim.Stance == Stance.Admits && !replies.Contains(claim)
                && replies.Any(reply => reply.Sources[0].Name == claim.Sources[0].Name && Math.Abs(reply.Sentence - claim.Sentence) <= SameReply))]);
            foreach (IGrouping<string, Claim> speaker in answered.OrderBy(claim => number[claim.Id]).GroupBy(Name))
            {
                AppendLine(to, "", speaker.Key, [.. speaker], number);
            }

            foreach (IGrouping<string, Claim> speaker in replies.Where(reply => !answered.Contains(reply)).OrderBy(claim => number[claim.Id]).GroupBy(Name))
            {
                AppendLine(to, "↳ ", speaker.Key, [.. speaker], number);
            }

            told.UnionWith(answered.Select(claim => claim.Id));
            told.UnionWith(replies.Select(claim => claim.Id));
        }

        to.Append('\n');
    }

    private void AppendSpeakers(StringBuilder to, IReadOnlyList<Claim> claims, IReadOnlyDictionary<ClaimId, int> number, bool others)
    {
        if (claims.Count == 0)
        {
            return;
        }

        to.Append(palette.Strong(others ? "Also" : "Who says what")).Append('\n');
        IGrouping<string, Claim>[] speakers = [.. claims.GroupBy(Name)];
        // Those with the weightiest claims are kept, in the order of the text.
        HashSet<string> kept = [.. speakers.OrderBy(speaker => speaker.Min(Rank)).ThenByDescending(speaker => speaker.Count()).ThenBy(speaker => number[speaker.First().Id]).Take(MostSpeakers).Select(speaker => speaker.Key)];
        foreach (IGrouping<string, Claim> speaker in speakers.Where(speaker => kept.Contains(speaker.Key)))
        {
            AppendLine(to, "", speaker.Key, [.. speaker.OrderBy(Rank).ThenBy(claim => number[claim.Id])], number);
        }

        int rest = speakers.Length - kept.Count;
        if (rest > 0)
        {
            to.Append(' ', Indent).Append(palette.Faint($"and {rest.ToString(CultureInfo.InvariantCulture)} more")).Append('\n');
        }

        to.Append('\n');
    }

    /// <summary>"Western governments accuse Iran of … (#7)"; more claims of the same speaker follow, parted by semicolons, in at most as many lines as claims.</summary>
    private void AppendLine(StringBuilder to, string mark, string speaker, List<Claim> claims, IReadOnlyDictionary<ClaimId, int> number)
    {
        int room = width - Indent - CellText.Width(mark);
        int shown = Math.Min(claims.Count, MostClaims);
        string rest = claims.Count > shown ? $"; also {string.Join(", ", claims.Skip(shown).Select(claim => Reference(claim, number)))}" : "";
        // Each claim gets about one line; the speaker is named once.
        var words = new StringBuilder(speaker);
        for (int at = 0; at < shown; at++)
        {
            string reference = $" ({Reference(claims[at], number)})";
            string verb = Verb(claims[at]);
            string opening = at == 0 ? $"{speaker} {verb} " : $"{verb} ";
            int left = Math.Max(24, room - CellText.Width(opening) - reference.Length - 2);
            words.Append(at == 0 ? " " : "; ").Append(verb).Append(' ').Append(CellText.Fit(Content(claims[at]), left)).Append(reference);
        }

        words.Append(rest);
        bool first = true;
        foreach (string line in CellText.Wrap(words.ToString(), room))
        {
            to.Append(' ', Indent).Append(first ? mark : new string(' ', mark.Length));
            to.Append(first && line.StartsWith(speaker, StringComparison.Ordinal) ? palette.Strong(speaker) + line[speaker.Length..] : line).Append('\n');
            first = false;
        }
    }

    /// <summary>"asked not to be named": how somebody speaks, not what he says.</summary>
    private static bool IsForAnonymity(Claim claim) => claim.Stance == Stance.Urges && claim.Content[0].Quote is var words
        && (words.Contains("anonym", StringComparison.OrdinalIgnoreCase) || ((words.StartsWith("not to be ", StringComparison.Ordinal) || words.StartsWith("not be ", StringComparison.Ordinal)) && (words.Contains(" named", StringComparison.Ordinal) || words.Contains(" identified", StringComparison.Ordinal) || words.Contains(" quoted", StringComparison.Ordinal))));

    private static string Reference(Claim claim, IReadOnlyDictionary<ClaimId, int> number) => $"#{number[claim.Id].ToString(CultureInfo.InvariantCulture)}";

    private static int Rank(Claim claim) => Weight.IndexOf(claim.Stance);

    private static string Name(Claim claim) => CellText.Clean(claim.Sources[0].Name is { Length: > 0 } name and not "unnamed" ? char.ToUpperInvariant(name[0]) + name[1..] : "Somebody unnamed");

    /// <summary>The word that a name is about: "leaders" of "Opposition leaders in Halden".</summary>
    private static ReadOnlySpan<char> HeadOf(ReadOnlySpan<char> name)
    {
        foreach (string after in (ReadOnlySpan<string>)[" of ", " in ", " at ", " on ", " for ", " from ", " by ", " to ", " with ", " near ", " familiar ", " close ", " who "])
        {
            int at = name.IndexOf(after, StringComparison.Ordinal);
            name = at > 0 ? name[..at] : name;
        }

        return name[(name.LastIndexOf(' ') + 1)..];
    }

    /// <summary>What the speaker does, as a verb that agrees with the name. A colon parts it from words that do not follow it in grammar.</summary>
    private static string Verb(Claim claim)
    {
        Speaker speaker = claim.Sources[0];
        // "League of Coastal States" is one.
        bool plural = speaker.Kind is SpeakerKind.Group or SpeakerKind.Unnamed or SpeakerKind.Media or SpeakerKind.Document && HeadOf(speaker.Name) is [.., 's'] or "people" or "men" or "women" or "percent";
        if (claim.Stance == Stance.Urges && claim.Cue is { } asked && asked.Quote.Contains(' ', StringComparison.Ordinal) && claim.Content[0].Quote.StartsWith("to ", StringComparison.Ordinal))
        {
            // "called on Veland to open its ports": who is asked stands in the cue.
            return CellText.Clean(asked.Quote);
        }

        bool silent = claim.Stance == Stance.Declines && IsQuestion(claim.Content[0].Quote);
        string verb = (claim.Stance, plural) switch
        {
            (Stance.Asserts, true) => "say",
            (Stance.Asserts, false) => "says",
            (Stance.Accuses, true) when IsClause(claim) => "allege",
            (Stance.Accuses, false) when IsClause(claim) => "alleges",
            (Stance.Denies, true) => "deny",
            (Stance.Declines, true) when silent => "do not say",
            (Stance.Declines, false) when silent => "does not say",
            (_, true) => claim.Stance.ToString().ToLowerInvariant()[..^1],
            _ => claim.Stance.ToString().ToLowerInvariant(),
        };
        return silent || Follows(claim) ? verb : verb + ":";
    }

    /// <summary>True when the content can follow the verb: always after "says", and after other verbs unless it followed a neutral cue, as "said", or is a bare quotation.</summary>
    private static bool Follows(Claim claim) =>
        claim.Form != Form.Direct && claim.Stance != Stance.Declines && (claim.Stance == Stance.Asserts || claim.Content[0].Quote.StartsWith("that ", StringComparison.Ordinal)
            || (claim.Cue is { } cue && !cue.Quote.Split(' ').Any(word => Neutral.Contains(word, StringComparer.OrdinalIgnoreCase))));

    private static readonly ImmutableArray<string> Neutral = ["say", "says", "said", "saying", "tell", "tells", "told", "telling", "according", "add", "added", "adding", "adds", "write", "writes", "wrote", "state", "states", "stated", "claim", "claims", "claimed", "report", "reports", "reported", "announced", "announces", "explained", "noted"];

    private static bool IsClause(Claim claim) => claim.Content[0].Quote.StartsWith("that ", StringComparison.Ordinal);

    private static bool IsQuestion(string words) => words.Split(' ')[0].ToLowerInvariant() is "who" or "what" or "where" or "when" or "why" or "how" or "which" or "whether" or "if" or "whose";

    private static string Content(Claim claim)
    {
        string words = CellText.Clean(string.Join(" … ", claim.Content.Select(part => part.Quote)));
        return claim.Form == Form.Direct ? $"“{words}”" : words;
    }
}
