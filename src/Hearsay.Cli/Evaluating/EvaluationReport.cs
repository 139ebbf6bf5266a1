using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>The numbers of one evaluation, and what they were measured on. Percentages with one decimal.</summary>
/// <param name="Date">When, in UTC.</param>
/// <param name="Commit">Commit of the code, "-dirty" when the folder had changes, or null outside a repository.</param>
/// <param name="Version">Version of the reader.</param>
/// <param name="Model">SHA-256 of the model.</param>
/// <param name="Failures">Documents that could not be read: they count as read without any claim.</param>
/// <param name="Attribution">What attribution.py printed for PolNeAR's development part, or null when it was not measured.</param>
/// <param name="Claims">What claims.py printed and how often the speaker's state is right, per article and, last, for all together; empty when not measured.</param>
/// <param name="Treebanks">Tokens, sentences, tags and trees per corpus; empty when not measured.</param>
/// <param name="Names">Names per corpus; empty when not measured.</param>
internal sealed record EvaluationReport(
    DateTimeOffset Date,
    string? Commit,
    string Version,
    string Model,
    int Failures,
    JsonObject? Attribution,
    IReadOnlyList<(string Name, JsonObject Score)> Claims,
    IReadOnlyList<TreebankScore> Treebanks,
    IReadOnlyList<(string Corpus, NameScore Score)> Names)
{
    /// <summary>What stands where a layer was not read.</summary>
    private const string Unread = "–";

    /// <summary>Expressions of time, or null when they were not measured.</summary>
    public TimeScores? Times { get; init; }

    /// <summary>Coreference on GUM's development part, per scheme and per what it was resolved over.</summary>
    public IReadOnlyList<(string Name, CoreferenceScore Score)> Coreference { get; init; } = [];

    /// <summary>Pearson's r with people's judgements on UDS It-Happened's development part, and the number of predicates; null when it was not measured.</summary>
    public (double Correlation, int Predicates)? Factuality { get; init; }

    /// <summary>Event coding of sentences, or null when it was not measured.</summary>
    public EventScores? Events { get; init; }

    /// <summary>Wire copies, or null when they were not measured.</summary>
    public CopyScores? Copies { get; init; }

    /// <summary>Sources and contents in FactAppeal's development part, or null when they were not measured.</summary>
    public SentenceAttributions? Sentences { get; init; }

    /// <summary>Whether confidence means what it says, or null when it was not measured.</summary>
    public ConfidenceScores? Confidence { get; init; }

    /// <summary>Stances where attributions are given, or null when they were not measured.</summary>
    public StanceScores? Stances { get; init; }

    /// <summary>Text and particulars of web pages, or null when they were not measured.</summary>
    public PageScores? Pages { get; init; }

    /// <summary>For people.</summary>
    public string ToTable()
    {
        var to = new StringBuilder();
        void Line(string line) => to.Append(line.TrimEnd()).Append('\n');
        string hash = Model[..Math.Min(12, Model.Length)];
        Line($"Development data, {Date:yyyy-MM-dd}, reader {Version}, model {hash}, commit {(Commit is null ? "unknown" : Commit.Length > 12 ? Commit[..12] + (Commit.EndsWith("-dirty", StringComparison.Ordinal) ? "-dirty" : "") : Commit)}");
        if (Attribution is not null)
        {
            Line("");
            Line($"{"attribution",-28}{"source",9}{"cue",9}{"content",9}{"found",9}{"soft",9}{"gold",9}{"system",9}");
            JsonNode? exact = Attribution["exact"];
            Line($"{"PolNeAR dev",-28}{Cell(exact?["source"])}{Cell(exact?["cue"])}{Cell(exact?["content"])}{Cell(Attribution["found"])}{Cell(Attribution["soft"])}{Cell(Attribution["attributions"]?["gold"])}{Cell(Attribution["attributions"]?["system"])}");
        }

        Sentences?.ToTable(to);
        Confidence?.ToTable(to);
        if (Claims.Count > 0)
        {
            Line("");
            Line($"{"claims",-28}{"P",9}{"R",9}{"F1",9}{"whole",9}{"name",9}{"state",9}{"stance",9}{"form",9}{"source",9}{"answers",9}{"events",9}{"gold",9}{"system",9}");
        }

        foreach ((string name, JsonObject score) in Claims)
        {
            JsonNode? content = score["content_PRF"];
            JsonNode? found = score["of_found"];
            Line($"{name,-28}{Cell(content?[0])}{Cell(content?[1])}{Cell(content?[2])}{Cell(score["whole_claim_PRF"]?[2])}{Cell(found?["name"])}{Cell(score["speaker_states"]?["right"])}{Cell(found?["stance"])}{Cell(found?["form"])}{Cell(found?["source"])}{Cell(score["answers_PRF"]?[2])}{Cell(score["events_PRF"]?[2])}{Cell(score["claims"]?["gold"])}{Cell(score["claims"]?["system"])}");
        }

        Stances?.ToTable(to);
        if (Treebanks.Count > 0)
        {
            Line("");
            Line($"{"from raw text, F1",-28}{"words",9}{"tokens",9}{"sentences",11}{"documents",11}");
            foreach (TreebankScore score in Treebanks)
            {
                Line($"{score.Corpus,-28}{Percent(score.Words),9}{Percent(score.Tokens),9}{Percent(score.Sentences),11}{score.Documents.ToString(CultureInfo.InvariantCulture),11}");
            }

            AppendSyntax(Line, "syntax on gold tokens", score => score.OnGoldTokens);
            AppendSyntax(Line, "syntax from raw text, F1", score => score.FromRawText);
        }

        if (Names.Count > 0)
        {
            Line("");
            NameKind[] kinds = [.. Enum.GetValues<NameKind>().Where(kind => Names.Any(row => row.Score.Kinds.Contains(kind)))];
            Line($"{"names from raw text",-42}{"P",7}{"R",7}{"F1",7}{"overlap",9}{"gold",7}{string.Concat(kinds.Select(kind => kind.ToString().PadLeft(13)))}");
            foreach ((string corpus, NameScore score) in Names)
            {
                string Figure(double value) => score.IsRead ? Percent(value) : Unread;
                string perKind = string.Concat(kinds.Select(kind => (score.Kinds.Contains(kind) ? Figure(score.F1Of(kind)) : "").PadLeft(13)));
                Line($"{corpus,-42}{Figure(score.Precision),7}{Figure(score.Recall),7}{Figure(score.F1),7}{Figure(score.OverlapF1),9}{score.Gold.ToString(CultureInfo.InvariantCulture),7}{perKind}");
            }
        }

        Times?.ToTable(to);

        if (Coreference.Count > 0)
        {
            CoreferenceSection.Append(to, Coreference);
        }

        if (Factuality is { } factuality)
        {
            Line("");
            Line($"{"factuality",-28}{"Pearson r",12}{"predicates",12}");
            Line($"{"UDS It-Happened dev",-28}{factuality.Correlation.ToString("F3", CultureInfo.InvariantCulture),12}{factuality.Predicates.ToString(CultureInfo.InvariantCulture),12}");
        }

        Events?.ToTable(to);
        Copies?.ToTable(to);
        Pages?.ToTable(to);
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
        var syntax = new JsonObject();
        foreach (TreebankScore score in Treebanks)
        {
            segmentation[score.Corpus] = new JsonObject { ["documents"] = score.Documents, ["words_f1"] = score.Words, ["tokens_f1"] = score.Tokens, ["sentences_f1"] = score.Sentences };
            syntax[score.Corpus] = new JsonObject { ["gold_tokens"] = Json(score.OnGoldTokens), ["raw_text_f1"] = Json(score.FromRawText) };
        }

        var names = new JsonObject();
        foreach ((string corpus, NameScore score) in Names)
        {
            names[corpus] = Json(score);
        }

        var report = new JsonObject
        {
            ["schema"] = "hearsay.evaluation/1",
            ["date"] = Date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["commit"] = Commit,
            ["reader"] = new JsonObject { ["version"] = Version, ["model"] = Model },
            ["failures"] = Failures,
            ["attribution"] = new JsonObject { ["polnear-dev"] = Attribution?.DeepClone(), ["factappeal-dev"] = Sentences?.ToJson() },
            ["confidence"] = Confidence?.ToJson(),
            ["claims"] = claims,
            ["stances"] = Stances?.ToJson(),
            ["segmentation"] = segmentation,
            ["syntax"] = syntax,
            ["names"] = names,
            ["times"] = Times?.ToJson(),
            ["coreference"] = CoreferenceSection.ToJson(Coreference),
            ["factuality"] = Factuality is { } measured ? new JsonObject { ["pearson_r"] = Math.Round(measured.Correlation, 3, MidpointRounding.AwayFromZero), ["predicates"] = measured.Predicates } : null,
            ["events"] = Events?.ToJson(),
            ["copies"] = Copies?.ToJson(),
            ["html"] = Pages?.ToJson(),
        };
        return report.ToJsonString(new JsonSerializerOptions(JsonSerializerDefaults.General) { WriteIndented = true }) + "\n";
    }

    private void AppendSyntax(Action<string> line, string title, Func<TreebankScore, SyntaxScore> of)
    {
        line("");
        line($"{title,-28}{"UPOS",9}{"UFeats",9}{"lemmas",9}{"UAS",9}{"LAS",9}{"+subtype",9}{"CLAS",9}");
        foreach (TreebankScore treebank in Treebanks)
        {
            SyntaxScore score = of(treebank);
            line($"{treebank.Corpus,-28}{Cell(score.Tags)}{Cell(score.Features)}{Cell(score.Lemmas)}{Cell(score.Heads)}{Cell(score.Relations)}{Cell(score.Subtypes)}{Cell(score.Content)}");
        }
    }

    /// <summary>Null where the layer was not read.</summary>
    private static JsonObject Json(SyntaxScore score) => new()
    {
        ["upos"] = score.Tags,
        ["ufeats"] = score.Features,
        ["lemmas"] = score.Lemmas,
        ["uas"] = score.Heads,
        ["las"] = score.Relations,
        ["las_with_subtypes"] = score.Subtypes,
        ["clas"] = score.Content,
    };

    /// <summary>Null where the layer was not read.</summary>
    private static JsonObject? Json(NameScore score) => !score.IsRead ? null : new()
    {
        ["gold"] = score.Gold,
        ["precision"] = score.Precision,
        ["recall"] = score.Recall,
        ["f1"] = score.F1,
        ["overlap_f1"] = score.OverlapF1,
        ["kinds_f1"] = new JsonObject(score.Kinds.Select(kind => KeyValuePair.Create<string, JsonNode?>(kind.ToString().ToLowerInvariant(), score.F1Of(kind)))),
    };

    private static string Cell(double? value) => (value is { } number ? Percent(number) : Unread).PadLeft(9);

    private static string Cell(JsonNode? value)
    {
        string words = value is null ? "-" : value.AsValue().TryGetValue(out double number)
            ? number == Math.Floor(number) && !value.ToJsonString().Contains('.', StringComparison.Ordinal) ? number.ToString("F0", CultureInfo.InvariantCulture) : Percent(number)
            : value.ToJsonString();
        return words.PadLeft(9);
    }

    private static string Percent(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
}
