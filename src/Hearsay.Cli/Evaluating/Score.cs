namespace Hearsay.Cli.Evaluating;

/// <summary>The arithmetic of scores: percent, one decimal, halves away from zero; 0 where nothing was to be found.</summary>
internal static class Score
{
    /// <summary>Twice the agreements over all that was expected and found.</summary>
    public static double F1(int both, int gold, int system) => Percent(2.0 * both, gold + system);

    /// <summary><paramref name="part"/> of <paramref name="whole"/>.</summary>
    public static double Percent(double part, double whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1, MidpointRounding.AwayFromZero);
}
