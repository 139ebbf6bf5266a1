namespace Hearsay.Claims.Comparing;

/// <summary>Whether two comparands about one proposition can both be true. Likeness is judged elsewhere (<see cref="Likeness"/>).</summary>
public static class Contradiction
{
    /// <summary>Terms that one of two contents may have more for a "not" among its words to be about what both say.</summary>
    private const int Besides = 3;

    /// <summary>Words in a row that two reports share only where both quote: reports of the same thing in other words share three or four.</summary>
    internal const int Quoted = 7;

    /// <summary>Likeness from which two sums, or measures without a proposition, are of the same thing. Chosen on real articles, where grants to different towns must not clash (quality/disputes.md).</summary>
    private const double OneSum = 0.75;

    /// <summary>Whether one affirms what the other denies.</summary>
    public static bool OfSides(Comparand one, Comparand other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return (one.Side, other.Side) is (ClaimSide.Affirms, ClaimSide.Denies) or (ClaimSide.Denies, ClaimSide.Affirms)
            && (!RestsOnWords(one) || IsAbout(one.Terms, other.Terms)) && (!RestsOnWords(other) || IsAbout(other.Terms, one.Terms));
    }

    /// <summary>Whether nothing but a negation among the words makes it a denial: neither an event that is put as not so, nor a cue that denies.</summary>
    private static bool RestsOnWords(Comparand comparand) => comparand is { What: null, Side: ClaimSide.Denies } && !IsExplicit(comparand) && comparand.Terms.NegatedMatter.Length > 0;

    /// <summary>Whether what the words of one say not to be so is what the other says.</summary>
    private static bool IsAbout(ContentTerms negated, ContentTerms other) => Math.Abs(negated.Matter.Length - other.Matter.Length) <= Besides && negated.NegatedMatter.Any(other.Matter.Contains);

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
            return (a.Unit is not { } sum || !IsMoney(sum) || AreOfOneSum(one, other)) && Figure.Excludes(a.Min, a.Max, b.Min, b.Max);
        }

        if (one.What?.Quantity is { Unit: { } unit } x && other.What?.Quantity is { Unit: { } otherUnit } y)
        {
            if (Measure.OfSymbol(unit) is { } measure && Measure.OfSymbol(otherUnit) is { } with && measure.Dimension == with.Dimension)
            {
                return Figure.Excludes(x.Min * measure.Factor, x.Max * measure.Factor, y.Min * with.Factor, y.Max * with.Factor);
            }

            // Rates change: a sum in one currency says nothing against one in another.
            if (IsMoney(unit) && IsMoney(otherUnit))
            {
                return false;
            }
        }

        // Where several things of one kind are counted, one number that both give is enough to agree.
        bool excludes = false;
        foreach (Figure figure in one.Terms.Figures)
        {
            if (figure.IsMeasure && !AreOfOneSum(one, other))
            {
                continue;
            }

            foreach (Figure against in other.Terms.Figures.Where(against => against.Of == figure.Of))
            {
                if (!figure.Excludes(against))
                {
                    return false;
                }

                excludes = true;
            }
        }

        return excludes;
    }

    /// <summary>
    /// Whether the two are words of one statement: a part of one lies in the other in the same document, or, where nothing but their words says that one is a denial, they share a run of words as only
    /// quotations do.
    /// </summary>
    internal static bool IsOneStatement(Comparand one, Comparand other)
    {
        if (one.Report.Document == other.Report.Document && one.Report.Claim.Content.Any(part => other.Report.Claim.Content.Any(with => part.Span.Start < with.Span.End && with.Span.Start < part.Span.End)))
        {
            return true;
        }

        Comparand denial = one.Side == ClaimSide.Denies ? one : other;
        return !IsExplicit(denial) && LongestRun(one, other) >= Quoted;
    }

    /// <summary>Whether the cue itself denies: "denied", "dismissed as false".</summary>
    private static bool IsExplicit(Comparand denial) => denial.Report.Claim is { Stance: Stance.Denies, Cue: { } cue }
        && ContentTerms.Of(cue.Quote).IsNegated;

    /// <summary>Sums are paid for anything: they must be told of the same in nearly the same words, and of nobody else.</summary>
    private static bool AreOfOneSum(Comparand one, Comparand other) => Likeness.Of(one, other) >= OneSum && !Likeness.NamesOther(one, other);

    /// <summary>Whether a unit is a code of ISO 4217.</summary>
    private static bool IsMoney(string unit) => unit.Length == 3 && unit.All(char.IsAsciiLetterUpper);

    private static int LongestRun(Comparand one, Comparand other)
    {
        string[] a = Words(one);
        string[] b = Words(other);
        int longest = 0;
        int[] runs = new int[b.Length + 1];
        foreach (string word in a)
        {
            // From the end, so that the row before is still there.
            for (int at = b.Length; at > 0; at--)
            {
                runs[at] = word.Equals(b[at - 1], StringComparison.OrdinalIgnoreCase) ? runs[at - 1] + 1 : 0;
                longest = Math.Max(longest, runs[at]);
            }
        }

        return longest;
    }

    private static string[] Words(Comparand comparand)
    {
        string text = string.Join(' ', comparand.Report.Claim.Content.Select(part => part.Quote));
        return [.. ContentTerms.Cut(text).Select(token => text[token.Start..token.End])];
    }
}
