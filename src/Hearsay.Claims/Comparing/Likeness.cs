using System.Collections.Immutable;
using Hearsay.Claims.Parties;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Comparing;

/// <summary>Whether two comparands are about the same proposition: what the one says is so could be what the other denies.</summary>
public static class Likeness
{
    /// <summary>From here on two comparands are about the same thing.</summary>
    public const double Same = 0.5;

    /// <summary>Days between two reports of one event; what is said later of an older event carries its date or its goods.</summary>
    internal const int EventReach = 30;

    /// <summary>Days between two reports of one transfer: contracts and deliveries are denied, admitted and audited for years.</summary>
    internal const int TransferReach = 730;

    /// <summary>Weight of what each says in the place of the other's words, against what both say.</summary>
    private const double Instead = 1;

    /// <summary>Weight of what only one says besides.</summary>
    private const double Besides = 0.25;

    /// <summary>Weight of names that each has in the place of the other's, against those that both have.</summary>
    private const double Swapped = 3;

    /// <summary>What likeness of words is worth where no name is.</summary>
    private const double Unnamed = 0.9;

    /// <summary>How alike they are, 0 … 1. Symmetric. Polarity, stance and numbers do not count: they are what is disputed.</summary>
    public static double Of(Comparand one, Comparand other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.What is { } a && other.What is { } b ? Propositions(one, a, other, b)
            : Days(one.Report.Published, other.Report.Published) <= EventReach ? Contents(one, other)
            : 0;
    }

    /// <summary>
    /// By words alone. What both say is weighed against what each says instead (the lesser of the two rests) and what only one says besides (the difference): a report may say
    /// more than another and be about the same, but not another thing in its place.
    /// </summary>
    private static double Contents(Comparand one, Comparand other)
    {
        (double names, bool apart) = Named(one, other);
        (double matter, int both) = Matter(one.Terms, other.Terms);
        if (apart || both == 0 || (both == 1 && names <= 0))
        {
            return 0;
        }

        // Names alone say little: what is said of them counts. Without any, the words must carry it.
        return matter * (names < 0 ? Unnamed : 0.7 + (0.3 * names));
    }

    private static (double Share, int Both) Matter(ContentTerms one, ContentTerms other)
    {
        double shared = 0;
        double onlyOne = 0;
        double onlyOther = 0;
        int i = 0;
        int j = 0;
        int both = 0;

        // Miles and kilometres are one word where both give a length.
        bool measured = one.Figures.Any(figure => figure.IsMeasure && other.Figures.Any(with => with.Of == figure.Of));
        while (i < one.Matter.Length || j < other.Matter.Length)
        {
            int order = i == one.Matter.Length ? 1 : j == other.Matter.Length ? -1 : string.CompareOrdinal(one.Matter[i], other.Matter[j]);
            if (order == 0)
            {
                shared += one.Weighed[i];
                both++;
                i++;
                j++;
            }
            else if (order < 0)
            {
                onlyOne += measured && Measure.IsUnit(one.Matter[i]) ? 0 : one.Weighed[i];
                i++;
            }
            else
            {
                onlyOther += measured && Measure.IsUnit(other.Matter[j]) ? 0 : other.Weighed[j];
                j++;
            }
        }

        return (both == 0 ? 0 : shared / (shared + (Instead * Math.Min(onlyOne, onlyOther)) + (Besides * Math.Abs(onlyOne - onlyOther))), both);
    }

    /// <summary>Whether each has a name in the place of the other's, whatever they share.</summary>
    internal static bool NamesOther(Comparand one, Comparand other) =>
        Array.Exists(one.Terms.Names, name => !Has(other.Terms.Names, name) && !Has(other.Parties, name)) && Array.Exists(other.Terms.Names, name => !Has(one.Terms.Names, name) && !Has(one.Parties, name));

