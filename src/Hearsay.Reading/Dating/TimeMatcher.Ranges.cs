using Hearsay.Reading.English;

namespace Hearsay.Reading.Dating;

/// <summary>The part of the grammar that finds the second half of a range or list: "May 8–10", "1957-60", "8 to 10 May", "May 4 and 5".</summary>
internal sealed partial class TimeMatcher
{
    /// <summary>
    /// Finds what goes on from <paramref name="draft"/> and shares its month, year or era. Also marks a draft that opens a range.
    /// </summary>
    /// <returns>False when nothing goes on, or what goes on is found as an expression of its own.</returns>
    public bool TryContinue(ref TimeDraft draft, out TimeDraft next)
    {
        next = new TimeDraft();
        int i = draft.End;
        if (i >= _limit || draft.Form != DraftForm.Point || draft.HasClockOrPart && draft.Day == 0)
        {
            return false;
        }

        bool dash = Kind(i) == TermKind.Dash;
        bool range = dash || Is(i, "to") || Is(i, "through") || Is(i, "until") || Is(i, "till") || (Is(i, "and") && IsBetween(draft.Start));
        bool list = Is(i, "and") || Is(i, "or") || (Kind(i) == TermKind.Comma && DayOfMonth(i + 1) > 0 && draft.Day > 0);
        if (!range && !list)
        {
            return false;
        }

        int j = i + 1;
        j = Is(j, "the") ? j + 1 : j;
        draft.OpensRange = range;

        // A whole expression follows: matched as it stands.
        var whole = new TimeDraft { Start = i + 1 };
        if (range && Kind(j) is TermKind.Month or TermKind.Weekday or TermKind.Season or TermKind.Early or TermKind.Late or TermKind.IsoDate || (range && DayOfMonth(j) > 0 && Kind(j + 1) == TermKind.Month))
        {
            int end = Expression(i + 1, ref whole);
            if (end > i + 1 && whole.Form == DraftForm.Point)
            {
                whole.End = end;
                if (draft.Year == TimeDraft.NoYear && draft.Month > 0 && whole.Year != TimeDraft.NoYear && whole.Month >= draft.Month && draft.YearRelation == Relation.None)
                {
                    draft.Year = whole.Year;
                }

                whole.IsAside = draft.IsAside;
                next = whole;
                return true;
            }
        }

        if (draft.Day > 0 && draft.Month > 0 && DayOfMonth(j) > 0 && Kind(j + 1) is not (TermKind.Unit or TermKind.Month or TermKind.Scale or TermKind.Hundred or TermKind.Meridiem) && (range || IsListEnd(j + 1)) && !(Kind(j) == TermKind.Ordinal && !range))
        {
            next = draft;
            next.Start = j;
            next.Weekday = 0;
            next.OpensRange = false;
            next.Day = DayOfMonth(j);
            next.End = draft.Year == TimeDraft.NoYear ? AfterYear(j + 1, ref next, required: false) : j + 1;
            draft.Year = next.Year;
            draft.YearRelation = next.YearRelation;
            return next.Day > draft.Day || list;
        }

        if (draft is { Day: 0, Month: 0, Season: 0, Half: 0, Quarter: 0, YearSpan: 1 } && draft.Year > 0 && Kind(j) == TermKind.Digits && _tokens[j].Length == 2 && (dash || (_tokens[j - 1].Length < 4 && !_tokens.SpaceBefore(j) && list)))
        {
            int year = (draft.Year / 100 * 100) + Value(j);
            if (year > draft.Year)
            {
                next = new TimeDraft { Start = j, End = j + 1, Year = year, IsAside = draft.IsAside };
                return true;
            }
        }

        if (range && draft is { Day: 0, Month: 0, YearSpan: 1 } && draft.Year != TimeDraft.NoYear && Kind(j) == TermKind.Digits)
        {
            var second = new TimeDraft { Start = j, IsAside = draft.IsAside };
            int end = YearAt(j, strong: true, ref second);
            if (end > 0 && second.Year >= draft.Year)
            {
                second.End = end;
                next = second;
                return true;
            }
        }

        draft.OpensRange = false;
        return false;
    }

    private bool IsBetween(int at) => Is(at - 1, "between") || (Is(at - 1, "the") && Is(at - 2, "between"));

    /// <summary>Nothing follows that the number could count.</summary>
    private bool IsListEnd(int i) => i >= _limit || !char.IsLetterOrDigit(_tokens[i][0]) || Kind(i) is TermKind.Preposition or TermKind.Joint or TermKind.Era or TermKind.After or TermKind.Before or TermKind.Digits || Word(i) is "were" or "was" or "when" or "as" or "while" or "that" or "with" or "without";

    /// <summary>The first half of a range whose month comes with the second: "8–10 May", "the 3rd and 4th of June".</summary>
    private int DayBeforeDay(int i, ref TimeDraft d)
    {
        int day = DayOfMonth(i);
        if (day == 0 || Kind(i) == TermKind.Ordinal || !(Kind(i + 1) is TermKind.Dash or TermKind.Joint || Kind(i + 1) == TermKind.Comma))
        {
            return -1;
        }

        int j = Is(i + 2, "the") ? i + 3 : i + 2;
        int second = DayOfMonth(j);
        int month = Kind(j + 1) == TermKind.Of ? j + 2 : j + 1;
        if (second <= day || Kind(month) != TermKind.Month || !IsCapital(month))
        {
            return -1;
        }

        d.Day = day;
        d.Month = Value(month);
        var year = new TimeDraft();
        AfterYear(month + 1, ref year, required: false);
        d.Year = year.Year;
        d.YearRelation = year.YearRelation;
        return i + 1;
    }
}
