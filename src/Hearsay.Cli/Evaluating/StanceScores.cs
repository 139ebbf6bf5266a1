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

    /// <summary>How many of a hundred have the right stance, one decimal.</summary>
    public double Right => Score.Percent(Enumerable.Range(0, Stances).Sum(stance => _counts[stance, stance]), Claims);

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
            to.Append(CultureInfo.InvariantCulture, $"{Name(stance),-28}{Score.Percent(right, read),9:F1}{Score.Percent(right, gold),9:F1}{Score.F1(right, gold, read),9:F1}{gold,9}{read,9}\n");
        }

        to.Append(CultureInfo.InvariantCulture, $"{"PolNeAR train, right of all",-28}{Right,27:F1}{Claims,9}\n");
    }

    /// <summary>For machines.</summary>
    public JsonObject ToJson()
    {
        var stances = new JsonObject();
        foreach (Stance stance in Enum.GetValues<Stance>())
        {
            (int right, int gold, int read) = Of(stance);
            stances[Name(stance)] = new JsonObject { ["precision"] = Score.Percent(right, read), ["recall"] = Score.Percent(right, gold), ["f1"] = Score.F1(right, gold, read), ["gold"] = gold };
        }

        return new JsonObject { ["claims"] = Claims, ["right"] = Right, ["stances"] = stances };
    }

    private static string Name(Stance stance) => stance.ToString().ToLowerInvariant();

    private (int Right, int Gold, int Read) Of(Stance stance) => (_counts[(int)stance, (int)stance], Enumerable.Range(0, Stances).Sum(other => _counts[(int)stance, other]), Enumerable.Range(0, Stances).Sum(other => _counts[other, (int)stance]));
}
