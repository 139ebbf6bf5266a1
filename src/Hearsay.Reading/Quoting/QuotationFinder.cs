using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Quoting;

/// <summary>
/// Pairs quotation marks, paragraph by paragraph: curly, straight, doubled and single ones. A mark left open at the end of a
/// paragraph is carried on when the next paragraph opens with a mark again; otherwise it holds to the end of its sentence
/// (of its paragraph when it opens the paragraph). Nesting deeper than <see cref="MaximumDepth"/> is flattened.
/// </summary>
public static class QuotationFinder
{
    /// <summary>Quotations within quotations that are kept apart: news has two at most; hostile input has thousands.</summary>
    public const int MaximumDepth = 4;

    /// <summary>Tokens within which a single quotation mark must find its partner: beyond that it is taken for an apostrophe.</summary>
    private const int SingleReach = 80;

    private enum Mark
    {
        None,
        Opening,
        Closing,
        Either,
        SingleOpening,
        SingleClosing,
    }

    /// <summary>Finds all quotations of a document.</summary>
    public static Quotations Find(Tokens tokens, Sentences sentences)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(sentences);
        var found = new List<Quotation>();
        byte[] states = new byte[tokens.Count];
        var open = new Stack<(int Token, bool Single, int Continues)>();
        int carried = -1;
        int sentence = 0;
        while (sentence < sentences.Count)
        {
            int paragraph = sentences.Paragraphs[sentence];
            int first = sentence;
            while (sentence < sentences.Count && sentences.Paragraphs[sentence] == paragraph)
            {
                sentence++;
            }

            var range = new TokenRange(sentences.Starts[first], sentences[sentence - 1].End);
            carried = FindInParagraph(tokens, sentences, range, carried, open, found, states);
        }

        int[] order = new int[found.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => found[a].Tokens.Start != found[b].Tokens.Start
            ? found[a].Tokens.Start.CompareTo(found[b].Tokens.Start)
            : found[b].Tokens.End.CompareTo(found[a].Tokens.End));
        int[] place = new int[found.Count];
        for (int i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }

        var ordered = new Quotation[found.Count];
        for (int i = 0; i < order.Length; i++)
        {
            Quotation quotation = found[order[i]];
            ordered[i] = quotation.Continues < 0 ? quotation : quotation with { Continues = place[quotation.Continues] };
        }

