using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Mends sources by the tree: a verb that shares the subject of another has its source, too; one who is accused is not who accuses, nor one who is told who tells; a source that is a
/// part of the subject is made whole.
/// </summary>
internal static class Sources
{
    /// <summary>Verbs climbed from one that has no subject of its own.</summary>
    private const int LongestChain = 4;

    /// <summary>Tokens of the longest subject that is taken for a source.</summary>
    private const int LongestSource = 40;

    /// <summary>Mends them. True when one was changed.</summary>
    public static bool Mend(List<Attribution> all, Document read)
    {
        bool changed = false;
        for (int index = 0; index < all.Count; index++)
        {
            Attribution attribution = all[index];
            int verb = Verb(attribution.Cue, read);
            if (verb < 0)
            {
                continue;
            }

            if (IsAddressed(verb, attribution.Source, read))
            {
                int agent = read.Syntax.Dependent(verb, DependencyRelation.OblAgent);
                all[index] = attribution with { Source = agent >= 0 ? Teller(agent, read) : default };
                changed = true;
                continue;
            }

            TokenRange source = attribution.Source.IsEmpty ? Shared(verb, attribution, all, index, read)
                : Whole(verb, attribution.Source, read);
            if (source != attribution.Source && !source.IsEmpty && !attribution.Content.Any(source.Overlaps) && !source.Overlaps(attribution.Cue))
            {
                all[index] = attribution with { Source = source };
                changed = true;
            }
            else if (!attribution.Source.IsEmpty && IsAccused(verb, attribution.Source, read))
            {
                all[index] = attribution with { Source = default, Content = [attribution.Source, .. attribution.Content] };
                changed = true;
            }
        }

        return changed;
    }

    /// <summary>The verb of a cue: its token whose head lies outside; −1 where that is no verb.</summary>
    private static int Verb(TokenRange cue, Document read)
    {
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (!cue.Contains(read.Syntax.Heads[token]) && read.Words[token] == PartOfSpeech.Verb)
            {
                return token;
            }
        }

        return -1;
    }

    private static bool IsPassive(int verb, Dependencies syntax) => syntax.Dependent(verb, DependencyRelation.AuxPass) >= 0 || syntax.Dependent(verb, DependencyRelation.NsubjPass) >= 0;

    /// <summary>The source of the verb whose subject this one shares: "accused Oruvia and has said …", "…, while warning against …"; empty for none.</summary>
    private static TokenRange Shared(int verb, Attribution attribution, List<Attribution> all, int index, Document read)
    {
        Dependencies syntax = read.Syntax;
        bool participle = read.Words.Has(verb, "VerbForm=Part") && !read.Words.Has(verb, "VerbForm=Fin");
        if (IsPassive(verb, syntax) || (participle && !read.Tokens[verb].EndsWith("ing", StringComparison.OrdinalIgnoreCase) && syntax.Dependent(verb, DependencyRelation.Aux) < 0))
        {
            return default;
        }

        int at = verb;
        for (int step = 0; step < LongestChain; step++)
        {
            if (syntax.Dependent(at, DependencyRelation.Nsubj) is >= 0 and int subject)
            {
                return Phrase(subject, attribution, all, index, read);
            }

            if (!(syntax.Relation(at) is DependencyRelation.Conj or DependencyRelation.Advcl or DependencyRelation.Xcomp) || syntax.Heads[at] < 0 || IsPassive(syntax.Heads[at], syntax))
            {
                return default;
            }

            at = syntax.Heads[at];
            if (!(read.Words[at] is PartOfSpeech.Verb or PartOfSpeech.Adj or PartOfSpeech.Noun))
            {
                return default;
            }
        }

        return default;
    }

    /// <summary>The words of a subject: as another attribution has them, or its phrase.</summary>
    private static TokenRange Phrase(int subject, Attribution attribution, List<Attribution> all, int index, Document read)
    {
        const int Nearby = 6;
        for (int other = Math.Max(0, index - Nearby); other < Math.Min(all.Count, index + Nearby + 1); other++)
        {
            if (all[other].Source.Contains(subject))
            {
                return all[other].Source;
            }
        }

        if (read.Words.Has(subject, "PronType=Rel") || read.Words.Has(subject, "PronType=Dem") || attribution.Content.Any(range => range.Contains(subject)))
        {
            return default;
        }

        TokenRange phrase = read.Syntax.Yield(subject);
        return phrase.Length <= LongestSource && phrase.End <= attribution.Cue.Start ? phrase : default;
    }

    /// <summary>The whole subject where the source is but a part of it, and not its head: "Siemens" of "firms including Siemens".</summary>
    private static TokenRange Whole(int verb, TokenRange source, Document read)
    {
        int subject = read.Syntax.Dependent(verb, DependencyRelation.Nsubj);
        if (subject < 0 || source.Contains(subject))
        {
            return source;
        }

        TokenRange phrase = read.Syntax.Yield(subject);
        return phrase.Start <= source.Start && source.End <= phrase.End && phrase.End <= verb && phrase.Length <= LongestSource && read.Words[subject] is PartOfSpeech.Noun or PartOfSpeech.Propn ? phrase : source;
    }

    /// <summary>"We are told that …": the subject of such a passive is told, it tells nothing.</summary>
    private static bool IsAddressed(int verb, TokenRange source, Document read) =>
        read.Words.Lemma(verb) is "tell" or "inform" or "notify" or "assure" or "remind" && read.Syntax.Dependent(verb, DependencyRelation.NsubjPass) is >= 0 and int subject && source.Contains(subject);

    /// <summary>The agent of a passive without its "by".</summary>
    private static TokenRange Teller(int agent, Document read)
    {
        TokenRange phrase = read.Syntax.Yield(agent);
        return read.Syntax.Dependent(agent, DependencyRelation.Case) == phrase.Start ? new TokenRange(phrase.Start + 1, phrase.End) : phrase;
    }

    /// <summary>"Kenya was accused of …": the subject of a passive verb of blame says nothing.</summary>
    private static bool IsAccused(int verb, TokenRange source, Document read) =>
        read.Words.Lemma(verb) is "accuse" or "charge" or "suspect" or "blame" or "indict" && read.Syntax.Dependent(verb, DependencyRelation.NsubjPass) is >= 0 and int subject && source.Contains(subject);
}
