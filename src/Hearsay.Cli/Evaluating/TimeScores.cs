using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hearsay.Cli.Evaluating;

/// <summary>The section "times" of the report.</summary>
/// <param name="Corpora">Annotated corpora.</param>
/// <param name="Suites">Acceptance suites of other programs: cases whose value agrees, of those that can be compared.</param>
internal sealed record TimeScores(IReadOnlyList<TimeScore> Corpora, IReadOnlyList<(string Suite, int Agreed, int Compared)> Suites)
{
    /// <summary>For people.</summary>
    public void ToTable(StringBuilder to)
    {
        to.Append(CultureInfo.InvariantCulture, $"\n{"times, F1",-34}{"relaxed",9}{"strict",9}{"value",9}{"gold",9}{"system",9}\n");
        foreach (TimeScore score in Corpora)
        {
            to.Append(CultureInfo.InvariantCulture, $"{score.Name,-34}{score.Relaxed,9:F1}{score.Strict,9:F1}{score.Value,9:F1}{score.Gold,9}{score.Found,9}\n");
        }

        foreach ((string suite, int agreed, int compared) in Suites)
        {
            to.Append(CultureInfo.InvariantCulture, $"{suite,-34}{Percent(agreed, compared),9:F1} % of {compared} values\n");
        }
    }

    /// <summary>For machines.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject();
        foreach (TimeScore score in Corpora)
        {
            json[score.Name] = new JsonObject { ["relaxed_f1"] = score.Relaxed, ["strict_f1"] = score.Strict, ["value_f1"] = score.Value, ["gold"] = score.Gold, ["system"] = score.Found };
        }

        foreach ((string suite, int agreed, int compared) in Suites)
        {
            json[suite] = new JsonObject { ["agreed"] = agreed, ["compared"] = compared, ["percent"] = Percent(agreed, compared) };
        }

        return json;
    }

    private static double Percent(int agreed, int compared) => compared == 0 ? 0 : Math.Round(100.0 * agreed / compared, 1, MidpointRounding.AwayFromZero);
}
