namespace Hearsay.Reading.Counting;

/// <summary>
/// What vague words of number stand for. Each is the narrowest interval that careful news use stays inside: the lower bound is the least that makes the plural
/// true ("dozens": two dozen), the upper bound the last number before the next larger word would be used ("hundreds"). Quantities made of them are approximate.
/// </summary>
internal static class VagueAmounts
{
    /// <summary>"a couple of": two, sometimes three.</summary>
    public static readonly (decimal Lower, decimal? Upper) Couple = (2, 3);

    /// <summary>"a few": more than one, fewer than "a dozen".</summary>
    public static readonly (decimal Lower, decimal? Upper) Few = (2, 9);

    /// <summary>"several": more than two, fewer than "a dozen".</summary>
    public static readonly (decimal Lower, decimal? Upper) Several = (3, 9);

    /// <summary>"a handful": what is counted on one hand, and a little more.</summary>
    public static readonly (decimal Lower, decimal? Upper) Handful = (2, 7);

    /// <summary>"many", "numerous": more than several; no upper bound.</summary>
    public static readonly (decimal Lower, decimal? Upper) Many = (5, null);

    /// <summary>"a limited number of", "a number of": at least one; how many is not told.</summary>
    public static readonly (decimal Lower, decimal? Upper) Number = (1, null);

    /// <summary>"dozens": two dozen up to "a hundred".</summary>
    public static readonly (decimal Lower, decimal? Upper) Dozens = (24, 99);

    /// <summary>"scores": two score up to "a hundred".</summary>
    public static readonly (decimal Lower, decimal? Upper) Scores = (40, 99);

    /// <summary>"tens of": two tens up to the next power.</summary>
    public static readonly (decimal Lower, decimal? Upper) Tens = (20, 99);

    /// <summary>Share of the number that "nearly" and "almost" reach at least: what falls short by more is put another way.</summary>
    public const decimal NearlyShare = 0.9m;

    /// <summary>"hundreds", "thousands", "millions": two of them up to the last before the next larger word in use.</summary>
    public static (decimal Lower, decimal? Upper) Powers(decimal unit) => (2 * unit, unit switch { 100 => 999, 1000 => 9_999, _ => (unit * 1000) - 1 });
}
