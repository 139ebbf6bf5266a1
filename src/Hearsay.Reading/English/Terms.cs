using System.Collections.Frozen;

namespace Hearsay.Reading.English;

/// <summary>Closed classes of English words that expressions of time and quantity are made of, looked up without regard to case.</summary>
internal static class Terms
{
    /// <summary>Added to the value of a unit in the plural.</summary>
    public const int Plural = 64;

    private const int Longest = 16;

    private static readonly FrozenDictionary<string, Term> Table = Build();
    private static readonly FrozenDictionary<string, Term>.AlternateLookup<ReadOnlySpan<char>> BySpan = Table.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the word is; digits are not words.</summary>
    public static Term Of(ReadOnlySpan<char> word) => word.Length <= Longest && BySpan.TryGetValue(word, out Term term) ? term : default;

    private static FrozenDictionary<string, Term> Build()
    {
        var table = new Dictionary<string, Term>(StringComparer.OrdinalIgnoreCase);
        void Add(TermKind kind, string words, int value = 0)
        {
            foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                table.Add(word, new Term(kind, value));
            }
        }

        void Count(TermKind kind, string words, int from, int step = 1)
        {
            int value = from;
            foreach (string word in words.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                Add(kind, word, value);
                value += step;
            }
        }

        Count(TermKind.Cardinal, "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 0);
        Count(TermKind.Cardinal, "twenty thirty forty fifty sixty seventy eighty ninety", 20, 10);
        Add(TermKind.Cardinal, "fourty", 40);
        Add(TermKind.Hundred, "hundred hundreds");
        Add(TermKind.Scale, "thousand thousands k", 3);
        Add(TermKind.Scale, "million millions mln mn m", 6);
        Add(TermKind.Scale, "billion billions bn bln b milliard", 9);
        Add(TermKind.Scale, "trillion trillions tn tr", 12);
        Add(TermKind.Scale, "quadrillion", 15);
        Add(TermKind.Scale, "lakh lakhs lac", 5);
        Add(TermKind.Scale, "crore crores", 7);
        Add(TermKind.Dozen, "dozen dozens", 12);
        Add(TermKind.Dozen, "score scores", 20);
        Count(TermKind.Ordinal, "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth", 1);
        Count(TermKind.Ordinal, "thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth", 30, 10);
        Add(TermKind.Half, "half halves");
        Count(TermKind.FractionNoun, "thirds quarters fifths sixths sevenths eighths ninths tenths", 3);
        Count(TermKind.DecadeWord, "twenties thirties forties fifties sixties seventies eighties nineties", 20, 10);

        Count(TermKind.Month, "January February March April May June July August September October November December", 1);
        Count(TermKind.Month, "Jan. Feb. Mar. Apr.", 1);
        Count(TermKind.Month, "Jun. Jul. Aug. Sept. Oct. Nov. Dec.", 6);
        Count(TermKind.Month, "Jan Feb Mar Apr", 1);
        Count(TermKind.Month, "Jun Jul Aug Sep Oct Nov Dec", 6);
        Add(TermKind.Month, "Sep. Sept", 9);
        Count(TermKind.Weekday, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday", 1);
        Count(TermKind.Weekday, "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays", 1 + Plural);
        Count(TermKind.Weekday, "Mon. Tues. Wed. Thurs. Fri. Sat. Sun.", 1);
        Count(TermKind.Weekday, "Mon Tue Wed Thu Fri Sat Sun", 1);
        Add(TermKind.Weekday, "Tues", 2);
        Add(TermKind.Weekday, "Thur. Thur Thurs", 4);

        void Unit(TimeUnit unit, string one, string many)
        {
            Add(TermKind.Unit, one, (int)unit);
            Add(TermKind.Unit, many, (int)unit + Plural);
        }

        Unit(TimeUnit.Second, "", "seconds secs");
        Unit(TimeUnit.Minute, "minute min", "minutes mins");
        Unit(TimeUnit.Hour, "hour hr", "hours hrs");
        Unit(TimeUnit.Day, "day", "days");
        Unit(TimeUnit.Weekend, "weekend", "weekends");
        Unit(TimeUnit.Week, "week", "weeks");
        Unit(TimeUnit.Fortnight, "fortnight", "fortnights");
        Unit(TimeUnit.Month, "month", "months");
        Unit(TimeUnit.Quarter, "quarter", "");
        Unit(TimeUnit.Year, "year yr", "years yrs");
        Unit(TimeUnit.Decade, "decade", "decades");
        Unit(TimeUnit.Century, "century", "centuries");
        Unit(TimeUnit.Millennium, "millennium", "millennia millenniums");

        Add(TermKind.Season, "spring springtime", 1);
        Add(TermKind.Season, "summer summertime", 2);
        Add(TermKind.Season, "autumn fall", 3);
        Add(TermKind.Season, "winter wintertime", 4);
        Add(TermKind.DayPart, "morning mornings", (int)Dating.DayPart.Morning);
        Add(TermKind.DayPart, "afternoon afternoons", (int)Dating.DayPart.Afternoon);
        Add(TermKind.DayPart, "evening evenings", (int)Dating.DayPart.Evening);
        Add(TermKind.DayPart, "night nights overnight nighttime", (int)Dating.DayPart.Night);
        Add(TermKind.DayPart, "daytime daylight", (int)Dating.DayPart.Daytime);
        Add(TermKind.DayPart, "dawn daybreak sunrise", (int)Dating.DayPart.Dawn);
        Add(TermKind.DayPart, "dusk nightfall sunset", (int)Dating.DayPart.Dusk);
        Add(TermKind.DayPart, "noon midday noontime", (int)Dating.DayPart.Noon);
        Add(TermKind.DayPart, "midnight", (int)Dating.DayPart.Midnight);
        Add(TermKind.Today, "today", 0);
        Add(TermKind.Today, "yesterday", -1);
        Add(TermKind.Today, "tomorrow", 1);
        Add(TermKind.Tonight, "tonight");
        Add(TermKind.Now, "now nowadays currently presently");
        Add(TermKind.PastWord, "former formerly recent recently lately");
        Add(TermKind.FutureWord, "future");

        Add(TermKind.Next, "next coming upcoming forthcoming");
        Add(TermKind.Last, "last");
        Add(TermKind.Past, "past");
        Add(TermKind.This, "this these current");
        Add(TermKind.That, "that same those");
        Add(TermKind.Following, "following ensuing subsequent succeeding");
        Add(TermKind.Previous, "previous preceding prior");
        Add(TermKind.Ago, "ago");
        Add(TermKind.Later, "later afterwards afterward hence thereafter");
        Add(TermKind.Earlier, "earlier previously beforehand");
        Add(TermKind.After, "after");
        Add(TermKind.Before, "before");
        Add(TermKind.Early, "early");
        Add(TermKind.Late, "late");
        Add(TermKind.Mid, "mid");
        Add(TermKind.Start, "beginning start outset onset");
        Add(TermKind.Middle, "middle midpoint");
        Add(TermKind.End, "end close closing");
        Add(TermKind.Every, "every each");
        Add(TermKind.Per, "per");
        Add(TermKind.Periodic, "daily everyday", (int)TimeUnit.Day);
        Add(TermKind.Periodic, "nightly", (int)TimeUnit.Night);
        Add(TermKind.Periodic, "hourly", (int)TimeUnit.Hour);
        Add(TermKind.Periodic, "weekly", (int)TimeUnit.Week);
        Add(TermKind.Periodic, "fortnightly biweekly", (int)TimeUnit.Fortnight);
        Add(TermKind.Periodic, "monthly", (int)TimeUnit.Month);
        Add(TermKind.Periodic, "quarterly", (int)TimeUnit.Quarter);
        Add(TermKind.Periodic, "annually yearly annual", (int)TimeUnit.Year);
        Add(TermKind.HowOften, "once", 1);
        Add(TermKind.HowOften, "twice", 2);
        Add(TermKind.HowOften, "thrice", 3);
        Add(TermKind.Vague, "few several many numerous couple");
        Add(TermKind.About, "about around roughly approximately approx approx. some circa ca ca. c. estimated");
        Add(TermKind.More, "over more above exceeding");
        Add(TermKind.Less, "under less fewer below nearly almost");
        Add(TermKind.Of, "of");
        Add(TermKind.The, "the its their his her our");
        Add(TermKind.A, "a an");
        Add(TermKind.Joint, "and or to through till until");
        Add(TermKind.Preposition, "in on by since from during between at for within throughout into");
        Add(TermKind.Dash, "- – — ‑ −");
        Add(TermKind.Comma, ",");
        Add(TermKind.Era, "BC BCE B.C. B.C.E.", 0);
        Add(TermKind.Era, "AD CE A.D. C.E.", 1);
        Add(TermKind.Meridiem, "a.m. am a.m", 0);
        Add(TermKind.Meridiem, "p.m. pm p.m", 12);
        Add(TermKind.Zone, "GMT UTC Z", 0);
        Add(TermKind.Zone, "BST CET WAT", 60);
        Add(TermKind.Zone, "CEST EET", 120);
        Add(TermKind.Zone, "EEST MSK AST", 180);
        Add(TermKind.Zone, "IRST", 210);
        Add(TermKind.Zone, "PKT", 300);
        Add(TermKind.Zone, "IST", 330);
        Add(TermKind.Zone, "HKT", 480);
        Add(TermKind.Zone, "JST KST", 540);
        Add(TermKind.Zone, "EDT", -240);
        Add(TermKind.Zone, "EST ET CDT", -300);
        Add(TermKind.Zone, "CST MDT", -360);
        Add(TermKind.Zone, "MST PDT", -420);
        Add(TermKind.Zone, "PST PT", -480);
        Add(TermKind.Possessive, "'s ’s");
        Add(TermKind.Money, "$ € £ ¥ ₹ ₽ ₴ ₪ US$ C$ A$ ₩ ₺");
        Add(TermKind.Fiscal, "fiscal financial FY");
        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
