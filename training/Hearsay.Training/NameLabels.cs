using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Which name tags each token of a document may have, as a set of bits: corpora annotate different kinds, so a token outside every
/// name of one corpus may still be a name of a kind that this corpus leaves out. Tag 0 is O, 1 + 2k begins a name of kind k, 2 + 2k goes on with it.
/// </summary>
internal sealed class NameLabels
{
    public const int Any = -1;

    /// <summary>What a name may be that is neither person, organisation nor place.</summary>
    public static readonly NameKind[] Rare = [NameKind.Nationality, NameKind.Weapon, NameKind.Event, NameKind.Work];

    private static readonly HashSet<string> Articles = new(StringComparer.OrdinalIgnoreCase) { "the", "a", "an" };
    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "prof.", "professor", "president", "senator", "sen.", "rep.", "gov.", "governor", "minister", "prime", "secretary", "king", "queen", "prince", "princess",
        "general", "gen.", "col.", "colonel", "lt.", "capt.", "captain", "major", "maj.", "sgt.", "admiral", "sheikh", "shaikh", "judge", "justice", "ambassador", "chancellor", "pope", "sir", "lord", "lady", "vice", "former", "chairman", "mayor",
    };

    private readonly Tokens _tokens;
    private readonly int[] _sets;
    private readonly bool[] _named;
    private readonly IReadOnlySet<string> _nationalities;

    /// <param name="tokens">The document.</param>
    /// <param name="nationalities">Adjectives and nouns of nationality.</param>
    /// <param name="annotated">Kinds that the corpus marks.</param>
    public NameLabels(Tokens tokens, IReadOnlySet<string> nationalities, params NameKind[] annotated)
    {
        _tokens = tokens;
        _nationalities = nationalities;
        _sets = new int[tokens.Count];
        _named = new bool[tokens.Count];
        int free = 1;
        foreach (NameKind kind in Enum.GetValues<NameKind>())
        {
            free |= annotated.Contains(kind) ? 0 : Both(kind);
        }

        for (int token = 0; token < tokens.Count; token++)
        {
            ReadOnlySpan<char> form = tokens[token];
            bool telling = char.IsUpper(form[0]) || form.ContainsAnyInRange('0', '9') || form.ContainsAnyInRange('A', 'Z');
            _sets[token] = telling ? free : 1;
        }
    }

    /// <summary>The sets of tags, one per token.</summary>
    public int[] Finish()
    {
        for (int token = 0; token < _sets.Length; token++)
        {
            if (!_named[token] && _nationalities.Contains(_tokens[token].ToString()))
            {
                _sets[token] = Begin(NameKind.Nationality);
            }
        }

        return _sets;
    }

    /// <summary>A name of one of these kinds, or, with <paramref name="doubtful"/>, perhaps none.</summary>
    public void Mark(int start, int end, bool doubtful, params NameKind[] kinds)
    {
        while (start < end && Articles.Contains(_tokens[start].ToString()))
        {
            start++;
        }

        while (kinds is [NameKind.Person] && end - start > 1 && Titles.Contains(_tokens[start].ToString()))
        {
            Set(start, 1);
            start++;
        }

        for (int token = start; token < end; token++)
        {
            int set = doubtful ? 1 : 0;
            foreach (NameKind kind in kinds)
            {
                set |= token == start ? Begin(kind) : Begin(kind) << 1;
            }

            Set(token, set);
        }
    }

    /// <summary>Anything may be here.</summary>
    public void Free(int start, int end)
    {
        for (int token = start; token < end; token++)
        {
            Set(token, Any);
        }
    }

    public bool IsNamed(int token) => _named[token];

    private void Set(int token, int set)
    {
        _sets[token] = set;
        _named[token] = true;
    }

    private static int Begin(NameKind kind) => 1 << (1 + (2 * (int)kind));

    private static int Both(NameKind kind) => 3 << (1 + (2 * (int)kind));
}
