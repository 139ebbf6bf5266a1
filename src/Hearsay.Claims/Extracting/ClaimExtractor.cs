using System.Collections.Immutable;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Turns the attributions of a document into claims: who speaks, resolved over the whole document; how the source puts it; what it replies to.
/// The same document gives the same claims. Holds no state between documents and is safe to share between threads.
/// </summary>
public sealed class ClaimExtractor
{
    private readonly PartyRegistry _registry;
    private readonly TitleRegister _titles;

    /// <summary>Resolves names with the registry that ships with this assembly.</summary>
    public ClaimExtractor()
        : this(PartyRegistry.Standard)
    {
    }

    /// <summary>Resolves names with <paramref name="registry"/>.</summary>
    /// <param name="registry">The parties known by name.</param>
    /// <param name="titles">Who had which title in earlier documents, or null for nobody.</param>
    public ClaimExtractor(PartyRegistry registry, TitleRegister? titles = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _registry = registry;
        _titles = titles ?? TitleRegister.Empty;
    }

    /// <summary>
    /// The claims of <paramref name="doc"/>, in the order of its attributions; several speakers with one cue give a claim each, in the order of their names.
    /// An attribution whose content has no word gives none. Ranges that reach outside the document are cut at its borders.
    /// No two claims share an id: of two with the same content, speaker and stance the first is kept.
    /// </summary>
    public ImmutableArray<Claim> Extract(Document doc)
    {
        ArgumentNullException.ThrowIfNull(doc);
        var words = new WordView(doc);
        doc = ClearCues.Complete(doc, words);
        if (doc.Attributions.Count == 0 || doc.Tokens.Count == 0)
        {
            return [];
        }

        CitedEvidence cited = CitedEvidence.Of(doc, words);
        doc = cited.Attributions == doc.Attributions ? doc : doc with { Attributions = cited.Attributions };
        return Finish(doc, words, ClaimDrafts.Of(doc, words, cited, _registry, _titles));
    }

    /// <summary>What <paramref name="doc"/> says in its own voice: events of passages that it attributes to nobody, as claims of its outlet ("unnamed" where that is not known), in text order.</summary>
    public ImmutableArray<Claim> Narrate(Document doc)
    {
        ArgumentNullException.ThrowIfNull(doc);
        if (doc.Tokens.Count == 0 || doc.Syntax.Count == 0)
        {
            return [];
        }

        var words = new WordView(doc);
        doc = ClearCues.Complete(doc, words);
        DateOnly? on = doc.Day;
        var parties = new PartyMentions(words, _registry, on);
        var reader = new PropositionReader(doc, words, parties, new PersonIndex(words, parties, _registry, _titles, on));
        return new NarrationReader(doc, words, reader, _registry).Read();
    }

    /// <summary>What <paramref name="doc"/> says of who holds which post, in the order in which it names the persons; also where it has no attributions.</summary>
    public ImmutableArray<LearntTitle> Learn(Document doc)
    {
        ArgumentNullException.ThrowIfNull(doc);
        var words = new WordView(doc);
        DateOnly? on = doc.Day;
        var parties = new PartyMentions(words, _registry, on);
        return TitleFinder.Find(doc, words, parties, new PersonIndex(words, parties, _registry, TitleRegister.Empty, on));
    }

