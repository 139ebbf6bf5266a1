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
        var borders = new ContentBorders(doc, words);
        var resolver = new SpeakerResolver(doc, words, _registry, _titles);
        var stances = new StanceReader(doc, words, resolver.Parties, resolver.Persons, new FactualityReader(doc, words));
        var drafts = new List<Draft>(doc.Attributions.Count + 4);
        int[] firstDraft = new int[doc.Attributions.Count];
        int[] order = ParentsFirst(doc.Attributions);
        var speakers = new Speaker[doc.Attributions.Count][];
        foreach (int index in order)
        {
            Attribution attribution = doc.Attributions[index];
            speakers[index] = resolver.Resolve(attribution, ParentOf(doc.Attributions, index) is >= 0 and int parent ? speakers[parent]?[0] : null);
        }

        bool[] holds = new bool[doc.Attributions.Count];
        for (int index = 0; index < doc.Attributions.Count; index++)
        {
            if (ParentOf(doc.Attributions, index) is >= 0 and int parent)
            {
                holds[parent] = true;
            }
        }

        for (int index = 0; index < doc.Attributions.Count; index++)
        {
            firstDraft[index] = -1;
            Attribution attribution = doc.Attributions[index];
            List<TokenRange> content = borders.Of(attribution);
            if (content.Count == 0)
            {
                continue;
            }

            Form form = resolver.IsTurn(attribution) ? Form.Direct : borders.FormOf(content);
            TokenRange cue = words.Clamp(attribution.Cue);
            int sentence = words.Sentence(cue.IsEmpty ? content[0].Start : cue.Start);
            firstDraft[index] = drafts.Count;
            foreach (Speaker speaker in speakers[index])
            {
                Stance stance = stances.Read(words.Clamp(attribution.Source), cue, content, speaker, form, holds[index]);
                drafts.Add(new Draft(index, attribution, [speaker, .. resolver.Evidence(speaker.Kind == SpeakerKind.Media ? [.. cited.For(index), cited.Relayed(index)] : cited.For(index))], cue, content, form, stance, sentence));
            }
        }

        return Finish(doc, words, resolver, drafts, firstDraft);
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

    /// <summary>Attributions in their own order, but each after the one that holds it: "we" in a quotation needs its speaker.</summary>
    private static int[] ParentsFirst(Attributions attributions)
    {
        var order = new List<int>(attributions.Count);
        bool[] done = new bool[attributions.Count];
        var chain = new Stack<int>();
        for (int index = 0; index < attributions.Count; index++)
        {
            for (int at = index; at >= 0 && !done[at] && chain.Count < attributions.Count; at = ParentOf(attributions, at))
            {
                if (chain.Contains(at))
                {
                    break;
                }

                chain.Push(at);
            }

            while (chain.TryPop(out int next))
            {
                done[next] = true;
                order.Add(next);
            }
        }

        return [.. order];
    }

    private static int ParentOf(Attributions attributions, int index)
    {
        int parent = attributions[index].Parent;
        return (uint)parent < (uint)attributions.Count && parent != index ? parent : -1;
    }

    private static ImmutableArray<Claim> Finish(Document doc, WordView words, SpeakerResolver resolver, List<Draft> drafts, int[] firstDraft)
    {
        RawText text = doc.Article.Text;
        var candidates = new List<AnswerFinder.Candidate>(drafts.Count);
        var ids = new ClaimId[drafts.Count];
        foreach (Draft draft in drafts)
        {
            ids[candidates.Count] = IdOf(doc, text, draft);
            candidates.Add(new AnswerFinder.Candidate(ParentDraft(doc.Attributions, draft.Index, firstDraft), draft.Sources[0], draft.Stance, words.Clamp(draft.Attribution.Source), draft.Cue, draft.Content, draft.Form, draft.Sentence));
        }

        IReadOnlyList<List<int>> answers = new AnswerFinder(doc, words, resolver.Parties, resolver.Persons, candidates).Find();
        ImmutableArray<Proposition>[] propositions = PropositionsOf(drafts, answers, new PropositionReader(doc, words, resolver.Parties, resolver.Persons));
        var claims = ImmutableArray.CreateBuilder<Claim>(drafts.Count);
        var seen = new HashSet<ClaimId>();
        for (int index = 0; index < drafts.Count; index++)
        {
            Draft draft = drafts[index];
            if (!seen.Add(ids[index]))
            {
                continue;
            }

            int parent = candidates[index].Parent;
            claims.Add(new Claim(
                ids[index],
                doc.Article.Id,
                text.Sha256,
                draft.Sources,
                draft.Cue.IsEmpty ? null : EvidenceOf(doc, text, draft.Cue),
                [.. draft.Content.Select(range => EvidenceOf(doc, text, range))],
                MarkedOf(doc, words, draft.Attribution),
                words.Clamp(draft.Attribution.Source) is { IsEmpty: false } source ? doc.Tokens.Span(source) : null,
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
    private static ImmutableArray<Proposition>[] PropositionsOf(List<Draft> drafts, IReadOnlyList<List<int>> answers, PropositionReader reader)
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

    /// <summary>The first claim of the nearest attribution around this one that gave a claim; −1 for none.</summary>
    private static int ParentDraft(Attributions attributions, int index, int[] firstDraft)
    {
        int at = index;
        for (int steps = 0; steps <= attributions.Count; steps++)
        {
            at = ParentOf(attributions, at);
            if (at < 0 || at == index)
            {
                return -1;
            }

            if (firstDraft[at] >= 0)
            {
                return firstDraft[at];
            }
        }

        return -1;
    }

    private static ClaimId IdOf(Document doc, RawText text, Draft draft)
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

    /// <summary>A claim before it knows its neighbours.</summary>
    private sealed record Draft(int Index, Attribution Attribution, ImmutableArray<Speaker> Sources, TokenRange Cue, List<TokenRange> Content, Form Form, Stance Stance, int Sentence);
}
