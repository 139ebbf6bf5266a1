using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Hearsay.Claims;

namespace Hearsay.Cli.Evaluating;

/// <summary>The section "stances" of the report.</summary>
internal sealed class StanceScores
{
    private static readonly int Stances = Enum.GetValues<Stance>().Length;

    private readonly int[,] _counts = new int[Stances, Stances];

    /// <summary>Claims compared.</summary>
    public int Claims { get; private set; }

    /// <summary>Share of them with the right stance, 0 … 1; 0 for none.</summary>
    public double Right => Claims == 0 ? 0 : (double)Enumerable.Range(0, Stances).Sum(stance => _counts[stance, stance]) / Claims;

    /// <summary>Counts a claim.</summary>
    public void Add(Stance given, Stance read)
    {
        _counts[(int)given, (int)read]++;
        Claims++;
    }

    /// <summary>For people.</summary>
    public void ToTable(StringBuilder to)
    {
        to.Append(CultureInfo.InvariantCulture, $"\n{"stances, attributions given",-28}{"P",9}{"R",9}{"F1",9}{"gold",9}{"read",9}\n");
        foreach (Stance stance in Enum.GetValues<Stance>())
        {
            (int right, int gold, int read) = Of(stance);
            to.Append(CultureInfo.InvariantCulture, $"{Name(stance),-28}{Percent(right, read),9:F1}{Percent(right, gold),9:F1}{Percent(2 * right, gold + read),9:F1}{gold,9}{read,9}\n");
        }

        to.Append(CultureInfo.InvariantCulture, $"{"PolNeAR train, right of all",-28}{100 * Right,27:F1}{Claims,9}\n");
    }

    /// <summary>For machines.</summary>
    public JsonObject ToJson()
    {
        var stances = new JsonObject();
        foreach (Stance stance in Enum.GetValues<Stance>())
        {
            (int right, int gold, int read) = Of(stance);
            stances[Name(stance)] = new JsonObject { ["precision"] = Round(Percent(right, read)), ["recall"] = Round(Percent(right, gold)), ["f1"] = Round(Percent(2 * right, gold + read)), ["gold"] = gold };
        }

        return new JsonObject { ["claims"] = Claims, ["right"] = Round(100 * Right), ["stances"] = stances };
    }

    private static string Name(Stance stance) => stance.ToString().ToLowerInvariant();

    private static double Round(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);

    private static double Percent(int part, int whole) => whole == 0 ? 0 : 100.0 * part / whole;

    private (int Right, int Gold, int Read) Of(Stance stance) => (_counts[(int)stance, (int)stance], Enumerable.Range(0, Stances).Sum(other => _counts[(int)stance, other]), Enumerable.Range(0, Stances).Sum(other => _counts[other, (int)stance]));
}
