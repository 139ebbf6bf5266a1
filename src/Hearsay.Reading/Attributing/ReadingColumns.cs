using System.Numerics;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// What the attribution networks see of the base reading, per token: part of speech, relation, direction and distance of the head, name tag; and which quotation
/// a token stands in and which is nearest. The trainer writes these very columns. Reused from document to document.
/// </summary>
internal sealed class ReadingColumns
{
    /// <summary>Rows of the table of heads: none; the head 1, 2, 3 … 4, 5 … 8, more tokens to the left; the same to the right.</summary>
    public const int ArcRows = 1 + (2 * ArcSteps);

    private const int ArcSteps = 5;
    private const int Count = 7;

    private readonly int[][] _columns = [.. Enumerable.Range(0, Count).Select(_ => Array.Empty<int>())];

    /// <summary>Rows of the table of names: none, then first token and later token of each kind.</summary>
    public static int NameRows { get; } = 1 + (2 * Enum.GetValues<NameKind>().Length);

    /// <summary>Number of tokens described.</summary>
    public int Length { get; private set; }

    /// <summary>Per token: <see cref="PartOfSpeech"/>.</summary>
    public ReadOnlySpan<int> Tags => Column(0);

    /// <summary>Per token: <see cref="DependencyRelation"/>.</summary>
    public ReadOnlySpan<int> Relations => Column(1);

    /// <summary>Per token: where its head is, less than <see cref="ArcRows"/>.</summary>
    public ReadOnlySpan<int> Arcs => Column(2);

    /// <summary>Per token: less than <see cref="NameRows"/>.</summary>
    public ReadOnlySpan<int> Names => Column(3);

    /// <summary>Per token: number of the outermost quotation that holds it, the same for all parts of one that runs over paragraphs, or −1.</summary>
    public ReadOnlySpan<int> Quotations => Column(4);

    /// <summary>Per token: the nearest other quotation of its paragraph, the earlier one of two as near, or −1.</summary>
    public ReadOnlySpan<int> Nearest => Column(5);

    /// <summary>Per token: number of its paragraph.</summary>
    public ReadOnlySpan<int> Paragraphs => Column(6);

    /// <summary>Describes the first <paramref name="limit"/> tokens of a document; what was described before is forgotten.</summary>
    public void Describe(int limit, Sentences sentences, Quotations quotations, Words words, Dependencies syntax, Names names)
    {
        Length = limit;
        if (_columns[0].Length < limit)
        {
            int size = Math.Max(1024, (int)BitOperations.RoundUpToPowerOf2((uint)limit));
            for (int column = 0; column < Count; column++)
            {
                _columns[column] = new int[size];
            }
        }

        Span<int> named = Column(3);
        named.Clear();
        foreach (Name name in names)
        {
            for (int token = name.Tokens.Start; token < Math.Min(limit, name.Tokens.End); token++)
            {
                named[token] = (token == name.Tokens.Start ? 1 : 2) + (2 * (int)name.Kind);
            }
        }

        Span<int> tags = Column(0);
        Span<int> relations = Column(1);
        Span<int> arcs = Column(2);
        ReadOnlySpan<int> heads = syntax.Heads;
        for (int token = 0; token < limit; token++)
        {
            tags[token] = (int)words[token];
            relations[token] = (int)syntax.Relation(token);
            arcs[token] = heads[token] == Dependencies.Root ? 0 : Arc(heads[token] - token);
        }

        Number(limit, quotations, Column(4));
        Span<int> paragraphs = Column(6);
        for (int sentence = 0; sentence < sentences.Count && sentences.Starts[sentence] < limit; sentence++)
        {
            paragraphs[sentences.Starts[sentence]..Math.Min(limit, sentences[sentence].End)].Fill(sentences.Paragraphs[sentence]);
        }

        FindNearest(Quotations, Paragraphs, Column(5));
    }

    private static int Arc(int distance)
    {
        int steps = Math.Min(ArcSteps, 1 + BitOperations.Log2((uint)((2 * Math.Abs(distance)) - 1)));
        return distance < 0 ? steps : ArcSteps + steps;
    }

    private static void Number(int limit, Quotations quotations, Span<int> numbers)
    {
        numbers.Fill(-1);
        for (int i = 0; i < quotations.Ranges.Count; i++)
        {
            TokenRange range = quotations.Ranges[i].Tokens;
            if (range.Start >= limit || numbers[range.Start] >= 0)
            {
                // Beyond what is read, or nested: the one that holds it came before.
                continue;
            }

            int carried = quotations.Ranges[i].Continues;
            int number = carried >= 0 ? Math.Max(0, numbers[quotations.Ranges[carried].Tokens.Start]) : i;
            numbers[range.Start..Math.Min(limit, range.End)].Fill(number);
        }
    }

    private static void FindNearest(ReadOnlySpan<int> numbers, ReadOnlySpan<int> paragraphs, Span<int> nearest)
    {
        // From left to right the last quotation that has ended, then from right to left the next that begins, where it is nearer.
        int last = -1;
        int lastEnd = 0;
        for (int token = 0; token < numbers.Length; token++)
        {
            if (token > 0 && paragraphs[token] != paragraphs[token - 1])
            {
                last = -1;
            }
            else if (token > 0 && numbers[token - 1] >= 0 && numbers[token] != numbers[token - 1])
            {
                last = numbers[token - 1];
                lastEnd = token;
            }

            // The distance is kept in the column until the way back.
            nearest[token] = last < 0 ? -1 : lastEnd - 1;
        }

        int next = -1;
        int nextStart = 0;
        for (int token = numbers.Length - 1; token >= 0; token--)
        {
            if (token + 1 < numbers.Length && paragraphs[token] != paragraphs[token + 1])
            {
                next = -1;
            }
            else if (token + 1 < numbers.Length && numbers[token + 1] >= 0 && numbers[token] != numbers[token + 1])
            {
                next = numbers[token + 1];
                nextStart = token + 1;
            }

            int before = nearest[token];
            bool earlier = before >= 0 && (next < 0 || token - before <= nextStart - token);
            nearest[token] = earlier ? numbers[before] : next;
        }
    }

    private Span<int> Column(int number) => _columns[number].AsSpan(0, Length);
}
