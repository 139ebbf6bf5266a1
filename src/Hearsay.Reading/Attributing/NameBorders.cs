using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>Mends sources that end or begin within a name: "Governor Aleksei | Smirnov saying".</summary>
internal static class NameBorders
{
    /// <summary>Moves the borders of sources to those of the names they cut; cues give way. True when one was moved.</summary>
    public static bool Mend(List<Attribution> all, Names names, Tokens tokens)
    {
        bool changed = false;
        for (int index = 0; index < all.Count; index++)
        {
            Attribution attribution = all[index];
            TokenRange source = attribution.Source;
            if (source.IsEmpty || Cut(names, source) is not { } name)
            {
                continue;
            }

            // What is added must look like a name, and must leave a cue.
            TokenRange cue = attribution.Cue;
            for (int token = source.End; token < name.End; token++)
            {
                if (!char.IsUpper(tokens[token][0]) && char.IsLetter(tokens[token][0]))
                {
                    name = source;
                }
            }

            bool beside = cue.Start >= source.End && cue.Start < name.End;
            if (name.End <= source.End || attribution.Content.Any(range => range.Start < name.End && range.End > source.End) || (beside && cue.End <= name.End))
            {
                continue;
            }

            all[index] = attribution with { Source = new TokenRange(source.Start, name.End), Cue = beside ? new TokenRange(name.End, cue.End) : cue };
            changed = true;
        }

        return changed;
    }

    /// <summary>The name of a person or an organisation that begins inside the range and ends outside it; null for none.</summary>
    private static TokenRange? Cut(Names names, TokenRange source)
    {
        int low = 0;
        int high = names.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = names[middle].Tokens.Start < source.End ? (middle + 1, high) : (low, middle);
        }

        if (low == 0)
        {
            return null;
        }

        Name last = names[low - 1];
        return last.Kind is NameKind.Person or NameKind.Organization && last.Tokens.Start >= source.Start && last.Tokens.End > source.End ? last.Tokens : null;
    }
}
