namespace Hearsay.Claims.Comparing;

/// <summary>Whether two comparands about one proposition can both be true. Likeness is judged elsewhere (<see cref="Likeness"/>).</summary>
public static class Contradiction
{
    /// <summary>Whether one affirms what the other denies.</summary>
    public static bool OfSides(Comparand one, Comparand other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return (one.Side, other.Side) is (ClaimSide.Affirms, ClaimSide.Denies) or (ClaimSide.Denies, ClaimSide.Affirms);
    }

    /// <summary>Whether both affirm, with numbers of the same thing that are further apart than rounding takes them.</summary>
    public static bool OfNumbers(Comparand one, Comparand other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Side != ClaimSide.Affirms || other.Side != ClaimSide.Affirms)
        {
            return false;
        }

        if (one.What?.Quantity is { } a && other.What?.Quantity is { } b && a.Unit == b.Unit)
        {
            return Figure.Excludes(a.Min, a.Max, b.Min, b.Max);
        }

        foreach (Figure figure in one.Terms.Figures)
        {
            foreach (Figure against in other.Terms.Figures)
            {
                if (figure.Excludes(against))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