        Fill(ordered, states);
        return new Quotations(ordered, states);
    }

    /// <summary>Returns the index in <paramref name="found"/> of a quotation left open at the end, or −1.</summary>
    private static int FindInParagraph(Tokens tokens, Sentences sentences, TokenRange range, int carried, Stack<(int Token, bool Single, int Continues)> open, List<Quotation> found, byte[] states)
    {
        for (int i = range.Start; i < range.End; i++)
        {
            switch (Classify(tokens, i, range))
            {
                case Mark.Opening:
                    Open(i, single: false);
                    break;
                case Mark.Closing:
                    Close(i, single: false);
                    break;
                case Mark.Either:
                    bool looksOpening = LooksOpening(tokens, i, range);
                    bool hasOpen = HasOpen(single: false);
                    if (hasOpen && !looksOpening)
                    {
                        Close(i, single: false);
                    }
                    else if (hasOpen && !NextEitherLooksOpening(tokens, i, range))
                    {
                        // A second opening with a close still to come: the first was never closed.
                        Abandon(i);
                        Open(i, single: false);
                    }
                    else if (hasOpen)
                    {
                        Close(i, single: false);
                    }
                    else
                    {
                        Open(i, single: false);
                    }

                    break;
                case Mark.SingleOpening when FindsPartner(tokens, i, range):
                    Open(i, single: true);
                    break;
                case Mark.SingleClosing when HasOpen(single: true):
                    Close(i, single: true);
                    break;
                default:
                    break;
            }
        }

        int left = -1;
        while (open.Count > 0)
        {
            (int token, bool single, int continues) = open.Pop();
            bool opensParagraph = token == range.Start;
            int end = opensParagraph || continues >= 0 ? range.End : sentences[sentences.Of(token)].End;
            if (single)
            {
                states[token] = (byte)QuotationState.Stray;
                continue;
            }

            found.Add(new Quotation(new TokenRange(token, end), false, continues));
            left = found.Count - 1;
        }

        return left;

        void Open(int token, bool single)
        {
            if (open.Count >= MaximumDepth)
            {
                states[token] = (byte)QuotationState.Stray;
                return;
            }

            bool goesOn = !single && token == range.Start && carried >= 0;
            if (goesOn)
            {
                // The earlier part runs to the end of its paragraph after all.
                found[carried] = found[carried] with { Tokens = new TokenRange(found[carried].Tokens.Start, token) };
            }

            open.Push((token, single, goesOn ? carried : -1));
        }

        void Close(int token, bool single)
        {
            if (!HasOpen(single))
            {
                states[token] = (byte)QuotationState.Stray;
                return;
            }

            while (open.TryPop(out (int Token, bool Single, int Continues) top))
            {
                if (top.Single == single)
                {
                    found.Add(new Quotation(new TokenRange(top.Token, token + 1), true, top.Continues));
                    return;
                }

                states[top.Token] = (byte)QuotationState.Stray;
            }
        }

        bool HasOpen(bool single)
        {
            foreach ((_, bool isSingle, _) in open)
            {
                if (isSingle == single)
                {
                    return true;
                }
            }

            return false;
        }

        void Abandon(int before)
        {
            while (open.TryPop(out (int Token, bool Single, int Continues) top))
            {
                if (top.Single)
                {
                    states[top.Token] = (byte)QuotationState.Stray;
                    continue;
                }

                int end = Math.Min(before, sentences[sentences.Of(top.Token)].End);
                found.Add(new Quotation(new TokenRange(top.Token, end), false, top.Continues));
            }
        }
    }

    private static Mark Classify(Tokens tokens, int i, TokenRange range)
    {
        ReadOnlySpan<char> token = tokens[i];
        if (token.Length > 2 || (token.Length == 2 && token[0] != token[1]))
        {
            return Mark.None;
        }

        switch (token[0])
        {
            case '“' or '„' or '‟' or '«':
                return Mark.Opening;
            case '”':
                // Some typesetters use the closing mark on both sides.
                return LooksOpening(tokens, i, range) ? Mark.Either : Mark.Closing;
            case '»':
                return Mark.Closing;
            case '"':
                return Mark.Either;
            case '`':
                return token.Length == 2 ? Mark.Opening : Mark.SingleOpening;
            case '\'' when token.Length == 2:
                return Mark.Closing;
            case '‘' or '‹' or '‚':
                return Mark.SingleOpening;
            case '\'' or '’' or '›':
                return LooksOpening(tokens, i, range) ? Mark.SingleOpening : Mark.SingleClosing;
            default:
                return Mark.None;
        }
    }

    /// <summary>White space (or an opening bracket or mark) before and none after.</summary>
    private static bool LooksOpening(Tokens tokens, int i, TokenRange range)
    {
        bool spaceBefore = i == range.Start || tokens.SpaceBefore(i) || tokens[i - 1][0] is '(' or '[' or '“' or '"' or '‘' or '—' or '–' or '-' or ':';
        bool spaceAfter = i + 1 >= range.End || tokens.SpaceBefore(i + 1);
        return spaceBefore && !spaceAfter;
    }

    private static bool NextEitherLooksOpening(Tokens tokens, int i, TokenRange range)
    {
        for (int j = i + 1; j < Math.Min(range.End, i + SingleReach); j++)
        {
            if (tokens[j][0] is '"' or '”' && tokens[j].Length == 1)
            {
                return LooksOpening(tokens, j, range);
            }
        }

        return true;
    }

    private static bool FindsPartner(Tokens tokens, int i, TokenRange range)
    {
        for (int j = i + 2; j < Math.Min(range.End, i + SingleReach); j++)
        {
            if (tokens[j].Length == 1 && tokens[j][0] is '\'' or '’' or '›' && !LooksOpening(tokens, j, range))
            {
                // A possessive plural ("officials' plan") is not a partner.
                bool possessive = tokens[j - 1][^1] is 's' && j + 1 < range.End && tokens.SpaceBefore(j + 1) && char.IsLower(tokens[j + 1][0]);
                if (!possessive)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Writes the state of every token; outer quotations come first, so nested ones overwrite them.</summary>
    private static void Fill(Quotation[] ordered, byte[] states)
    {
        foreach (Quotation quotation in ordered)
        {
            TokenRange range = quotation.Tokens;
            for (int i = range.Start; i < range.End; i++)
            {
                states[i] = (QuotationState)states[i] switch
                {
                    QuotationState.Outside => (byte)QuotationState.Inside,
                    QuotationState.Inside => (byte)QuotationState.Nested,
                    _ => states[i],
                };
            }

            states[range.Start] = (byte)QuotationState.Opens;
            if (quotation.Closed)
            {
                states[range.End - 1] = (byte)QuotationState.Closes;
            }
        }
    }
}
