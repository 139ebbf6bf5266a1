using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hearsay.Cli.Evaluating;

/// <summary>The section "copies" of the report. Pairs are counted, not clusters.</summary>
/// <param name="Joined">Per way of deciding: pairs of copies joined, other pairs joined, pairs of copies missed. Derived pairs are left out.</param>
/// <param name="Labels">Per label: pairs, how many were joined, and how many were told the same relation.</param>
/// <param name="Candidates">Pairs of copies that share a key of the index, and pairs of copies.</param>
/// <param name="Across">Pairs of documents of different clusters that were joined, and pairs compared.</param>
internal sealed record CopyScores(
    IReadOnlyList<(string Way, int Right, int Wrong, int Missed)> Joined,
    IReadOnlyList<(string Label, int Pairs, int Joined, int Told)> Labels,
    (int Found, int All) Candidates,
    (int Joined, int All) Across)
{
    /// <summary>For people.</summary>
    public void ToTable(StringBuilder to)
    {
        to.Append(CultureInfo.InvariantCulture, $"\n{"copies, pairs",-34}{"P",9}{"R",9}{"F1",9}{"right",9}{"wrong",9}{"missed",9}\n");
        foreach ((string way, int right, int wrong, int missed) in Joined)
        {
            to.Append(CultureInfo.InvariantCulture, $"{way,-34}{Percent(right, right + wrong),9:F1}{Percent(right, right + missed),9:F1}{Percent(2 * right, (2 * right) + wrong + missed),9:F1}{right,9}{wrong,9}{missed,9}\n");
        }

        to.Append(CultureInfo.InvariantCulture, $"\n{"label",-34}{"pairs",9}{"joined",9}{"apart %",9}{"so told",9}\n");
        foreach ((string label, int pairs, int joined, int told) in Labels)
        {
            to.Append(CultureInfo.InvariantCulture, $"{label,-34}{pairs,9}{joined,9}{Percent(pairs - joined, pairs),9:F1}{told,9}\n");
        }

        to.Append(CultureInfo.InvariantCulture, $"{"copies that share a key",-34}{Candidates.All,9}{Candidates.Found,9}\n");
        to.Append(CultureInfo.InvariantCulture, $"{"documents of different clusters",-34}{Across.All,9}{Across.Joined,9}\n");
    }

    /// <summary>For machines.</summary>
    public JsonObject ToJson()
    {
        var joined = new JsonObject();
        foreach ((string way, int right, int wrong, int missed) in Joined)
        {
            joined[way] = new JsonObject { ["right"] = right, ["wrong"] = wrong, ["missed"] = missed, ["precision"] = Percent(right, right + wrong), ["recall"] = Percent(right, right + missed) };
        }

        var labels = new JsonObject();
        foreach ((string label, int pairs, int count, int told) in Labels)
        {
            labels[label] = new JsonObject { ["pairs"] = pairs, ["joined"] = count, ["told"] = told };
        }

        return new JsonObject
        {
            ["joined"] = joined,
            ["labels"] = labels,
            ["candidates"] = new JsonObject { ["found"] = Candidates.Found, ["all"] = Candidates.All },
            ["across_clusters"] = new JsonObject { ["joined"] = Across.Joined, ["all"] = Across.All },
        };
    }

    private static double Percent(int part, int whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1, MidpointRounding.AwayFromZero);
}
