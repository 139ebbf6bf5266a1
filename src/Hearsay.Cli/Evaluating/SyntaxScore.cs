using System.Collections.Frozen;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// Tags, features, lemmas and trees against a treebank, summed over documents, by the measures of the CoNLL 2018 shared task (Zeman et al. 2018, conll18_ud_eval):
/// syntactic words are aligned by their characters, and each measure is the F1 of aligned words that are right. On gold tokens F1 is accuracy.
/// Punctuation counts. All in percent with one decimal; null when no document had the layer.
/// </summary>
internal sealed class SyntaxScore
{
    private const int Unaligned = -2;

    /// <summary>Features that the shared task compares: those named in the UD guidelines of version 2.</summary>
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> UniversalFeatures = FrozenSet.Create(
        StringComparer.Ordinal,
        "PronType", "NumType", "Poss", "Reflex", "Foreign", "Abbr", "Gender", "Animacy", "Number", "Case", "Definite", "Degree", "VerbForm", "Mood", "Tense", "Aspect", "Voice", "Evident", "Polarity", "Person", "Polite")
        .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Relations of function words and punctuation, which CLAS leaves out.</summary>
    private static readonly FrozenSet<string> FunctionRelations = FrozenSet.Create(StringComparer.Ordinal, "aux", "cop", "mark", "det", "clf", "case", "cc", "punct");

    private bool _words;
    private bool _syntax;
    private int _gold;
    private int _system;
    private int _goldContent;
    private int _systemContent;
    private int _tags;
    private int _features;
    private int _lemmas;
    private int _heads;
    private int _relations;
    private int _subtypes;
    private int _content;

    /// <summary>UPOS: part of speech.</summary>
    public double? Tags => _words ? Score.F1(_tags, _gold, _system) : null;

    /// <summary>UFeats: the whole set of universal features.</summary>
    public double? Features => _words ? Score.F1(_features, _gold, _system) : null;

    /// <summary>Lemmas, letter by letter; a gold "_" fits every lemma.</summary>
    public double? Lemmas => _words ? Score.F1(_lemmas, _gold, _system) : null;

    /// <summary>UAS: the head.</summary>
    public double? Heads => _syntax ? Score.F1(_heads, _gold, _system) : null;

    /// <summary>LAS: head and relation without its subtype.</summary>
    public double? Relations => _syntax ? Score.F1(_relations, _gold, _system) : null;

    /// <summary>Head and relation with its subtype, "nsubj:pass".</summary>
    public double? Subtypes => _syntax ? Score.F1(_subtypes, _gold, _system) : null;

    /// <summary>CLAS: head and relation without its subtype, of content words only.</summary>
    public double? Content => _syntax ? Score.F1(_content, _goldContent, _systemContent) : null;

    /// <summary>Adds one document.</summary>
    /// <param name="gold">The treebank.</param>
    /// <param name="tokens">The words found, in the same text.</param>
    /// <param name="words">What was read of them; empty when the layer was not read.</param>
    /// <param name="syntax">Their trees; empty when the layer was not read.</param>
    public void Add(ConlluDocument gold, Tokens tokens, Words words, Dependencies syntax)
    {
        _words |= words.Count > 0;
        _syntax |= syntax.Count > 0;
        _gold += gold.Tokens.Count;
        _system += tokens.Count;
        int[] toGold = Align(gold.Tokens, tokens);
        for (int token = 0; token < gold.Tokens.Count; token++)
        {
            _goldContent += IsContent(gold.Syntax.Relation(token)) ? 1 : 0;
        }

        for (int token = 0; token < tokens.Count; token++)
        {
            if (token < syntax.Count)
            {
                _systemContent += IsContent(syntax.Relation(token)) ? 1 : 0;
            }

            int expected = toGold[token];
            if (expected == Unaligned)
            {
                continue;
            }

            if (token < words.Count)
            {
                _tags += words[token] == gold.Words[expected] ? 1 : 0;
                _features += Universal(words.Features(token)) == Universal(gold.Words.Features(expected)) ? 1 : 0;
                _lemmas += gold.Words.Lemma(expected) is "_" || words.Lemma(token).SequenceEqual(gold.Words.Lemma(expected)) ? 1 : 0;
            }

            if (token < syntax.Count)
            {
                AddArc(gold, expected, syntax, token, toGold);
            }
        }
    }

    private void AddArc(ConlluDocument gold, int expected, Dependencies syntax, int token, int[] toGold)
    {
        int head = syntax.Heads[token];
        if ((head == Dependencies.Root ? Dependencies.Root : toGold[head]) != gold.Syntax.Heads[expected])
        {
            return;
        }

        DependencyRelation relation = gold.Syntax.Relation(expected);
        _heads++;
        _subtypes += syntax.Relation(token) == relation ? 1 : 0;
        if (Universal(syntax.Relation(token)) == Universal(relation))
        {
            _relations++;
            _content += IsContent(relation) ? 1 : 0;
        }
    }

    /// <summary>Per system token: the gold token with the same characters, or <see cref="Unaligned"/>.</summary>
    private static int[] Align(Tokens gold, Tokens system)
    {
        int[] found = new int[system.Count];
        int at = 0;
        for (int token = 0; token < system.Count; token++)
        {
            while (at < gold.Count && gold.Starts[at] < system.Starts[token])
            {
                at++;
            }

            found[token] = at < gold.Count && gold.Span(at) == system.Span(token) ? at : Unaligned;
        }

        return found;
    }

    private static bool IsContent(DependencyRelation relation) => !FunctionRelations.Contains(Universal(relation));

    private static string Universal(DependencyRelation relation) => UniversalNames.Of(relation).Split(':')[0];

    private static string Universal(string features) =>
        string.Join('|', features.Split('|').Where(feature => UniversalFeatures.Contains(feature.AsSpan(0, Math.Max(0, feature.IndexOf('=', StringComparison.Ordinal))))).Order(StringComparer.Ordinal));
}
