using System.Collections.Immutable;
using Hearsay.Reading.Attributing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Training;

/// <summary>
/// Attributions read off trees and quotation marks by rule, for texts that nobody annotated: a verb of speech or attitude with its subject and what it governs, "according to",
/// nouns with a clause of their own, adverbs of hearsay. They miss much and err in places; a network that learns from many of them evens the errors out.
/// </summary>
internal static class TreeAttributions
{
    /// <summary>Verbs whose clause is what somebody says, thinks or knows.</summary>
    private static readonly HashSet<string> Clausal = Set("""
        say tell state add note report write explain describe claim believe think estimate announce declare insist maintain argue assert contend comment remark observe mention find conclude show reveal
        disclose indicate suggest confirm expect fear hope consider know reckon judge assess deny admit concede acknowledge allege accuse predict warn promise vow pledge threaten demand urge recommend propose
        agree complain boast joke tweet post testify swear stress emphasize emphasise reiterate repeat respond reply answer counter hint imply speculate suspect assume doubt wonder ask inquire decide recall
        remember realize recognize learn hear understand caution advise assure tell inform notify convince persuade remind signal worry lament regret feel guess imagine charge quip shout declare opine posit theorize
        """);

    /// <summary>Verbs that govern an act: what is wanted, promised, refused or asked of somebody.</summary>
    private static readonly HashSet<string> Acting = Set("""
        want plan intend hope vow pledge promise threaten refuse decline agree urge ask order request demand call beg expect propose offer seek wish aim prepare encourage advise tell instruct invite warn claim
        need prefer decide swear consent require command
        """);

    /// <summary>Verbs whose object is what they say.</summary>
    private static readonly HashSet<string> Naming = Set("""
        deny reject dismiss admit acknowledge accuse blame criticize criticise condemn denounce praise welcome support oppose defend endorse announce predict propose promise pledge demand request discuss describe
        cite mention question challenge dispute call confirm explain reveal suggest favor favour back
        """);

    /// <summary>Nouns that carry a clause: "claims that …".</summary>
    private static readonly HashSet<string> Nominal = Set("""
        claim allegation accusation report statement belief view argument suggestion assertion announcement promise pledge vow warning threat demand call denial admission admittance conclusion opinion idea fear
        hope expectation rumor rumour prediction decision proposal plan request order complaint charge concern evidence assurance
        """);

    private static readonly HashSet<string> Hearsay = ["reportedly", "allegedly", "purportedly", "supposedly"];

    /// <summary>The attributions of a document whose other layers were read, in text order.</summary>
    public static Attributions Of(Document doc)
    {
        var found = new List<Attribution>();
        for (int token = 0; token < doc.Tokens.Count; token++)
        {
            if (At(doc, token) is { } attribution)
            {
                found.Add(attribution);
            }
        }

        var mended = new List<Attribution>(found.Count);
        foreach (Attribution attribution in found)
        {
            ImmutableArray<TokenRange> content = ContentExtent.Of(Quoted(doc, attribution), new TokenRange(0, doc.Tokens.Count), doc.Tokens, doc.Sentences, doc.Quotations);
            content = ClauseBorders.Of(content, attribution.Source, doc.Words, doc.Syntax);
            if (!content.IsEmpty)
            {
                mended.Add(attribution with { Content = content });
            }
        }

        return AttributionRules.Complete(new Attributions(mended), doc, 0);
    }

    /// <summary>The content with the quotations that it begins or ends in made whole, and the one that goes on after "he said".</summary>
    private static List<TokenRange> Quoted(Document doc, Attribution attribution)
    {
        var content = new List<TokenRange>();
        bool quoted = false;
        foreach (TokenRange part in attribution.Content)
        {
            TokenRange whole = part;
            foreach (Quotation quotation in doc.Quotations.Ranges)
            {
                TokenRange marks = quotation.Tokens;
                if (marks.Start < whole.End && whole.Start < marks.End && !marks.Contains(attribution.Cue.Start) && !(marks.Start < attribution.Source.End && attribution.Source.Start < marks.End))
                {
                    quoted |= whole.Start <= marks.Start + 1 && marks.End <= attribution.Cue.Start;
                    whole = new TokenRange(Math.Min(whole.Start, marks.Start), Math.Max(whole.End, marks.End));
                }
            }

            content.Add(whole);
        }

        if (quoted && content.Count == 1)
        {
            int after = Math.Max(attribution.Cue.End, attribution.Source.End);
            int end = doc.Sentences[doc.Sentences.Of(attribution.Cue.Start)].End;
            foreach (Quotation quotation in doc.Quotations.Ranges)
            {
                bool sameParagraph = quotation.Tokens.Start < doc.Tokens.Count && Paragraph(doc, quotation.Tokens.Start) == Paragraph(doc, after - 1);
                if (sameParagraph && (quotation.Tokens.Start == end || (quotation.Tokens.Start >= after && quotation.Tokens.Start <= after + 1)))
                {
                    content.Add(quotation.Tokens);
                }
            }
        }

        return content;
    }

