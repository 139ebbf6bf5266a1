using System.Collections.Immutable;
using Hearsay.Claims.Parties;

namespace Hearsay.Claims.Comparing;

/// <summary>Whether two comparands are about the same proposition: what the one says is so could be what the other denies.</summary>
public static class Likeness
{
    /// <summary>From here on two comparands are about the same thing.</summary>
    public const double Same = 0.6;

    /// <summary>Days between two reports of one event; what is said later of an older event carries its date or its goods.</summary>
    private const int EventReach = 30;

    /// <summary>Days between two reports of one transfer: contracts and deliveries are denied, admitted and audited for years.</summary>
    private const int TransferReach = 730;

    /// <summary>How alike they are, 0 … 1. Symmetric. Polarity, stance and numbers do not count: they are what is disputed.</summary>
    public static double Of(Comparand one, Comparand other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.What is { } a && other.What is { } b ? Propositions(one, a, other, b) : Contents(one, other);
    }

    private static double Contents(Comparand one, Comparand other)
    {
        if (Days(one.Report.Published, other.Report.Published) > EventReach)
        {
            return 0;
        }

        // Four stems in common, or three of hardly more, and most of the shorter content: less is a common subject, not a common statement.
        int shared = Shared(one.Words, other.Words);
        double both = Dice(one.Words, other.Words);
        return shared < 3 || (shared == 3 && both < 0.75) ? 0 : (shared / (double)Math.Min(one.Words.Count, other.Words.Count) * 0.5) + (both * 0.5);
    }

    private static double Propositions(Comparand one, Proposition a, Comparand other, Proposition b)
    {
        bool transfer = a.Transfer is not null && b.Transfer is not null;
        double type = a.Type == b.Type ? 1 : transfer || Near(a.Type, b.Type) ? 0.9 : 0;
        double actors = Best(Actors(a, transfer), Actors(b, transfer));
        double recipients = Best(Recipients(a, transfer), Recipients(b, transfer));
        if (type == 0 || actors == 0 || recipients == 0 || (actors < 0 && recipients < 0))
        {
            return 0;
        }

        double things = Things(one, a, other, b);
        double time = Times(one, a, other, b, transfer ? TransferReach : EventReach);
        double places = Places(a, b);
        if (things == 0 || time == 0 || places == 0)
        {
            return 0;
        }

        double words = Dice(one.Words, other.Words);
        // A party that one of them leaves out is half known; so are goods.
        double score = (0.25 * Known(actors)) + (0.2 * Known(recipients)) + (0.25 * Known(things)) + (0.15 * time) + (0.15 * Math.Min(1, 2 * words));

        // Without goods or place in common, events of one type between two parties are told apart by their words alone.
        bool specific = things > 0 || places > 0 || words >= 0.34 || (transfer && things < 0);
        return specific ? score * type : 0;
    }

    private static double Known(double grade) => grade < 0 ? 0.5 : grade;

    private static bool Near(EventType a, EventType b) => (a, b) is
        (EventType.Aid, EventType.Cooperate) or (EventType.Cooperate, EventType.Aid) or (EventType.Coerce, EventType.Assault) or (EventType.Assault, EventType.Coerce)
        or (EventType.Agree, EventType.Cooperate) or (EventType.Cooperate, EventType.Agree) or (EventType.Agree, EventType.Aid) or (EventType.Aid, EventType.Agree);

    private static ImmutableArray<Participant> Actors(Proposition what, bool transfer) => transfer ? what.Transfer!.Suppliers : what.Actors;

    private static ImmutableArray<Participant> Recipients(Proposition what, bool transfer) => transfer ? what.Transfer!.Recipients : what.Recipients;

    /// <summary>The best grade between two sets of participants; −1 when one is empty; 0 when nobody is in both.</summary>
    private static double Best(ImmutableArray<Participant> ones, ImmutableArray<Participant> others)
    {
        double best = ones.IsEmpty || others.IsEmpty ? -1 : 0;
        foreach (Participant one in ones)
        {
            foreach (Participant other in others)
            {
                best = Math.Max(best, PartyLink.Grade(one, other));
            }
        }

        return best >= PartyLink.Least || best < 0 ? best : 0;
    }

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

        return Shared(one.Things, other.Things) > 0 ? 0.8 : systems ? 0.5 : 0;
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
        bool coarse = IsState(one) || IsState(other) || Shared(ContentWords.Of(one.Words.Quote), ContentWords.Of(other.Words.Quote)) > 0;
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

    private static double Dice(HashSet<string> a, HashSet<string> b) => a.Count + b.Count == 0 ? 0 : 2.0 * Shared(a, b) / (a.Count + b.Count);

    private static int Shared(HashSet<string> a, HashSet<string> b)
    {
        (HashSet<string> less, HashSet<string> more) = a.Count <= b.Count ? (a, b) : (b, a);
        int shared = 0;
        foreach (string word in less)
        {
            shared += more.Contains(word) ? 1 : 0;
        }

        return shared;
    }
}
