using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hearsay.Cli.Evaluating;

/// <summary>
/// Event coding of sentences. A sentence is right when among its events is every expected one: the same PLOVER type, and exactly the same set of states on either side (who and whom
/// may change places only where the gold names both as doing it together). It is exact when there is no other event besides.
/// </summary>
/// <param name="Sentences">Sentences that are scored.</param>
/// <param name="Type">Those whose types are all among the events.</param>
/// <param name="Right">Those that are right.</param>
/// <param name="Exact">Those that are right and have no event that is not expected.</param>
/// <param name="Coded">Those with an event at all.</param>
internal sealed record EventScores(int Sentences, int Type, int Right, int Exact, int Coded)
{
    /// <summary>For people.</summary>
    public void ToTable(StringBuilder to)
    {
        to.Append(CultureInfo.InvariantCulture, $"\n{"events, % of sentences",-34}{"coded",9}{"type",9}{"+ states",9}{"exactly",9}{"gold",9}\n");
        to.Append(CultureInfo.InvariantCulture, $"{"PLOVER gold standard, dev",-34}{Percent(Coded),9:F1}{Percent(Type),9:F1}{Percent(Right),9:F1}{Percent(Exact),9:F1}{Sentences,9}\n");
    }

    /// <summary>For machines.</summary>
    public JsonObject ToJson() => new()
    {
        ["plover-gsr-cameo dev"] = new JsonObject { ["sentences"] = Sentences, ["coded_percent"] = Percent(Coded), ["type_percent"] = Percent(Type), ["type_and_states_percent"] = Percent(Right), ["exactly_percent"] = Percent(Exact) },
    };

    private double Percent(int count) => Sentences == 0 ? 0 : Math.Round(100.0 * count / Sentences, 1, MidpointRounding.AwayFromZero);
}
