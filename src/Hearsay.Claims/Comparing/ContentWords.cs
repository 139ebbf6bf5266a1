using System.Collections.Frozen;

namespace Hearsay.Claims.Comparing;

/// <summary>The words of a content that carry its matter: lower case, without function words and words of reporting, cut to a stem.</summary>
internal static class ContentWords
{
    private static readonly FrozenSet<string> Empty = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "about", "after", "again", "against", "all", "also", "although", "an", "and", "any", "are", "as", "at", "be", "because", "been", "before", "being", "between", "both", "but", "by", "can", "could", "did", "do",
        "does", "doing", "down", "during", "each", "even", "ever", "every", "few", "for", "from", "further", "had", "has", "have", "having", "he", "her", "here", "hers", "him", "his", "how", "if", "in", "into", "is", "it",
        "its", "itself", "just", "last", "least", "less", "may", "might", "more", "most", "much", "must", "my", "never", "new", "no", "nor", "not", "now", "of", "off", "on", "once", "one", "only", "or", "other", "our",
        "out", "over", "own", "per", "same", "shall", "she", "should", "since", "so", "some", "still", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "though", "through",
        "to", "too", "two", "under", "until", "up", "upon", "us", "very", "was", "we", "were", "what", "when", "where", "whether", "which", "while", "who", "whom", "whose", "why", "will", "with", "within", "without", "would",
        "yet", "you", "your", "said", "say", "says", "told", "according", "reported", "reportedly", "alleged", "allegedly", "year", "years", "month", "months", "week", "weeks", "day", "days", "monday", "tuesday", "wednesday",
        "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december");

    /// <summary>Endings that are cut, longest first, with the letters that must be left. Light, after Porter (1980): what it joins wrongly is told apart by the parties.</summary>
    private static readonly (string Ending, int Left)[] Endings = [("ations", 4), ("ation", 4), ("ments", 4), ("ment", 4), ("ings", 4), ("ies", 3), ("ied", 3), ("ing", 4), ("ers", 4), ("ors", 4), ("ed", 4), ("er", 4), ("or", 4), ("es", 4), ("ly", 4), ("y", 3), ("s", 3), ("e", 3)];

    /// <summary>The distinct stems of a text.</summary>
    public static HashSet<string> Of(string text)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool inside = i < text.Length && (char.IsLetterOrDigit(text[i]) || (text[i] == '-' && start >= 0 && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1])));
            if (inside)
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                string word = text[start..i].ToLowerInvariant();
                start = -1;
                if (word.Length > 1 && !Empty.Contains(word))
                {
                    found.Add(Stem(word));
                }
            }
        }

        return found;
    }

    private static string Stem(string word)
    {
        foreach ((string ending, int left) in Endings)
        {
            if (word.Length >= ending.Length + left && word.EndsWith(ending, StringComparison.Ordinal))
            {
                string stem = word[..^ending.Length];
                return stem.Length > 3 && stem[^1] == stem[^2] && stem[^1] is not ('l' or 's') ? stem[..^1] : stem;
            }
        }

        return word;
    }
}
