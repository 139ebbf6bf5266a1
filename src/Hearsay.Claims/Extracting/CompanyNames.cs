using Hearsay.Claims.Parties;
using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>The companies that a document names: those of the registry, and names that a noun before them ("the maker X") or a word in them ("X Dynamics") shows to be one.</summary>
internal sealed class CompanyNames
{
    /// <summary>Longer runs of capitals are headings.</summary>
    private const int LongestName = 6;

    private static readonly WordClass Nouns = WordClasses.Of("company.noun");
    private static readonly WordClass Words = WordClasses.Of("company.word");

    private readonly List<(TokenRange Tokens, Party? Party)> _names = [];

    /// <summary>Finds them in one pass.</summary>
    public CompanyNames(WordView words, PartyMentions parties)
    {
        int token = 0;
        while (token < words.Count)
        {
            if (parties.At(token) is { } mention)
            {
                if (mention.Party.Sort == PartySort.Company)
                {
                    _names.Add((mention.Tokens, mention.Party));
                }

                token = Math.Max(token + 1, mention.Tokens.End);
                continue;
            }

            if (!words.IsCapital(token))
            {
                token++;
                continue;
            }

            int end = token + 1;
            bool shown = token > 0 && Nouns.Has(words[token - 1]);
            while (end < words.Count && !words.IsPossessive(end - 1) && parties.At(end) is null && (words.IsCapital(end) || (words[end] is "-" && words.Joined(end) && words.Joined(end + 1) && words.IsCapital(end + 1))))
            {
                shown |= Words.Has(words.Core(end));
                end++;
            }

            if (shown && end - token <= LongestName)
            {
                _names.Add((new TokenRange(token, end), null));
            }

            token = end;
        }
    }

    /// <summary>The company named last before a token; null when none is.</summary>
    public (TokenRange Tokens, Party? Party)? Before(int token)
    {
        int index = TextOrder.FirstFrom(_names, static name => name.Tokens, token) - 1;
        return index < 0 ? null : _names[index];
    }
}
