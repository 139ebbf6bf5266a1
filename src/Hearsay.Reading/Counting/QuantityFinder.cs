using Hearsay.Reading.English;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Counting;

/// <summary>
/// Finds quantities and their bounds: counts, money, measures, shares, ordinals. Rules over tokens, one pass, linear in the length of the text; the only memory taken
/// is that of the quantities found.
/// </summary>
public static class QuantityFinder
{
    /// <summary>Finds all quantities of a document.</summary>
    /// <param name="tokens">The words.</param>
    /// <param name="sentences">No quantity runs over the end of a sentence.</param>
    /// <param name="times">Expressions of time: numbers inside them are not quantities.</param>
    public static Quantities Find(Tokens tokens, Sentences sentences, Times times)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(times);
        return Find(new TermReader(tokens), sentences, times);
    }

    /// <summary>
    /// The same with what the tree knows better than rules over tokens: a number that hangs on the noun before it names that noun ("Article 5", "Flight 17") and counts nothing;
    /// where no noun is found that is counted, it is the number's head.
    /// </summary>
    /// <param name="tokens">The words.</param>
    /// <param name="sentences">No quantity runs over the end of a sentence.</param>
    /// <param name="times">Expressions of time: numbers inside them are not quantities.</param>
    /// <param name="words">Parts of speech.</param>
    /// <param name="syntax">Trees.</param>
    public static Quantities Find(Tokens tokens, Sentences sentences, Times times, Words words, Dependencies syntax)
    {
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(syntax);
        Quantities found = Find(tokens, sentences, times);
        if (found.Count == 0)
        {
            return found;
        }

        var kept = new List<Quantity>(found.Count);
        foreach (Quantity quantity in found)
        {
            if (quantity.Kind != QuantityKind.Count)
            {
                kept.Add(quantity);
                continue;
            }

            int number = quantity.Tokens.End - 1;
            int head = syntax.Heads[number];
            bool noun = head >= 0 && words[head] is (PartOfSpeech.Noun or PartOfSpeech.Propn);
            if (noun && quantity.Tokens.Length == 1 && head == number - 1 && words[number] == PartOfSpeech.Num)
            {
                continue;
            }

            kept.Add(quantity.Noun < 0 && noun && head > number && syntax.Relation(number) == DependencyRelation.Nummod ? quantity with { Noun = head } : quantity);
        }

        return kept.Count == 0 ? Quantities.None : new Quantities([.. kept]);
    }

    /// <summary>The same with terms that the caller holds.</summary>
    internal static Quantities Find(TermReader terms, Sentences sentences, Times times)
    {
        Tokens tokens = terms.Tokens;
        var matcher = new QuantityMatcher(terms);
        var found = new List<Quantity>();
        int time = 0;
        for (int sentence = 0; sentence < sentences.Count; sentence++)
        {
            TokenRange range = sentences[sentence];
            int at = range.Start;
            while (at < range.End)
            {
                while (time < times.Count && times[time].Tokens.End <= at)
                {
                    time++;
                }

                int limit = range.End;
                if (time < times.Count)
                {
                    if (times[time].Tokens.Contains(at))
                    {
                        at = times[time].Tokens.End;
                        continue;
                    }

                    limit = Math.Min(limit, times[time].Tokens.Start);
                }

                if (matcher.TryMatch(at, new TokenRange(range.Start, limit), range.End, out int next, out Quantity? quantity))
                {
                    if (quantity is not null)
                    {
                        found.Add(quantity);
                    }

                    at = next;
                }
                else
                {
                    at++;
                }
            }
        }

        return found.Count == 0 ? Quantities.None : new Quantities([.. found]);
    }
}
