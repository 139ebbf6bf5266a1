using Hearsay.Reading.English;

namespace Hearsay.Reading.Dating;

/// <summary>
/// Names and dates of festivals. Days of the Islamic calendar are those of its arithmetic (tabular, civil) form, which may be a day off what was observed: they are approximate.
/// </summary>
internal static class Holidays
{
    /// <summary>Day number of 1 Muharram of year 1 in the tabular calendar, 19 July 622 Gregorian (day 227014), less one.</summary>
    private const int IslamicEpoch = 227013;

    /// <summary>Finds the name of a holiday at <paramref name="at"/>; returns the token after it, or −1. Names need their capital.</summary>
    public static int Match(TermReader terms, int at, int limit, out Holiday holiday)
    {
        holiday = Holiday.None;
        ReadOnlySpan<char> first = terms.Words[at];
        if (at >= limit || !char.IsAsciiLetterUpper(first[0]))
        {
            return -1;
        }

        switch (first.Length)
        {
            case 3 when first is "Eid":
                return Eid(terms, at, limit, out holiday);
            case 3 when first is "New" && Is(terms, at + 1, limit, "Year") && terms[at + 2].Kind == TermKind.Possessive && at + 3 < limit:
                holiday = terms.Words[at + 3] is "Eve" ? Holiday.NewYearsEve : Holiday.NewYear;
                return terms.Words[at + 3] is "Eve" or "Day" ? at + 4 : -1;
            case 3 when first is "May" && Is(terms, at + 1, limit, "Day"):
                holiday = Holiday.MayDay;
                return at + 2;
            case 3 when first is "All" && Is(terms, at + 1, limit, "Saints"):
                holiday = Holiday.AllSaints;
                return Days(terms, at + 2, limit);
            case 4 when first is "Good" && Is(terms, at + 1, limit, "Friday"):
                holiday = Holiday.GoodFriday;
                return at + 2;
            case 4 when first is "Palm" && Is(terms, at + 1, limit, "Sunday"):
                holiday = Holiday.PalmSunday;
                return at + 2;
            case 3 when first is "Ash" && Is(terms, at + 1, limit, "Wednesday"):
                holiday = Holiday.AshWednesday;
                return at + 2;
            case 6 when first is "Boxing" && Is(terms, at + 1, limit, "Day"):
                holiday = Holiday.BoxingDay;
                return at + 2;
            case 6 when first is "Easter":
                holiday = Is(terms, at + 1, limit, "Monday") ? Holiday.EasterMonday : Holiday.EasterSunday;
                return Is(terms, at + 1, limit, "Monday") || Is(terms, at + 1, limit, "Sunday") ? at + 2 : Is(terms, at + 1, limit, "Rising") || Is(terms, at + 1, limit, "Offensive") || Is(terms, at + 1, limit, "Island") ? -1 : at + 1;
            case 9 when first is "Christmas":
                holiday = Is(terms, at + 1, limit, "Eve") ? Holiday.ChristmasEve : Holiday.Christmas;
                return Is(terms, at + 1, limit, "Eve") || Is(terms, at + 1, limit, "Day") ? at + 2 : at + 1;
            case 12 when first is "Thanksgiving":
                holiday = Holiday.Thanksgiving;
                return Is(terms, at + 1, limit, "Day") ? at + 2 : at + 1;
            case 8 when first is "Memorial" or "Victory" && Is(terms, at + 1, limit, "Day"):
            case 7 when first is "Victory" && Is(terms, at + 1, limit, "Day"):
                holiday = first is "Memorial" ? Holiday.MemorialDay : Holiday.VictoryDayEast;
                return at + 2;
            case 5 when first is "Labor" && Is(terms, at + 1, limit, "Day"):
                holiday = Holiday.LaborDay;
                return at + 2;
            case 8 when first is "Bastille" && Is(terms, at + 1, limit, "Day"):
                holiday = Holiday.BastilleDay;
                return at + 2;
            case 9 when first is "Armistice" && Is(terms, at + 1, limit, "Day"):
                holiday = Holiday.ArmisticeDay;
                return at + 2;
            case 9 when first is "Valentine" && terms[at + 1].Kind == TermKind.Possessive && Is(terms, at + 2, limit, "Day"):
                holiday = Holiday.Valentine;
                return at + 3;
            case 9 when first is "Halloween":
                holiday = Holiday.Halloween;
                return at + 1;
            case 8 when first is "Epiphany":
                holiday = Holiday.Epiphany;
                return at + 1;
            case 9 when first is "Pentecost":
                holiday = Holiday.Pentecost;
                return at + 1;
            case 7 when first is "Ramadan" or "Ramazan":
                holiday = Holiday.Ramadan;
                return at + 1;
            case 6 when first is "Nowruz" or "Nevruz" or "Newroz" or "Norooz":
                holiday = Holiday.Nowruz;
                return at + 1;
            case 6 when first is "Ashura":
                holiday = Holiday.Ashura;
                return at + 1;
            default:
                return -1;
        }
    }

