using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Tells which claims of a document reply to which: a log-linear model over each claim's candidates, none among them, with the rules' verdict as one of its features. Weights by named features in answers.tsv,
/// learnt from articles whose replies were marked by hand (training/README.md). Works on one document.
/// </summary>
internal sealed class AnswerRanker
{
    /// <summary>Claims before and after one that it may reply to.</summary>
    public const int Back = 24, Ahead = 6;

    /// <summary>How far apart the sentences of a reply and what it replies to may stand.</summary>
    public const int Reach = 24;

    /// <summary>Log odds, over replying to none, from which a claim replies; what that is worth is in quality/answers.md.</summary>
    private const float Odds = 1;

    /// <summary>Log odds from which what the rules find stands; of their links below it hardly one is right in real articles.</summary>
    private const float RuleOdds = 0;

    /// <summary>Sum of the features for none above which nothing is compared: of 100 replies found without this, four stand above it, and two thirds of all claims.</summary>
    private const float Alone = 1.25f;

    /// <summary>How much less likely than the likeliest what the rules find may be, in log odds.</summary>
    private const float RuleMargin = 1;

    /// <summary>How much less likely than the likeliest another may be that is replied to as well, in log odds.</summary>
    private const float Also = 0.5f;

    private static readonly Dictionary<ulong, float> Weights = EmbeddedTable.Numbers("answers.tsv", NamedFeature.NameOf);

    private readonly IReadOnlyList<ClaimDraft> _claims;
    private readonly AnswerFinder _rules;
    private readonly AnswerFeatures _features;

    /// <summary>Works on the claims of one document, in order.</summary>
    public AnswerRanker(Document doc, WordView words, IReadOnlyList<ClaimDraft> claims, AnswerFinder rules)
    {
        _claims = claims;
        _rules = rules;
        _features = new AnswerFeatures(doc, words, claims, rules);
    }

    /// <summary>Per claim, the indexes of the claims that it replies to, ascending. Claims are settled in order, for each is weighed by what those before it reply to.</summary>
    public IReadOnlyList<List<int>> Settle(IReadOnlyList<List<int>> byRule)
    {
        var answers = new List<int>[_claims.Count];
        for (int reply = 0; reply < _claims.Count; reply++)
        {
            answers[reply] = _rules.Settles(reply) ? byRule[reply] : Choose(reply, answers, byRule[reply]);
        }

        return answers;
    }

    private List<int> Choose(int reply, List<int>[] answers, List<int> byRule)
    {
        var sum = new FeatureSum(Weights);
        _features.Alone(reply, answers, byRule, sum);
        float none = sum.Total;
        if (none > Alone && byRule.Count == 0)
        {
            return [];
        }

        int[] targets = [.. Candidates(_claims, reply)];
        float[] scores = new float[targets.Length];
        double all = 0;
        float ruled = float.NegativeInfinity;
        for (int index = 0; index < targets.Length; index++)
        {
            sum.Total = 0;
            _features.Describe(reply, targets[index], answers, byRule, sum);
            scores[index] = sum.Total;
            all += Math.Exp(sum.Total - none);
            ruled = byRule.Contains(targets[index]) ? Math.Max(ruled, sum.Total) : ruled;
        }

        double odds = Math.Log(all);
        float best = targets.Length > 0 ? scores.Max() : 0;
        if (odds >= RuleOdds && ruled >= best - RuleMargin)
        {
            return byRule;
        }

        if (odds < Odds)
        {
            return [];
        }

        float least = best - Also;
        return [.. targets.Where((_, index) => scores[index] >= least)];
    }

    /// <summary>What a claim may reply to: what stands near and is not its speaker's own.</summary>
    public static IEnumerable<int> Candidates(IReadOnlyList<ClaimDraft> claims, int reply)
    {
        for (int target = Math.Max(0, reply - Back); target < Math.Min(claims.Count, reply + Ahead + 1); target++)
        {
            if (target != reply && Math.Abs(claims[target].Sentence - claims[reply].Sentence) <= Reach && !IsOwn(claims[target].Speaker, claims[reply].Speaker))
            {
                yield return target;
            }
        }
    }

    /// <summary>True for what the same speaker says, or the same government.</summary>
    private static bool IsOwn(Speaker one, Speaker other) =>
        (one.Name == other.Name && one.Kind != SpeakerKind.Unnamed) || (one.Country is not null && one.Country == other.Country && IsGovernment(one) && IsGovernment(other));

    private static bool IsGovernment(Speaker speaker) => speaker.Kind == SpeakerKind.Government || (speaker.Kind == SpeakerKind.Group && speaker.Name.EndsWith(" officials", StringComparison.OrdinalIgnoreCase));
}
