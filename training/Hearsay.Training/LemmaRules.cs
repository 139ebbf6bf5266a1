using System.Buffers;
using System.Collections.Frozen;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Lemmas of regular and irregular forms of English, for words that the treebanks lack: among the bases that a form may come from, the one that is a word. A form with no such base has no lemma here.
/// </summary>
internal sealed class LemmaRules
{
    /// <summary>Occurrences in the open text from which on a string counts as a word.</summary>
    private const int Word = 5;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouy");

    private readonly FrozenDictionary<(string Form, PartOfSpeech Tag), string> _irregular;
    private readonly IReadOnlyDictionary<string, int> _counts;
    private readonly IReadOnlySet<(string Lemma, PartOfSpeech Tag)> _known;

    /// <param name="irregular">The file of irregular forms.</param>
    /// <param name="counts">How often each word stands in the open text, those in lower case.</param>
    /// <param name="known">Lemmas of the treebanks.</param>
    public LemmaRules(string irregular, IReadOnlyDictionary<string, int> counts, IReadOnlySet<(string Lemma, PartOfSpeech Tag)> known)
    {
        _irregular = File.ReadLines(irregular).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))
            .SelectMany(cells => cells[2].Split('|').Select(form => ((form, Enum.Parse<PartOfSpeech>(cells[0], ignoreCase: true)), cells[1]))).ToFrozenDictionary(pair => pair.Item1, pair => pair.Item2);
        _counts = counts;
        _known = known;
    }

    /// <summary>All irregular forms.</summary>
    public IEnumerable<string> Irregular => _irregular.Keys.Select(key => key.Form);

    /// <summary>The lemma of a form in lower case, or null where nothing tells.</summary>
    public string? Of(string form, PartOfSpeech tag)
    {
        if (_irregular.TryGetValue((form, tag), out string? lemma))
        {
            return lemma;
        }

        List<string> bases = [];
        switch (tag)
        {
            case PartOfSpeech.Verb:
                if (form.EndsWith("ing", StringComparison.Ordinal))
                {
                    AddStem(form[..^3], bases);
                }
                else if (form.EndsWith("ied", StringComparison.Ordinal))
                {
                    bases.AddRange([form[..^3] + "y", form[..^1]]);
                }
                else if (form.EndsWith("ed", StringComparison.Ordinal))
                {
                    AddStem(form[..^2], bases);
                }
                else
                {
                    AddWithoutS(form, bases);
                }

                break;
            case PartOfSpeech.Noun:
                if (form.EndsWith("men", StringComparison.Ordinal))
                {
                    bases.Add(form[..^2] + "an");
                }
                else
                {
                    AddWithoutS(form, bases);
                }

                break;
            case PartOfSpeech.Adj or PartOfSpeech.Adv:
                int suffix = form.EndsWith("est", StringComparison.Ordinal) ? 3 : form.EndsWith("er", StringComparison.Ordinal) ? 2 : 0;
                if (suffix == 0 || form.Length < suffix + 3)
                {
                    return null;
                }

                AddStem(form[..^suffix], bases);
                if (form[^(suffix + 1)] == 'i')
                {
                    bases.Add(form[..^(suffix + 1)] + "y");
                }

                // "other" and "proper" are no comparatives: the base must be known as one of the kind.
                bases.RemoveAll(item => !_known.Contains((item, tag)));
                break;
            default:
                return null;
        }

        return bases.Where(item => item.Length > 1 && (_known.Contains((item, tag)) || Count(item) >= Word)).OrderByDescending(item => _known.Contains((item, tag))).ThenByDescending(Count).FirstOrDefault();
    }

    private int Count(string word) => _counts.GetValueOrDefault(word);

    /// <summary>What "-ing" and "-ed" were put on: "walk", "hope" without its e, "plan" with its n doubled.</summary>
    private static void AddStem(string stem, List<string> bases)
    {
        if (stem.Length < 2 || !stem.AsSpan().ContainsAny(Vowels))
        {
            return;
        }

        bases.AddRange([stem, stem + "e"]);
        if (stem.Length > 2 && stem[^1] == stem[^2] && stem[^1] is not ('e' or 'o'))
        {
            bases.Add(stem[..^1]);
        }

        if (stem.EndsWith("ck", StringComparison.Ordinal))
        {
            // "mimicking"
            bases.Add(stem[..^1]);
        }
    }

    private static void AddWithoutS(string form, List<string> bases)
    {
        if (form.Length < 4 || !form.EndsWith('s') || form.EndsWith("ss", StringComparison.Ordinal) || form.EndsWith("us", StringComparison.Ordinal) || form.EndsWith("is", StringComparison.Ordinal) || form.EndsWith("ics", StringComparison.Ordinal))
        {
            return;
        }

        if (form.EndsWith("ies", StringComparison.Ordinal))
        {
            bases.AddRange([form[..^3] + "y", form[..^1]]);
        }
        else
        {
            bases.Add(form[..^1]);
            if (form.EndsWith("es", StringComparison.Ordinal))
            {
                bases.Add(form[..^2]);
            }
        }
    }
}
