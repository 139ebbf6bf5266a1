using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hearsay.Cli.Evaluating;

/// <summary>The section "confidence" of the report.</summary>
/// <param name="Judged">Per attribution found: its confidence, and whether it is right.</param>
/// <param name="Gold">Attributions of the corpus.</param>
internal sealed record ConfidenceScores(ImmutableArray<(float Confidence, bool Right)> Judged, int Gold)
{
    private const int Bins = 10;

    private static readonly ImmutableArray<float> Thresholds = [0.1f, 0.15f, 0.2f, 0.25f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f];

    /// <summary>What is found from each threshold on: how many, and precision, recall and F1 in percent.</summary>
    public IEnumerable<(float Threshold, int Found, double Precision, double Recall, double F1)> Curve => Thresholds.Select(threshold =>
    {
        int found = Judged.Count(one => one.Confidence >= threshold);
        int right = Judged.Count(one => one.Confidence >= threshold && one.Right);
        return (threshold, found, Percent(right, found), Percent(right, Gold), Percent(2 * right, found + Gold));
    });

    /// <summary>Tenths of the scale that are not empty: their lower end, how many attributions, mean confidence and share right.</summary>
    public IEnumerable<(double From, int Count, double Confidence, double Right)> Reliability => Judged
        .GroupBy(one => Math.Min(Bins - 1, (int)(one.Confidence * Bins))).OrderBy(bin => bin.Key)
        .Select(bin => ((double)bin.Key / Bins, bin.Count(), bin.Average(one => (double)one.Confidence), bin.Average(one => one.Right ? 1.0 : 0)));

    /// <summary>Expected calibration error: mean distance between confidence and share right over the bins, weighted by their size, in percent (Naeini et al. 2015).</summary>
    public double CalibrationError => Judged.IsEmpty ? 0 : Math.Round(100 * Reliability.Sum(bin => bin.Count * Math.Abs(bin.Confidence - bin.Right)) / Judged.Length, 1);

    /// <summary>For people.</summary>
    public void ToTable(StringBuilder to)
    {
        to.Append(CultureInfo.InvariantCulture, $"\n{"confidence, PolNeAR dev",-28}{"found",9}{"P",9}{"R",9}{"F1",9}\n");
        foreach ((float threshold, int found, double precision, double recall, double f1) in Curve)
        {
            to.Append(CultureInfo.InvariantCulture, $"{"from " + threshold.ToString("0.00", CultureInfo.InvariantCulture),-28}{found,9}{precision,9:F1}{recall,9:F1}{f1,9:F1}\n");
        }

        to.Append(CultureInfo.InvariantCulture, $"\n{"reliability",-28}{"found",9}{"mean",9}{"right",9}\n");
        foreach ((double from, int count, double confidence, double right) in Reliability)
        {
            to.Append(CultureInfo.InvariantCulture, $"{string.Create(CultureInfo.InvariantCulture, $"{from:0.0} … {from + 0.1:0.0}"),-28}{count,9}{100 * confidence,9:F1}{100 * right,9:F1}\n");
        }

        to.Append(CultureInfo.InvariantCulture, $"{"expected calibration error",-28}{"",9}{"",9}{CalibrationError,9:F1}\n");
    }

    /// <summary>For machines.</summary>
    public JsonObject ToJson() => new()
    {
        ["gold"] = Gold,
        ["calibration_error"] = CalibrationError,
        ["thresholds"] = new JsonArray([.. Curve.Select(point => new JsonObject { ["from"] = Math.Round((double)point.Threshold, 2), ["found"] = point.Found, ["precision"] = point.Precision, ["recall"] = point.Recall, ["f1"] = point.F1 })]),
        ["reliability"] = new JsonArray([.. Reliability.Select(bin => new JsonObject { ["from"] = bin.From, ["found"] = bin.Count, ["mean"] = Math.Round(bin.Confidence, 3), ["right"] = Math.Round(bin.Right, 3) })]),
    };

    /// <summary>The reliability diagram: one dot per bin, as large as the bin is full, beside the diagonal on which it should lie.</summary>
    public string ToSvg()
    {
        const int Size = 320;
        const int Margin = 44;
        var to = new StringBuilder();
        double Across(double share) => Margin + (share * Size);
        double Down(double share) => 12 + ((1 - share) * Size);
        void Line(FormattableString line) => to.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Size + Margin + 12} {Size + Margin + 12}\" width=\"{Size + Margin + 12}\" font-family=\"sans-serif\" font-size=\"11\" role=\"img\">");
        Line($"<title>Share of attributions that are right, by confidence, on PolNeAR dev</title>");
        Line($"<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>");
        for (int tenth = 0; tenth <= Bins; tenth += 2)
        {
            double share = (double)tenth / Bins;
            Line($"<path d=\"M{Across(share):0.#} {Down(0):0.#}V{Down(1):0.#}M{Across(0):0.#} {Down(share):0.#}H{Across(1):0.#}\" stroke=\"#ddd\"/>");
            Line($"<text x=\"{Across(share):0.#}\" y=\"{Down(0) + 14:0.#}\" text-anchor=\"middle\">{share:0.0}</text>");
            Line($"<text x=\"{Across(0) - 5:0.#}\" y=\"{Down(share) + 4:0.#}\" text-anchor=\"end\">{share:0.0}</text>");
        }

        Line($"<path d=\"M{Across(0):0.#} {Down(0):0.#}L{Across(1):0.#} {Down(1):0.#}\" stroke=\"#888\" stroke-dasharray=\"4 4\"/>");
        foreach ((double from, int count, double confidence, double right) in Reliability)
        {
            Line($"<circle cx=\"{Across(confidence):0.#}\" cy=\"{Down(right):0.#}\" r=\"{3 + (Math.Sqrt((double)count / Judged.Length) * 16):0.#}\" fill=\"#1f5fa8\" fill-opacity=\"0.75\"><title>{from:0.0} to {from + 0.1:0.0}: {count} attributions, {100 * right:0.0} % right</title></circle>");
        }

        Line($"<text x=\"{Across(0.5):0.#}\" y=\"{Down(0) + 30:0.#}\" text-anchor=\"middle\">confidence</text>");
        Line($"<text transform=\"translate(12 {Down(0.5):0.#}) rotate(-90)\" text-anchor=\"middle\">share right</text>");
        to.Append("</svg>\n");
        return to.ToString();
    }

    private static double Percent(int part, int whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1, MidpointRounding.AwayFromZero);
}
