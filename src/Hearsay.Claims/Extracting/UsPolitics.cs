using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// What ties somebody to the United States without naming them: the parties, seats in Congress, "(R-Utah)". English news calls American politicians so
/// without their state, and those of other states with it.
/// </summary>
internal static class UsPolitics
{
    /// <summary>ISO 3166 alpha-3 code of the United States.</summary>
    public const string Country = "USA";

    private static readonly WordClass Parties = WordClasses.Of("us.party");
    private static readonly WordClass OthersBefore = WordClasses.Of("us.party.other.before");
    private static readonly WordClass OthersAfter = WordClasses.Of("us.party.other.after");
    private static readonly WordClass Seats = WordClasses.Of("us.seat");
    private static readonly WordClass Chambers = WordClasses.Of("us.chamber.after");
    private static readonly WordClass Titles = WordClasses.Of("title");
    private static readonly WordClass PersonHeads = WordClasses.Of("person.head");
    private static readonly WordClass GroupHeads = WordClasses.Of("group.head");

    /// <summary>True when words that describe somebody hold an American party, a seat in Congress or one of its chambers' posts: "a Republican aide", "Sens.", "House Majority Leader".</summary>
    public static bool IsTold(WordView words, TokenRange range)
    {
        for (int token = range.Start; token < range.End; token++)
        {
            if (!words.IsCapital(token))
            {
                continue;
            }

            ReadOnlySpan<char> word = words.Core(token);
            if (Seats.Has(words[token]) || (word is "House" or "Senate" && words.IsCapital(token + 1) && Chambers.Has(words.Core(token + 1))) || (word is "Speaker" && words[token + 1] is "of" && words[token + 2] is "the" && words.Core(token + 3) is "House"))
            {
                return true;
            }

            bool party = Parties.Has(word) ? !words.IsCapital(token + 1) || !OthersAfter.Has(words.Core(token + 1)) : word is "Democratic" && IsRole(words, token + 1);
            if (party && !OthersBefore.Has(words[token - 1]) && !(words[token - 1] is "-" && OthersBefore.Has(words[token - 2])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when a name is followed by party and constituency: "(R-Utah)", ", D-Calif.,", "(R., Ohio)".</summary>
    /// <param name="words">The document.</param>
    /// <param name="end">End of the name.</param>
    public static bool IsMarked(WordView words, int end) =>
        words[end] is "(" or "," && words[end + 1] is "R" or "D" or "I" or "R." or "D." or "I." && IsConstituency(words, words[end + 2] is "." ? end + 3 : end + 2);

    /// <summary>"-Utah", ", Ohio": what parts the party from the place, and a capital.</summary>
    private static bool IsConstituency(WordView words, int token) => words[token] is "-" or "–" or "," && words.IsCapital(token + 1);

    private static bool IsRole(WordView words, int token)
    {
        ReadOnlySpan<char> word = words.Core(token);
        return Titles.Has(word) || PersonHeads.Has(word) || GroupHeads.Has(word);
    }
}
