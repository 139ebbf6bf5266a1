using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hearsay.Cli.Evaluating;

/// <summary>What a report says of coreference. F1 in percent, one decimal.</summary>
internal static class CoreferenceSection
{
    /// <summary>Adds a block of lines, one for each score.</summary>
    public static void Append(StringBuilder to, IReadOnlyList<(string Name, CoreferenceScore Score)> scores)
    {
        to.Append($"\n{"coreference, F1",-36}{"CoNLL",9}{"MUC",9}{"B3",9}{"CEAF",9}{"mentions",9}\n");
        foreach ((string name, CoreferenceScore score) in scores)
        {
            to.Append(CultureInfo.InvariantCulture, $"{name,-36}{score.Conll,9:F1}{score.Muc.F1,9:F1}{score.BCubed.F1,9:F1}{score.Ceaf.F1,9:F1}{score.Mentions.F1,9:F1}\n");
        }
    }

    /// <summary>One object for each score.</summary>
    public static JsonObject ToJson(IReadOnlyList<(string Name, CoreferenceScore Score)> scores)
    {
        var all = new JsonObject();
        foreach ((string name, CoreferenceScore score) in scores)
        {
            all[name] = new JsonObject { ["conll"] = Round(score.Conll), ["muc_prf"] = Triple(score.Muc), ["b3_prf"] = Triple(score.BCubed), ["ceaf_prf"] = Triple(score.Ceaf), ["mentions_prf"] = Triple(score.Mentions) };
        }

        return all;
    }

    private static JsonArray Triple((double Precision, double Recall, double F1) score) => [(JsonNode)Round(score.Precision), (JsonNode)Round(score.Recall), (JsonNode)Round(score.F1)];

    private static double Round(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);
}