    private static ImmutableArray<Claim> Finish(Document doc, WordView words, ClaimDrafts told)
    {
        RawText text = doc.Article.Text;
        IReadOnlyList<ClaimDraft> drafts = told.All;
        ClaimId[] ids = [.. drafts.Select(draft => IdOf(doc, text, draft))];
        var finder = new AnswerFinder(doc, words, told.Speakers.Parties, told.Speakers.Persons, drafts);
        IReadOnlyList<List<int>> answers = new AnswerRanker(doc, words, drafts, finder).Settle(finder.Find());
        ImmutableArray<Proposition>[] propositions = PropositionsOf(drafts, answers, new PropositionReader(doc, words, told.Speakers.Parties, told.Speakers.Persons));
        var claims = ImmutableArray.CreateBuilder<Claim>(drafts.Count);
        var seen = new HashSet<ClaimId>();
        for (int index = 0; index < drafts.Count; index++)
        {
            ClaimDraft draft = drafts[index];
            if (!seen.Add(ids[index]))
            {
                continue;
            }

            int parent = draft.Parent;
            claims.Add(new Claim(
                ids[index],
                doc.Article.Id,
                text.Sha256,
                draft.Sources,
                draft.Cue.IsEmpty ? null : EvidenceOf(doc, text, draft.Cue),
                [.. draft.Content.Select(range => EvidenceOf(doc, text, range))],
                MarkedOf(doc, words, draft.Attribution),
                draft.Source.IsEmpty ? null : doc.Tokens.Span(draft.Source),
                draft.Form,
                draft.Stance,
                [.. answers[index].Select(answer => ids[answer]).Where(id => id != ids[index]).Distinct()],
                propositions[index],
                parent >= 0 && ids[parent] != ids[index] ? ids[parent] : null,
                draft.Sentence,
                doc.Reader,
                draft.Attribution.Confidence));
        }

        return claims.ToImmutable();
    }

    /// <summary>Claims back in which "these accusations" are looked for.</summary>
    private const int LongestPointer = 3;

    /// <summary>What each content says happened; "the accusations" say what the claims say that they answer.</summary>
    private static ImmutableArray<Proposition>[] PropositionsOf(IReadOnlyList<ClaimDraft> drafts, IReadOnlyList<List<int>> answers, PropositionReader reader)
    {
        var found = new ImmutableArray<Proposition>[drafts.Count];
        List<SeenWord>[] seen = [.. drafts.Select(draft => reader.Survey(draft.Content, draft.Sources[0], draft.Stance))];
        List<(EventDraft Draft, Stance Stance)>[] events = [.. drafts.Select((draft, index) => reader.Collect(draft.Cue, draft.Content, draft.Sources[0], draft.Stance, seen[index]))];
        reader.Complete(events);
        for (int index = 0; index < drafts.Count; index++)
        {
            found[index] = reader.Settle(events[index], drafts[index].Cue, drafts[index].Content, drafts[index].Sources[0], drafts[index].Stance);
        }

        for (int index = 0; index < drafts.Count; index++)
        {
            if (!found[index].IsEmpty || !reader.PointsBack(drafts[index].Content))
            {
                continue;
            }

            if (drafts[index].Stance == Stance.Denies)
            {
                found[index] = [.. answers[index].SelectMany(answer => found[answer]).Select(PropositionReader.Denied).DistinctBy(PropositionReader.Key)];
            }
            else if (drafts[index].Stance is Stance.Accuses or Stance.Asserts && Enumerable.Range(1, Math.Min(index, LongestPointer)).Select(back => found[index - back]).FirstOrDefault(earlier => !earlier.IsEmpty) is { IsDefault: false } repeated)
            {
                // "repeated these accusations": what was said before is said again.
                found[index] = repeated;
            }
        }

        return found;
    }

    private static ClaimId IdOf(Document doc, RawText text, ClaimDraft draft)
    {
        TextSpan InCodePoints(TextSpan span) => new(text.CodePoints.FromUtf16(span.Start), text.CodePoints.FromUtf16(span.End));
        return ClaimId.Of(
            text.Sha256,
            draft.Content.Select(range => InCodePoints(doc.Tokens.Span(range))),
            [.. draft.Sources.Select(source => (source.Mention is { } mention ? InCodePoints(mention.Span) : (TextSpan?)null, source.Name))],
            draft.Stance);
    }

    private static Evidence EvidenceOf(Document doc, RawText text, TokenRange range)
    {
        TextSpan span = doc.Tokens.Span(range);
        return new Evidence(span, text.Words(span));
    }

    private static ImmutableArray<TextSpan> MarkedOf(Document doc, WordView words, Attribution attribution)
    {
        var marked = ImmutableArray.CreateBuilder<TextSpan>(attribution.Content.Length);
        foreach (TokenRange range in attribution.Content)
        {
            TokenRange inside = words.Clamp(range);
            if (!inside.IsEmpty)
            {
                marked.Add(doc.Tokens.Span(inside));
            }
        }

        return marked.ToImmutable();
    }
}
