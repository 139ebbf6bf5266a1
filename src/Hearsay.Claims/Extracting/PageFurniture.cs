using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Sentences that a page put around its article and that stayed in the text: links to other articles in capitals, what one agrees to by subscribing, captions of pictures. They hold no claims.</summary>
internal static class PageFurniture
{
    /// <summary>Words of the shortest link in capitals.</summary>
    private const int ShortestLink = 4;

    /// <summary>Sentences at the head of a text, which are its own headline.</summary>
    private const int Head = 2;

    /// <summary>Sentences of the longest caption, its credit among them.</summary>
    private const int LongestCaption = 3;

    /// <summary>Words at the end of a caption among which its credit stands.</summary>
    private const int LongestCredit = 9;

    private static readonly string[][] Phrases = [["privacy", "policy"], ["terms", "of", "use"], ["terms", "of", "service"], ["promotional", "communications"], ["click", "here"], ["our", "newsletter"]];

    /// <summary>True for such a sentence. A text that is all in capitals has none.</summary>
    public static bool Is(WordView words, int sentence)
    {
        TokenRange range = words.SentenceRange(sentence);
        for (int token = range.Start; token < range.End; token++)
        {
            foreach (string[] phrase in Phrases)
            {
                if (StartsAt(words, token, phrase))
                {
                    return true;
                }
            }
        }

        if (words.Is(range.Start, "read") && words.Is(range.Start + 1, "more"))
        {
            return true;
        }

        return IsCaption(words, sentence) || sentence >= Head && IsCapitals(words, range, ShortestLink) && !IsCapitals(words, words.SentenceRange(sentence - 1), 1) && !IsCapitals(words, words.SentenceRange(0), 1);
    }

    /// <summary>True for a sentence of a short paragraph that ends with who took a picture: "REUTERS/Jan Novotny", "(AP Photo/Jan Novotny)", "Jan Novotny/AFP".</summary>
    private static bool IsCaption(WordView words, int sentence)
    {
        Sentences sentences = words.Doc.Sentences;
        int last = sentence;
        int first = sentence;
        while (last + 1 < sentences.Count && last - sentence < LongestCaption && sentences.Paragraphs[last + 1] == sentences.Paragraphs[sentence])
        {
            last++;
        }

        while (first > 0 && last - first < LongestCaption && sentences.Paragraphs[first - 1] == sentences.Paragraphs[sentence])
        {
            first--;
        }

        if (last - first >= LongestCaption)
        {
            return false;
        }

        TokenRange line = words.SentenceRange(last);
        for (int token = Math.Max(line.Start, line.End - LongestCredit); token < line.End; token++)
        {
            if ((words[token] is "/" && (IsAgency(words, token - 1) || IsAgency(words, token + 1))) || (words[token] is "Getty" && words[token + 1] is "Images"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAgency(WordView words, int token) => words[token] is "REUTERS" or "AFP" or "AP" or "EPA" or "Getty" or "Photo";

    private static bool StartsAt(WordView words, int token, string[] phrase)
    {
        for (int at = 0; at < phrase.Length; at++)
        {
            // Where a page was cut badly, the first word may hang on the one before: "PolicyandTerms of Use".
            if (token + at >= words.Count || !(at == 0 ? words[token].EndsWith(phrase[0], StringComparison.OrdinalIgnoreCase) : words.Is(token + at, phrase[at])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>True when the range has so many words, all of them in capitals.</summary>
    private static bool IsCapitals(WordView words, TokenRange range, int least)
    {
        int count = 0;
        for (int token = range.Start; token < range.End; token++)
        {
            if (words[token].IndexOfAnyInRange('a', 'z') >= 0)
            {
                return false;
            }

            count += words.IsWord(token) ? 1 : 0;
        }

        return count >= least;
    }
}