    /// <summary>How far the names agree, −1 where neither has one; and whether each has names that the other has not, and none in common.</summary>
    private static (double Share, bool Apart) Named(Comparand one, Comparand other)
    {
        int shared = 0;
        int onlyOne = 0;
        int onlyOther = 0;
        foreach (string name in one.Terms.Names)
        {
            bool there = Has(other.Terms.Names, name) || Has(other.Parties, name);
            shared += there ? 1 : 0;
            onlyOne += there ? 0 : 1;
        }

        foreach (string name in other.Terms.Names)
        {
            bool there = Has(one.Terms.Names, name);
            bool meant = !there && Has(one.Parties, name);
            shared += meant ? 1 : 0;
            onlyOther += there || meant ? 0 : 1;
        }

        return shared + onlyOne + onlyOther == 0 ? (-1, false)
            : (shared / (shared + (Swapped * Math.Min(onlyOne, onlyOther)) + (Besides * Math.Abs(onlyOne - onlyOther))), onlyOne > 0 && onlyOther > 0 && shared == 0);
    }

    private static bool Has(string[] names, string name) => Array.BinarySearch(names, name, StringComparer.Ordinal) >= 0;

    private static double Propositions(Comparand one, Proposition a, Comparand other, Proposition b)
    {
        bool transfer = a.Transfer is not null && b.Transfer is not null;
        double time = Times(one, a, other, b, transfer ? TransferReach : EventReach);
        double places = Places(a, b);
        if (time == 0 || places == 0)
        {
            return 0;
        }

        (double actors, double recipients) = Roles(a, b, transfer);
        double things = Things(one, a, other, b);
        if (actors == 0 || recipients == 0 || things == 0)
        {
            return 0;
        }

        double words = Contents(one, other);
        bool type = a.Type == b.Type || transfer || Near(a.Type, b.Type);
        if (!type)
        {
            return words;
        }

        // A party that one of them leaves out is half known; so are goods.
        double told = (0.35 * Known(actors)) + (0.3 * Known(recipients)) + (0.35 * Known(things));
        return ((0.5 * told) + (0.5 * words)) * (0.7 + (0.3 * time));
    }

    private static double Known(double grade) => grade < 0 ? 0.5 : grade;

    private static bool Near(EventType a, EventType b) => (a, b) is
        (EventType.Aid, EventType.Cooperate) or (EventType.Cooperate, EventType.Aid) or (EventType.Coerce, EventType.Assault) or (EventType.Assault, EventType.Coerce)
        or (EventType.Agree, EventType.Cooperate) or (EventType.Cooperate, EventType.Agree) or (EventType.Agree, EventType.Aid) or (EventType.Aid, EventType.Agree);

    /// <summary>How far those agree who do it and to whom. In talks and agreements nobody is first.</summary>
    private static (double Actors, double Recipients) Roles(Proposition a, Proposition b, bool transfer)
    {
        ImmutableArray<Participant> actors = transfer ? a.Transfer!.Suppliers : a.Actors;
        ImmutableArray<Participant> recipients = transfer ? a.Transfer!.Recipients : a.Recipients;
        ImmutableArray<Participant> otherActors = transfer ? b.Transfer!.Suppliers : b.Actors;
        ImmutableArray<Participant> otherRecipients = transfer ? b.Transfer!.Recipients : b.Recipients;
        (double, double) straight = (Best(actors, otherActors), Best(recipients, otherRecipients));
        if (!transfer && IsMutual(a.Type) && IsMutual(b.Type))
        {
            (double, double) crossed = (Best(actors, otherRecipients), Best(recipients, otherActors));
            return Math.Min(crossed.Item1, crossed.Item2) > Math.Min(straight.Item1, straight.Item2) ? crossed : straight;
        }

        return straight;
    }

    private static bool IsMutual(EventType type) => type is EventType.Consult or EventType.Agree or EventType.Cooperate or EventType.Support;

