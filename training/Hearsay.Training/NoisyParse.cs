using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Spoils gold tags and trees at about the rate of the reader's own tagger and parser (UPOS 97, LAS 84), with the mistakes that such parsers make:
/// attachment to a grandparent or sibling, and relations and tags that are often confused.
/// </summary>
internal static class NoisyParse
{
    private const double WrongTags = 0.03;
    private const double WrongHeads = 0.10;
    private const double WrongRelations = 0.06;

    private static readonly DependencyRelation[][] Confused =
    [
        [DependencyRelation.Obl, DependencyRelation.Nmod], [DependencyRelation.Nsubj, DependencyRelation.Obj], [DependencyRelation.Acl, DependencyRelation.Advcl], [DependencyRelation.Appos, DependencyRelation.Conj],
        [DependencyRelation.Appos, DependencyRelation.Nmod], [DependencyRelation.Compound, DependencyRelation.Amod], [DependencyRelation.Compound, DependencyRelation.Flat], [DependencyRelation.Obj, DependencyRelation.Obl],
        [DependencyRelation.Parataxis, DependencyRelation.Appos], [DependencyRelation.Nsubj, DependencyRelation.NsubjPass], [DependencyRelation.Obl, DependencyRelation.OblUnmarked], [DependencyRelation.Nmod, DependencyRelation.NmodUnmarked],
        [DependencyRelation.Expl, DependencyRelation.Nsubj], [DependencyRelation.AclRelcl, DependencyRelation.Ccomp], [DependencyRelation.NmodDesc, DependencyRelation.Compound], [DependencyRelation.Root, DependencyRelation.Parataxis],
    ];

    private static readonly PartOfSpeech[][] ConfusedTags =
    [
        [PartOfSpeech.Noun, PartOfSpeech.Propn], [PartOfSpeech.Noun, PartOfSpeech.Adj], [PartOfSpeech.Noun, PartOfSpeech.Verb], [PartOfSpeech.Adj, PartOfSpeech.Verb], [PartOfSpeech.Propn, PartOfSpeech.Adj],
        [PartOfSpeech.Pron, PartOfSpeech.Det], [PartOfSpeech.Pron, PartOfSpeech.Sconj], [PartOfSpeech.Adv, PartOfSpeech.Adp], [PartOfSpeech.Adv, PartOfSpeech.Adj], [PartOfSpeech.Propn, PartOfSpeech.Noun],
    ];

    public static (Words Words, Dependencies Syntax) Of(ConlluDocument doc, Random random)
    {
        int count = doc.Tokens.Count;
        byte[] tags = new byte[count];
        short[] features = new short[count];
        var names = new List<string>();
        var numbers = new Dictionary<string, short>(StringComparer.Ordinal);
        List<char> lemmas = [];
        int[] lemmaEnds = new int[count];
        int[] heads = doc.Syntax.Heads.ToArray();
        byte[] relations = new byte[count];
        for (int token = 0; token < count; token++)
        {
            tags[token] = (byte)doc.Words[token];
            if (random.NextDouble() < WrongTags * 2)
            {
                PartOfSpeech[] pair = ConfusedTags[random.Next(ConfusedTags.Length)];
                tags[token] = pair[0] == doc.Words[token] ? (byte)pair[1] : pair[1] == doc.Words[token] ? (byte)pair[0] : tags[token];
            }

            string set = doc.Words.Features(token);
            if (!numbers.TryGetValue(set, out short number))
            {
                number = (short)names.Count;
                names.Add(set);
                numbers.Add(set, number);
            }

            features[token] = number;
            lemmas.AddRange(doc.Words.Lemma(token));
            lemmaEnds[token] = lemmas.Count;
            relations[token] = (byte)doc.Syntax.Relation(token);
            if (random.NextDouble() < WrongRelations * 3)
            {
                DependencyRelation[] pair = Confused[random.Next(Confused.Length)];
                relations[token] = pair[0] == doc.Syntax.Relation(token) ? (byte)pair[1] : pair[1] == doc.Syntax.Relation(token) ? (byte)pair[0] : relations[token];
            }
        }

        for (int token = 0; token < count; token++)
        {
            if (heads[token] < 0 || random.NextDouble() >= WrongHeads || doc.Words[token] is PartOfSpeech.Det or PartOfSpeech.Punct)
            {
                continue;
            }

            int head = random.Next(2) == 0 ? heads[heads[token]] : Sibling(doc, token, random);
            if (head >= 0 && !Above(heads, token, head))
            {
                heads[token] = head;
            }
        }

        return (new Words(tags, features, names, [.. lemmas], lemmaEnds), new Dependencies(heads, relations));
    }

    private static int Sibling(ConlluDocument doc, int token, Random random)
    {
        List<int> siblings = [];
        for (int child = doc.Syntax.FirstDependent(doc.Syntax.Heads[token]); child >= 0; child = doc.Syntax.NextDependent(child))
        {
            if (child != token && doc.Words[child] is not (PartOfSpeech.Punct or PartOfSpeech.Det or PartOfSpeech.Adp))
            {
                siblings.Add(child);
            }
        }

        return siblings.Count == 0 ? -1 : siblings[random.Next(siblings.Count)];
    }

    /// <summary>True when <paramref name="token"/> is <paramref name="head"/> or above it.</summary>
    private static bool Above(int[] heads, int token, int head)
    {
        for (int at = head; at >= 0; at = heads[at])
        {
            if (at == token)
            {
                return true;
            }
        }

        return false;
    }
}
