using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hearsay.Cli.Evaluating;

/// <summary>The numbers of one evaluation, and what they were measured on. Percentages with one decimal.</summary>
/// <param name="Date">When, in UTC.</param>
/// <param name="Commit">Commit of the code, "-dirty" when the folder had changes, or null outside a repository.</param>
/// <param name="Version">Version of the reader.</param>
/// <param name="Model">SHA-256 of the model.</param>
/// <param name="Failures">Documents that could not be read: they count as read without any claim.</param>
/// <param name="Attribution">What attribution.py printed for PolNeAR's development part.</param>
/// <param name="Claims">What claims.py printed, per article and, last, for all together.</param>
/// <param name="Segmentation">Per corpus: F1 of words, surface tokens and sentences.</param>
internal sealed record EvaluationReport(
    DateTimeOffset Date,
    string? Commit,
    string Version,
    string Model,
    int Failures,
    JsonObject Attribution,
    IReadOnlyList<(string Name, JsonObject Score)> Claims,
    IReadOnlyList<(string Corpus, int Documents, double Words, double Tokens, double Sentences)> Segmentation)
{
    /// <summary>Coreference on GUM's development part, per scheme and per what it was resolved over.</summary>
    public IReadOnlyList<(string Name, CoreferenceScore Score)> Coreference { get; init; } = [];

    /// <summary>For people.</summary>
    public string ToTable()
    {
        var to = new StringBuilder();
        void Line(string line) => to.Append(line.TrimEnd()).Append('\n');
        string hash = Model[..Math.Min(12, Model.Length)];
        Line($"Development data, {Date:yyyy-MM-dd}, reader {Version}, model {hash}, commit {(Commit is null ? "unknown" : Commit.Length > 12 ? Commit[..12] + (Commit.EndsWith("-dirty", StringComparison.Ordinal) ? "-dirty" : "") : Commit)}");
        Line("");
        Line($"{"attribution",-28}{"source",9}{"cue",9}{"content",9}{"found",9}{"soft",9}{"gold",9}{"system",9}");
        JsonNode? exact = Attribution["exact"];
        Line($"{"PolNeAR dev",-28}{Cell(exact?["source"])}{Cell(exact?["cue"])}{Cell(exact?["content"])}{Cell(Attribution["found"])}{Cell(Attribution["soft"])}{Cell(Attribution["attributions"]?["gold"])}{Cell(Attribution["attributions"]?["system"])}");
        Line("");
        Line($"{"claims",-28}{"P",9}{"R",9}{"F1",9}{"whole",9}{"name",9}{"stance",9}{"form",9}{"source",9}{"answers",9}{"gold",9}{"system",9}");
        foreach ((string name, JsonObject score) in Claims)
        {
            JsonNode? content = score["content_PRF"];
            JsonNode? found = score["of_found"];
            Line($"{name,-28}{Cell(content?[0])}{Cell(content?[1])}{Cell(content?[2])}{Cell(score["whole_claim_PRF"]?[2])}{Cell(found?["name"])}{Cell(found?["stance"])}{Cell(found?["form"])}{Cell(found?["source"])}{Cell(score["answers_PRF"]?[2])}{Cell(score["claims"]?["gold"])}{Cell(score["claims"]?["system"])}");
        }

        Line("");
        Line($"{"from raw text, F1",-28}{"words",9}{"tokens",9}{"sentences",11}{"documents",11}");
        foreach ((string corpus, int documents, double words, double tokens, double sentences) in Segmentation)
        {
            Line($"{corpus,-28}{Percent(words),9}{Percent(tokens),9}{Percent(sentences),11}{documents.ToString(CultureInfo.InvariantCulture),11}");
        }

        CoreferenceSection.Append(to, Coreference);
        return to.ToString();
    }

    /// <summary>For machines: hearsay.evaluation/1, since 0.1.</summary>
    public string ToJson()
    {
        var claims = new JsonObject();
        foreach ((string name, JsonObject score) in Claims)
        {
            claims[name] = score.DeepClone();
        }

        var segmentation = new JsonObject();
        foreach ((string corpus, int documents, double words, double tokens, double sentences) in Segmentation)
        {
            segmentation[corpus] = new JsonObject { ["documents"] = documents, ["words_f1"] = words, ["tokens_f1"] = tokens, ["sentences_f1"] = sentences };
        }

        var report = new JsonObject
        {
            ["schema"] = "hearsay.evaluation/1",
            ["date"] = Date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["commit"] = Commit,
            ["reader"] = new JsonObject { ["version"] = Version, ["model"] = Model },
            ["failures"] = Failures,
            ["attribution"] = new JsonObject { ["polnear-dev"] = Attribution.DeepClone() },
            ["claims"] = claims,
            ["segmentation"] = segmentation,
            ["coreference"] = CoreferenceSection.ToJson(Coreference),
        };
        return report.ToJsonString(new JsonSerializerOptions(JsonSerializerDefaults.General) { WriteIndented = true }) + "\n";
    }

    private static string Cell(JsonNode? value)
    {
        string words = value is null ? "-" : value.AsValue().TryGetValue(out double number)
            ? number == Math.Floor(number) && !value.ToJsonString().Contains('.', StringComparison.Ordinal) ? number.ToString("F0", CultureInfo.InvariantCulture) : Percent(number)
            : value.ToJsonString();
        return words.PadLeft(9);
    }

    private static string Percent(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
