using Hearsay.Reading.English;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Dating;

/// <summary>
/// Finds expressions of time and says what they stand for (TIMEX3 of TimeML). Rules over tokens, one pass, linear in the length of the text; the only memory taken
/// is that of the expressions found.
/// </summary>
public static class TimeFinder
{
    /// <summary>Stated years that a text needs before it can count as a narrative although it has a date of publication: a report on the day's events states fewer.</summary>
    private const int NarrativeYears = 4;

    /// <summary>Share of the stated years that must lie before the year of publication by more than one, for such a text to be a narrative.</summary>
    private const double NarrativeShare = 0.75;

    /// <summary>Tokens for each stated year at most, in a narrative.</summary>
    private const int NarrativeDensity = 400;

    /// <summary>Stated years for each word that looks from the day of writing ("Monday", "yesterday", "ago") at least, in a narrative.</summary>
    private const int NarrativeYearsPerDeictic = 3;

    /// <summary>Words that look from the day of writing, in a text that does.</summary>
    private const int LeastDeictic = 2;

    /// <summary>Finds all expressions of a document.</summary>
    /// <param name="tokens">The words.</param>
    /// <param name="sentences">No expression runs over the end of a sentence.</param>
    /// <param name="published">When the text was published, or null: then it is read as a narrative, each time against the one before it.</param>
    public static Times Find(Tokens tokens, Sentences sentences, PublicationDate? published)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(sentences);
        return Find(new TermReader(tokens), sentences, published);
    }

    /// <summary>The same with terms that the caller holds.</summary>
    internal static Times Find(TermReader terms, Sentences sentences, PublicationDate? published)
    {
        Tokens tokens = terms.Tokens;
        var found = new List<TimeExpression>();
        var matcher = new TimeMatcher(terms);
        var resolver = new TimeResolver(tokens, published, published is not { } date || IsNarrative(terms, date.Day.Year));
        for (int sentence = 0; sentence < sentences.Count; sentence++)
        {
            TokenRange range = sentences[sentence];
            int paragraph = sentences.Paragraphs[sentence];
            int depth = 0;
            int at = range.Start;
            while (at < range.End)
            {
                depth += tokens[at] switch { "(" => 1, ")" => -1, _ => 0 };
                matcher.IsAncient = resolver.IsAncient;
                if (!matcher.TryMatch(at, range, out TimeDraft draft))
                {
                    at++;
                    continue;
                }

                draft.IsAside = depth > 0 || IsBorder(tokens, draft);
                int opened = -1;
                while (true)
                {
                    bool more = matcher.TryContinue(ref draft, out TimeDraft next);
                    TimeExpression expression = resolver.Resolve(draft, sentence, paragraph, range);
                    if (opened >= 0)
                    {
                        found[opened] = found[opened] with { RangeEnd = found.Count };
                    }

                    opened = more && draft.OpensRange ? found.Count : -1;
                    found.Add(expression);
                    at = draft.End;
                    if (!more)
                    {
                        break;
                    }

                    draft = next;
                }
            }
        }

        return found.Count == 0 ? Times.None : new Times([.. found]);
    }

    /// <summary>"until 1976", "since 1963": a year that bounds what is told, not the one that is told of.</summary>
    private static bool IsBorder(Tokens tokens, in TimeDraft draft) =>
        draft is { Start: > 0, Month: 0, Day: 0, Season: 0, YearSpan: 1, Form: DraftForm.Point } && draft.Year != TimeDraft.NoYear && tokens[draft.Start - 1] is "until" or "since" or "till";

    /// <summary>True when a text speaks from its own day, as news does: it names days of the week, "yesterday" or "ago" more than once.</summary>
    internal static bool LooksBack(TermReader terms)
    {
        int deictic = 0;
        for (int i = 0; i < terms.Tokens.Count && deictic < LeastDeictic; i++)
        {
            deictic += terms[i].Kind is TermKind.Weekday or TermKind.Today or TermKind.Tonight or TermKind.Ago ? 1 : 0;
        }

        return deictic == LeastDeictic;
    }

    /// <summary>True when most of the many years stated lie well before the publication.</summary>
    private static bool IsNarrative(TermReader terms, int published)
    {
        int stated = 0;
        int past = 0;
        int deictic = 0;
        int count = terms.Tokens.Count;
        for (int i = 1; i < count; i++)
        {
            if (!char.IsAsciiDigit(terms.Tokens[i][0]))
            {
                deictic += terms[i].Kind is TermKind.Weekday or TermKind.Today or TermKind.Tonight or TermKind.Ago ? 1 : 0;
                continue;
            }

            if (terms[i] is not { Kind: TermKind.Digits, Value: >= 1000 and < 2200 } year || terms.Tokens[i].Length != 4)
            {
                continue;
            }

            if (terms[i - 1].Kind is TermKind.Month or TermKind.Preposition or TermKind.Of or TermKind.Comma or TermKind.Early or TermKind.Late or TermKind.Digits)
            {
                stated++;
                past += year.Value < published - 1 ? 1 : 0;
            }
        }

        return stated >= NarrativeYears && past >= NarrativeShare * stated && stated * NarrativeDensity >= count && stated >= NarrativeYearsPerDeictic * deictic;
    }
}
