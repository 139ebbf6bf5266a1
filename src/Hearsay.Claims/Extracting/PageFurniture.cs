using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>Sentences that a page put around its article and that stayed in the text: links to other articles in capitals, what one agrees to by subscribing. They hold no claims.</summary>
internal static class PageFurniture
{
    /// <summary>Words of the shortest link in capitals.</summary>
    private const int ShortestLink = 4;

    /// <summary>Sentences at the head of a text, which are its own headline.</summary>
    private const int Head = 2;

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

        return sentence >= Head && IsCapitals(words, range, ShortestLink) && !IsCapitals(words, words.SentenceRange(sentence - 1), 1) && !IsCapitals(words, words.SentenceRange(0), 1);
    }

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
