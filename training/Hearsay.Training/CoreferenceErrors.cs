using Hearsay.Reading;
using Hearsay.Reading.Quoting;
using Hearsay.Reading.Resolving;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>Shows, by class of mention, which links the model misses and makes up on the documents held back from training.</summary>
internal static class CoreferenceErrors
{
    private const int Every = 10;
    private const int Held = 3;

    public static void Show(string shared, string unpacked, string model, CoreferenceScheme scheme, bool examples)
    {
        using FileStream stream = File.OpenRead(model);
        Resolver resolver = Resolver.Load(stream, model);
        var counts = new SortedDictionary<string, int[]>(StringComparer.Ordinal);
        int number = 0;
        foreach ((ConlluDocument doc, IReadOnlyList<EntityBracket> gum, IReadOnlyList<EntityBracket> onto) in CoreferenceCorpus.Read(shared, unpacked, "train"))
        {
            if (number++ % Every != Held)
            {
                continue;
            }

            Quotations quotations = QuotationFinder.Find(doc.Tokens, doc.Sentences);
            var table = new TokenTable(doc.Tokens, doc.Sentences, doc.Words, doc.Syntax, Names.None, quotations);
            var classes = MentionFinder.Find(table, []).ToDictionary(one => new TokenRange(one.Start, one.End), one => one.Class.ToString());
            Coreference found = resolver.Find(doc.Tokens, doc.Sentences, doc.Words, doc.Syntax, Names.None, quotations, scheme);
            Dictionary<TokenRange, string> gold = (scheme == CoreferenceScheme.Gum ? gum : onto).DistinctBy(one => one.Tokens).ToDictionary(one => one.Tokens, one => one.Entity);
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var place = new Dictionary<TokenRange, int>();
            for (int at = 0; at < found.Mentions.Length; at++)
            {
                place[found.Mentions[at].Tokens] = at;
            }

            foreach ((TokenRange span, string entity) in gold.OrderBy(one => one.Key.Start).ThenByDescending(one => one.Key.End))
            {
                bool anaphor = !seen.Add(entity);
                int[] row = Row(classes.GetValueOrDefault(span, "(no candidate)"));
                if (!anaphor)
                {
                    row[0]++;
                    row[1] += place.ContainsKey(span) ? 1 : 0;
                    continue;
                }

                row[2]++;
                bool right = false;
                if (place.TryGetValue(span, out int mention))
                {
                    row[3]++;
                    int before = Before(found, mention);
                    right = before >= 0 && gold.GetValueOrDefault(found.Mentions[before].Tokens) == entity;
                    row[4] += right ? 1 : 0;
                }

                if (!right && examples)
                {
                    string what = place.TryGetValue(span, out int there) ? Before(found, there) is >= 0 and int wrong ? "-> " + Words(found.Mentions[wrong].Tokens) : "new" : "none";
                    TokenRange last = gold.Where(one => one.Value == entity && one.Key.Start < span.Start).MaxBy(one => one.Key.Start).Key;
                    Console.WriteLine($"MISS {classes.GetValueOrDefault(span, "-")} [{Words(span)}] {what}, gold: {Words(last)}");
                }
            }

            foreach ((TokenRange span, int mention) in place)
            {
                int before = Before(found, mention);
                if (before >= 0)
                {
                    int[] row = Row(classes.GetValueOrDefault(span, "?"));
                    row[5]++;
                    string? entity = gold.GetValueOrDefault(span);
                    bool right = entity is not null && gold.GetValueOrDefault(found.Mentions[before].Tokens) == entity;
                    row[6] += right ? 1 : 0;
                    if (!right && examples && entity is null)
                    {
                        Console.WriteLine($"MADE {classes.GetValueOrDefault(span, "-")} [{Words(span)}] -> {Words(found.Mentions[before].Tokens)}");
                    }
                }
            }

            string Words(TokenRange range) => doc.Tokens.Text[doc.Tokens.Span(range with { End = Math.Min(range.End, range.Start + 12) })].ToString().ReplaceLineEndings(" ");
        }

        Console.WriteLine($"{"class",-18}{"first",7}{"found",7}{"later",7}{"found",7}{"right",7}{"made",7}{"right",7}");
        foreach ((string name, int[] row) in counts)
        {
            Console.WriteLine($"{name,-18}{string.Concat(row.Select(value => $"{value,7}"))}");
        }

        int[] Row(string name)
        {
            if (!counts.TryGetValue(name, out int[]? row))
            {
                row = new int[7];
                counts.Add(name, row);
            }

            return row;
        }
    }

    /// <summary>The mention of the same entity before this one, or −1.</summary>
    private static int Before(Coreference found, int mention)
    {
        int before = -1;
        foreach (int other in found.Entity(found.EntityOf(mention)))
        {
            if (other == mention)
            {
                return before;
            }

            before = other;
        }

        return -1;
    }
}
