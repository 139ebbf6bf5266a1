using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>The claims of one document before they know each other: who speaks, with what stance, and which claim holds which.</summary>
internal sealed class ClaimDrafts
{
    private ClaimDrafts(SpeakerResolver speakers, IReadOnlyList<ClaimDraft> all)
    {
        Speakers = speakers;
        All = all;
    }

    /// <summary>Who is who in the document.</summary>
    public SpeakerResolver Speakers { get; }

    /// <summary>The drafts, in the order of the attributions; several speakers with one cue have one each.</summary>
    public IReadOnlyList<ClaimDraft> All { get; }

    /// <summary>Makes the drafts of a document.</summary>
    /// <param name="doc">The document, with the attributions of <paramref name="cited"/>.</param>
    /// <param name="words">Its words.</param>
    /// <param name="cited">What its sources rely on.</param>
    /// <param name="registry">The parties known by name.</param>
    /// <param name="titles">Who had which title in earlier documents.</param>
    public static ClaimDrafts Of(Document doc, WordView words, CitedEvidence cited, PartyRegistry registry, TitleRegister titles)
    {
        var borders = new ContentBorders(doc, words);
        var resolver = new SpeakerResolver(doc, words, registry, titles);
        var stances = new StanceReader(doc, words, resolver.Parties, resolver.Persons, new FactualityReader(doc, words));
        var drafts = new List<(int Index, ClaimDraft Draft)>(doc.Attributions.Count + 4);
        int[] firstDraft = new int[doc.Attributions.Count];
        var speakers = new Speaker[doc.Attributions.Count][];
        foreach (int index in ParentsFirst(doc.Attributions))
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
            TokenRange source = words.Clamp(attribution.Source);
            TokenRange cue = words.Clamp(attribution.Cue);
            int sentence = words.Sentence(cue.IsEmpty ? content[0].Start : cue.Start);
            firstDraft[index] = drafts.Count;
            foreach (Speaker speaker in speakers[index])
            {
                Stance stance = stances.Read(source, cue, content, speaker, form, holds[index]);
                drafts.Add((index, new ClaimDraft(attribution, -1, [speaker, .. resolver.Evidence(speaker.Kind == SpeakerKind.Media ? [.. cited.For(index), cited.Relayed(index)] : cited.For(index))], source, cue, content, form, stance, sentence)));
            }
        }

        return new ClaimDrafts(resolver, [.. drafts.Select(pair => pair.Draft with { Parent = ParentDraft(doc.Attributions, pair.Index, firstDraft) })]);
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
}