    /// <summary>The best grade between two sets of participants; −1 when one is empty or is only described; 0 when nobody is in both.</summary>
    private static double Best(ImmutableArray<Participant> ones, ImmutableArray<Participant> others)
    {
        if (ones.IsEmpty || others.IsEmpty)
        {
            return -1;
        }

        double best = 0;
        bool described = false;
        foreach (Participant one in ones)
        {
            foreach (Participant other in others)
            {
                best = Math.Max(best, PartyLink.Grade(one, other));
                described |= IsDescribed(one) || IsDescribed(other);
            }
        }

        return best >= PartyLink.Least ? best : described ? -1 : 0;
    }

    /// <summary>"The troops", "an oil plant": words that say what it is, and not who.</summary>
    private static bool IsDescribed(Participant party) => party.Party is null && party.Name.Length > 0 && !party.Name.Any(char.IsUpper);

    /// <summary>The same weapon 1, the same word .8 ("drones" and "attack drones"), a weapon and other words .5, other words 0; −1 when one names nothing.</summary>
    private static double Things(Comparand one, Proposition a, Comparand other, Proposition b)
    {
        if (a.Objects.IsEmpty || b.Objects.IsEmpty)
        {
            return -1;
        }

        bool systems = false;
        foreach (EventObject thing in a.Objects)
        {
            foreach (EventObject like in b.Objects)
            {
                if (thing.System is not null && thing.System == like.System)
                {
                    return 1;
                }

                systems |= (thing.System is null) != (like.System is null);
            }
        }

        return one.Things.Any(thing => Has(other.Things, thing)) ? 0.8 : systems ? 0.5 : 0;
    }

    private static double Places(Proposition a, Proposition b)
    {
        if (a.Place is not { } one || b.Place is not { } other)
        {
            return -1;
        }

        if (one.Words.Quote.Equals(other.Words.Quote, StringComparison.OrdinalIgnoreCase))
        {
            return 1;
        }

        // Two towns are two places; a state holds its towns.
        bool apart = one.Country is not null && other.Country is not null && one.Country != other.Country;
        bool coarse = IsState(one) || IsState(other) || ContentTerms.Of(one.Words.Quote).Names.Intersect(ContentTerms.Of(other.Words.Quote).Names).Any();
        return !apart && (coarse || !IsLocal(a.Type)) ? 0.5 : 0;
    }

    private static bool IsState(EventPlace place) => PartyRegistry.Standard.Find(place.Words.Quote) is { IsState: true };

    /// <summary>Force, arrests, marches and protests happen in one place.</summary>
    private static bool IsLocal(EventType type) => type is EventType.Assault or EventType.Coerce or EventType.Protest or EventType.Mobilize or EventType.Retreat;

    /// <summary>Days that both state must come near each other; else the days of publication decide.</summary>
    private static double Times(Comparand one, Proposition a, Comparand other, Proposition b, int reach)
    {
        (DateOnly? Earliest, DateOnly? Latest) x = Interval(a);
        (DateOnly? Earliest, DateOnly? Latest) y = Interval(b);
        bool dated = (x.Earliest ?? x.Latest) is not null && (y.Earliest ?? y.Latest) is not null;
        int gap = dated
            ? Math.Max(0, Math.Max(Gap(x.Latest, y.Earliest), Gap(y.Latest, x.Earliest)))
            : Days(one.Report.Published, other.Report.Published);
        return gap > reach ? 0 : 1 - (0.7 * gap / reach);
    }

    private static (DateOnly? Earliest, DateOnly? Latest) Interval(Proposition what)
    {
        EventTime? time = what.Transfer?.Delivered ?? what.Time;
        return (time?.Earliest, time?.Latest);
    }

    private static int Gap(DateOnly? end, DateOnly? start) => end is { } last && start is { } first ? first.DayNumber - last.DayNumber : 0;

    private static int Days(DateOnly? one, DateOnly? other) => one is { } a && other is { } b ? Math.Abs(a.DayNumber - b.DayNumber) : 0;
}