    /// <summary>Whether a token may be a cue: where the rules found none at such a word, nobody knows.</summary>
    public static bool MayBeCue(Document doc, int token)
    {
        string lemma = doc.Words.Lemma(token).ToString().ToLowerInvariant();
        return Clausal.Contains(lemma) || Acting.Contains(lemma) || Naming.Contains(lemma) || Nominal.Contains(lemma) || Hearsay.Contains(lemma) || lemma is "accord" or "call" or "cite" or ":" or "—" or "–";
    }

    /// <summary>An attribution without stops and connecting words at the borders of source and content.</summary>
    public static Attribution Trimmed(Document doc, Attribution attribution) => attribution with { Source = Trimmed(doc, attribution.Source), Content = [.. attribution.Content.Select(part => Trimmed(doc, part)).Where(part => !part.IsEmpty)] };

    private static HashSet<string> Set(string words) => [.. words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)];

    private static Attribution? At(Document doc, int token)
    {
        string lemma = doc.Words.Lemma(token).ToString().ToLowerInvariant();
        return doc.Words[token] switch
        {
            PartOfSpeech.Adv when Hearsay.Contains(lemma) => Adverb(doc, token),
            PartOfSpeech.Noun when Nominal.Contains(lemma) => Noun(doc, token),
            PartOfSpeech.Verb when lemma == "accord" => According(doc, token),
            PartOfSpeech.Verb when Clausal.Contains(lemma) || Acting.Contains(lemma) || Naming.Contains(lemma) => Verb(doc, token, lemma),
            _ => null,
        };
    }

    private static Attribution? Adverb(Document doc, int token)
    {
        int verb = doc.Syntax.Heads[token];
        return verb < 0 ? null : Make(default, new TokenRange(token, token + 1), Without(doc, doc.Syntax.Yield(verb), new TokenRange(token, token + 1)));
    }

    private static Attribution? Noun(Document doc, int noun)
    {
        int clause = doc.Syntax.Dependent(noun, DependencyRelation.Acl) is >= 0 and int acl ? acl : doc.Syntax.Dependent(noun, DependencyRelation.Ccomp);
        if (clause < noun || (Word(doc, doc.Syntax.Yield(clause).Start) is not ("that" or "to")))
        {
            return null;
        }

        int owner = doc.Syntax.Dependent(noun, DependencyRelation.NmodPoss);
        return Make(owner < 0 ? default : Trimmed(doc, doc.Syntax.Yield(owner)), new TokenRange(noun, noun + 1), [Trimmed(doc, doc.Syntax.Yield(clause))]);
    }

    private static Attribution? According(Document doc, int token)
    {
        if (Word(doc, token) != "according" || Word(doc, token + 1) != "to")
        {
            return null;
        }

        int named = doc.Syntax.Heads[token];
        if (named < token)
        {
            named = doc.Syntax.Dependent(token, DependencyRelation.Obl);
        }

        int clause = named < 0 ? -1 : doc.Syntax.Heads[named] == token ? doc.Syntax.Heads[token] : doc.Syntax.Heads[named];
        if (clause < 0 || clause == token)
        {
            return null;
        }

        var source = new TokenRange(token + 2, doc.Syntax.Yield(named).End);
        return source.IsEmpty ? null : Make(Trimmed(doc, source), new TokenRange(token, token + 2), Without(doc, doc.Syntax.Yield(clause), new TokenRange(token, source.End)));
    }

    private static Attribution? Verb(Document doc, int verb, string lemma)
    {
        Dependencies syntax = doc.Syntax;
        int subject = Subject(doc, verb);
        TokenRange source = subject < 0 ? default : Trimmed(doc, syntax.Yield(subject));
        // "I think" and "you know" are ways of speaking; whoever speaks in a quotation is the speaker of the quotation.
        if (source.Contains(verb) || (source.Length == 1 && Word(doc, source.Start) is "i" or "we" or "you" or "it" or "this" or "that"))
        {
            return null;
        }

        // Auxiliaries that negate belong to the cue.
        int start = verb;
        for (int before = verb - 1; before >= 0 && before > verb - 4 && syntax.Heads[before] == verb && syntax.Relation(before) is DependencyRelation.Aux or DependencyRelation.Advmod; before--)
        {
            start = Word(doc, before) is "not" or "n't" or "never" ? before - (Word(doc, before - 1) is "did" or "do" or "does" or "would" or "has" or "had" or "have" ? 1 : 0) : start;
        }

        var cue = new TokenRange(start, verb + 1);
        int clause = syntax.Dependent(verb, DependencyRelation.Ccomp);
        if (Clausal.Contains(lemma) && clause >= 0 && subject >= 0)
        {
            TokenRange said = syntax.Yield(clause);
            return Make(source, cue, Without(doc, clause > verb ? new TokenRange(said.Start, Onward(doc, verb, said.End)) : said, Span(verb, subject)));
        }

        int act = syntax.Dependent(verb, DependencyRelation.Xcomp);
        int thing = syntax.Dependent(verb, DependencyRelation.Obj);
        if (Acting.Contains(lemma) && act > verb && subject >= 0)
        {
            TokenRange content = syntax.Yield(act);
            return Make(source, cue, [Trimmed(doc, thing > verb && thing < act ? new TokenRange(Math.Min(content.Start, syntax.Yield(thing).Start), content.End) : content)]);
        }

        // "…, he said": the clause it hangs on, or the quotation beside it.
        if (Clausal.Contains(lemma) && subject >= 0)
        {
            if (syntax.Relation(verb) == DependencyRelation.Parataxis && syntax.Heads[verb] is >= 0 and int main)
            {
                TokenRange own = syntax.Yield(verb);
                return Make(source, cue, Without(doc, syntax.Yield(main), own.Contains(main) ? Span(verb, subject) : own));
            }

            TokenRange sentence = doc.Sentences[doc.Sentences.Of(verb)];
            foreach (Quotation quotation in doc.Quotations.Ranges)
            {
                if (sentence.Contains(quotation.Tokens.Start) && !quotation.Tokens.Contains(verb) && quotation.Tokens.Length > 3)
                {
                    return Make(source, cue, [quotation.Tokens]);
                }
            }
        }

        if (lemma is "accuse" or "blame" && thing > verb && subject >= 0)
        {
            return Make(source, cue, [Trimmed(doc, new TokenRange(syntax.Yield(thing).Start, Math.Max(syntax.Yield(thing).End, Last(doc, verb, DependencyRelation.Obl, DependencyRelation.Advcl))))]);
        }

        return Naming.Contains(lemma) && thing > verb && subject >= 0 ? Make(source, cue, [Trimmed(doc, syntax.Yield(thing))]) : null;
    }

    private static int Subject(Document doc, int verb)
    {
        for (int steps = 0; steps < 3; steps++)
        {
            int subject = doc.Syntax.Dependent(verb, DependencyRelation.Nsubj);
            if (subject >= 0)
            {
                return subject;
            }

            int agent = doc.Syntax.Dependent(verb, DependencyRelation.OblAgent);
            if (agent >= 0 || doc.Syntax.Relation(verb) is not (DependencyRelation.Conj or DependencyRelation.Xcomp) || doc.Syntax.Heads[verb] < 0)
            {
                return agent;
            }

            verb = doc.Syntax.Heads[verb];
        }

        return -1;
    }

    /// <summary>Where a clause ends together with the adverbial clauses behind it, which parsers hang on the verb of speech as often as on what is said.</summary>
    private static int Onward(Document doc, int verb, int end)
    {
        for (int child = doc.Syntax.FirstDependent(verb); child >= 0; child = doc.Syntax.NextDependent(child))
        {
            TokenRange part = doc.Syntax.Yield(child);
            end = child >= end && doc.Syntax.Relation(child) is DependencyRelation.Advcl && part.Start <= end + 1 ? part.End : end;
        }

        return end;
    }

    private static int Last(Document doc, int verb, params ReadOnlySpan<DependencyRelation> relations)
    {
        int end = -1;
        for (int child = doc.Syntax.FirstDependent(verb); child >= 0; child = doc.Syntax.NextDependent(child))
        {
            end = child > verb && relations.Contains(doc.Syntax.Relation(child)) && Word(doc, doc.Syntax.Yield(child).Start) is "of" or "for" or "in" ? doc.Syntax.Yield(child).End : end;
        }

        return end;
    }

    private static TokenRange Span(int verb, int subject) => new(Math.Min(verb, subject), Math.Max(verb, subject) + 1);

    private static Attribution? Make(TokenRange source, TokenRange cue, ImmutableArray<TokenRange> content)
    {
        content = [.. content.Where(range => !range.IsEmpty && (range.End <= cue.Start || range.Start >= cue.End))];
        return content.IsEmpty || content.Any(range => source.Start < range.End && range.Start < source.End) ? null : new Attribution(source, cue, content, -1, 0.5f);
    }

    /// <summary>What is left of a range on either side of another.</summary>
    private static ImmutableArray<TokenRange> Without(Document doc, TokenRange whole, TokenRange hole) => hole.End <= whole.Start || hole.Start >= whole.End
        ? [Trimmed(doc, whole)]
        : [.. new[] { Trimmed(doc, new TokenRange(whole.Start, Math.Max(whole.Start, hole.Start))), Trimmed(doc, new TokenRange(Math.Min(whole.End, hole.End), whole.End)) }.Where(part => part.Length > 1)];

    /// <summary>Without commas, stops and connecting words at the borders.</summary>
    private static TokenRange Trimmed(Document doc, TokenRange range)
    {
        (int start, int end) = (range.Start, range.End);
        while (end > start && (Word(doc, end - 1) is "," or "." or ":" or ";" or "-" or "–" or "—"))
        {
            end--;
        }

        while (start < end && (Word(doc, start) is "," or "." or ":" or ";" or "-" or "–" or "—" or "and" or "but"))
        {
            start++;
        }

        return new TokenRange(start, end);
    }

    private static int Paragraph(Document doc, int token) => doc.Sentences.Paragraphs[doc.Sentences.Of(token)];

    private static string Word(Document doc, int token) => token < 0 || token >= doc.Tokens.Count ? "" : doc.Tokens[token].ToString().ToLowerInvariant();
}
