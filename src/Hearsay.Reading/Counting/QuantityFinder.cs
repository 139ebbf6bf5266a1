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
        var matcher = new QuantityMatcher(new TermReader(tokens));
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
