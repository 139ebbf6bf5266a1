using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Spoils tags and trees that the reader has learnt by heart, to about the rate of new texts (UPOS 97, LAS 84), with the mistakes that such parsers make:
/// attachment to a grandparent or sibling, and relations and tags that are often confused.
/// </summary>
internal static class NoisyParse
{
    private const double WrongTags = 0.02;
    private const double WrongHeads = 0.08;
    private const double WrongRelations = 0.04;

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

    public static (Words Words, Dependencies Syntax) Of(Words words, Dependencies syntax, Random random)
    {
        int count = words.Count;
        byte[] tags = new byte[count];
        short[] features = new short[count];
        var names = new List<string>();
        var numbers = new Dictionary<string, short>(StringComparer.Ordinal);
        List<char> lemmas = [];
        int[] lemmaEnds = new int[count];
        int[] heads = syntax.Heads.ToArray();
        byte[] relations = new byte[count];
        for (int token = 0; token < count; token++)
        {
            tags[token] = (byte)words[token];
            if (random.NextDouble() < WrongTags * 2)
            {
                PartOfSpeech[] pair = ConfusedTags[random.Next(ConfusedTags.Length)];
                tags[token] = pair[0] == words[token] ? (byte)pair[1] : pair[1] == words[token] ? (byte)pair[0] : tags[token];
            }

            string set = words.Features(token);
            if (!numbers.TryGetValue(set, out short number))
            {
                number = (short)names.Count;
                names.Add(set);
                numbers.Add(set, number);
            }

            features[token] = number;
            lemmas.AddRange(words.Lemma(token));
            lemmaEnds[token] = lemmas.Count;
            relations[token] = (byte)syntax.Relation(token);
            if (random.NextDouble() < WrongRelations * 3)
            {
                DependencyRelation[] pair = Confused[random.Next(Confused.Length)];
                relations[token] = pair[0] == syntax.Relation(token) ? (byte)pair[1] : pair[1] == syntax.Relation(token) ? (byte)pair[0] : relations[token];
            }
        }

        for (int token = 0; token < count; token++)
        {
            if (heads[token] < 0 || random.NextDouble() >= WrongHeads || words[token] is PartOfSpeech.Det or PartOfSpeech.Punct)
            {
                continue;
            }

            int head = random.Next(2) == 0 ? heads[heads[token]] : Sibling(words, syntax, token, random);
            if (head >= 0 && !Above(heads, token, head))
            {
                heads[token] = head;
            }
        }

        return (new Words(tags, features, names, [.. lemmas], lemmaEnds), new Dependencies(heads, relations));
    }

    private static int Sibling(Words words, Dependencies syntax, int token, Random random)
    {
        List<int> siblings = [];
        for (int child = syntax.FirstDependent(syntax.Heads[token]); child >= 0; child = syntax.NextDependent(child))
        {
            if (child != token && words[child] is not (PartOfSpeech.Punct or PartOfSpeech.Det or PartOfSpeech.Adp))
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