    /// <summary>First day of the holiday that begins in <paramref name="year"/>, and how many days it has. Of festivals that fall twice, the first.</summary>
    public static (int Day, int Days, bool IsApproximate) Place(Holiday holiday, int year) => holiday switch
    {
        Holiday.NewYear => (Calendar.Day(year, 1, 1), 1, false),
        Holiday.NewYearsEve => (Calendar.Day(year, 12, 31), 1, false),
        Holiday.Epiphany => (Calendar.Day(year, 1, 6), 1, false),
        Holiday.Valentine => (Calendar.Day(year, 2, 14), 1, false),
        Holiday.WomensDay => (Calendar.Day(year, 3, 8), 1, false),
        Holiday.Nowruz => (Calendar.Day(year, 3, 21), 1, true),
        Holiday.GoodFriday => (Calendar.Easter(year) - 2, 1, false),
        Holiday.EasterSunday => (Calendar.Easter(year), 1, false),
        Holiday.EasterMonday => (Calendar.Easter(year) + 1, 1, false),
        Holiday.PalmSunday => (Calendar.Easter(year) - 7, 1, false),
        Holiday.AshWednesday => (Calendar.Easter(year) - 46, 1, false),
        Holiday.Pentecost => (Calendar.Easter(year) + 49, 1, false),
        Holiday.MayDay => (Calendar.Day(year, 5, 1), 1, false),
        Holiday.VictoryDayWest => (Calendar.Day(year, 5, 8), 1, false),
        Holiday.VictoryDayEast => (Calendar.Day(year, 5, 9), 1, false),
        Holiday.MemorialDay => (Calendar.NthWeekday(year, 5, 1, -1), 1, false),
        Holiday.IndependenceDayUs => (Calendar.Day(year, 7, 4), 1, false),
        Holiday.BastilleDay => (Calendar.Day(year, 7, 14), 1, false),
        Holiday.LaborDay => (Calendar.NthWeekday(year, 9, 1, 1), 1, false),
        Holiday.Halloween => (Calendar.Day(year, 10, 31), 1, false),
        Holiday.AllSaints => (Calendar.Day(year, 11, 1), 1, false),
        Holiday.ArmisticeDay => (Calendar.Day(year, 11, 11), 1, false),
        Holiday.Thanksgiving => (Calendar.NthWeekday(year, 11, 4, 4), 1, false),
        Holiday.ChristmasEve => (Calendar.Day(year, 12, 24), 1, false),
        Holiday.Christmas => (Calendar.Day(year, 12, 25), 1, false),
        Holiday.BoxingDay => (Calendar.Day(year, 12, 26), 1, false),
        Holiday.Ramadan => (Islamic(year, 9, 1), 30, true),
        Holiday.EidAlFitr => (Islamic(year, 10, 1), 3, true),
        Holiday.EidAlAdha => (Islamic(year, 12, 10), 4, true),
        Holiday.Ashura => (Islamic(year, 1, 10), 1, true),
        _ => (Calendar.Day(year, 1, 1), 1, false),
    };

    /// <summary>The first time in the Gregorian year that this day of the tabular Islamic calendar comes.</summary>
    private static int Islamic(int year, int month, int day)
    {
        int first = Calendar.Day(year, 1, 1);
        int lunar = (int)Math.Floor((first - IslamicEpoch) / 354.36667) - 1;
        while (true)
        {
            int at = IslamicEpoch + day + (29 * (month - 1)) + (month / 2) + ((lunar - 1) * 354) + (int)Math.Floor((3 + (11 * lunar)) / 30.0);
            if (at >= first)
            {
                return at;
            }

            lunar++;
        }
    }

    private static int Eid(TermReader terms, int at, int limit, out Holiday holiday)
    {
        holiday = Holiday.EidAlFitr;
        int next = at + 1;
        for (int i = 0; i < 3 && next < limit; i++, next++)
        {
            if (terms.Words[next] is "Fitr")
            {
                return next + 1;
            }

            if (terms.Words[next] is "Adha")
            {
                holiday = Holiday.EidAlAdha;
                return next + 1;
            }

            if (terms[next].Kind != TermKind.Dash && terms.Words[next] is not ("al" or "ul" or "Al"))
            {
                break;
            }
        }

        return at + 1;
    }

    private static int Days(TermReader terms, int at, int limit)
    {
        int next = at < limit && (terms[at].Kind == TermKind.Possessive || terms.Words[at] is "'" or "’") ? at + 1 : at;
        return Is(terms, next, limit, "Day") ? next + 1 : -1;
    }

    private static bool Is(TermReader terms, int at, int limit, string word) => at < limit && terms.Words[at].SequenceEqual(word);
}
