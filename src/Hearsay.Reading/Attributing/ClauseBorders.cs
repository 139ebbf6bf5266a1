using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>Mends the borders of a content by the tree: what describes the source is not said by it.</summary>
internal static class ClauseBorders
{
    /// <summary>Cuts from the ends of <paramref name="content"/> the clauses that hang on the source ("according to officials, who asked not to be named, …").</summary>
    /// <returns>The content as it was where nothing is cut, or nothing would be left.</returns>
    public static ImmutableArray<TokenRange> Of(ImmutableArray<TokenRange> content, TokenRange source, Words words, Dependencies syntax)
    {
        if (source.IsEmpty)
        {
            return content;
        }

        int head = Head(source, syntax);
        for (int clause = syntax.FirstDependent(head); clause >= 0; clause = syntax.NextDependent(clause))
        {
            if (syntax.Relation(clause) != DependencyRelation.AclRelcl || source.Contains(clause))
            {
                continue;
            }

            TokenRange yield = syntax.Yield(clause);
            int opening = yield.Start;
            while (opening < clause && words[opening] is PartOfSpeech.Punct or PartOfSpeech.Adp)
            {
                opening++;
            }

            if (!words.Has(opening, "PronType=Rel"))
            {
                // Without a relative pronoun the tree is as likely to be wrong as the content.
                continue;
            }

            for (int at = 0; at < content.Length; at++)
            {
                TokenRange range = content[at];
                if (range.Start < yield.Start || range.Start >= yield.End || range.End <= yield.End)
                {
                    continue;
                }

                int start = yield.End;
                while (start < range.End && words[start] == PartOfSpeech.Punct)
                {
                    start++;
                }

                if (start < range.End)
                {
                    content = content.SetItem(at, new TokenRange(start, range.End));
                }
            }
        }

        return content;
    }

    /// <summary>The first token of the range whose head lies outside.</summary>
    private static int Head(TokenRange range, Dependencies syntax)
    {
        for (int token = range.Start; token < range.End; token++)
        {
            if (!range.Contains(syntax.Heads[token]))
            {
                return token;
            }
        }

        return range.Start;
    }
}
