using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Hearsay.Cli.Evaluating;

/// <summary>The section "html" of the report: how well the text and the particulars of web pages are found.</summary>
/// <param name="Pages">Per page: its file, and precision, recall and F1 of the words of its text, 0 to 100.</param>
/// <param name="Particulars">Titles, days and authors that are right, of those that are stated.</param>
internal sealed record PageScores(IReadOnlyList<(string Page, double Precision, double Recall, double F1)> Pages, IReadOnlyList<(string Name, int Right, int Stated)> Particulars)
{
    /// <summary>Mean F1 over pages.</summary>
    public double F1 => Pages.Count == 0 ? 0 : Math.Round(Pages.Average(page => page.F1), 1, MidpointRounding.AwayFromZero);

    /// <summary>For people; the worst pages come first.</summary>
    public void ToTable(StringBuilder to)
    {
        to.Append(CultureInfo.InvariantCulture, $"\n{"text of web pages, words",-48}{"P",9}{"R",9}{"F1",9}\n");
        foreach ((string page, double precision, double recall, double f1) in Pages.OrderBy(page => page.F1))
        {
            to.Append(CultureInfo.InvariantCulture, $"{page,-48}{precision,9:F1}{recall,9:F1}{f1,9:F1}\n");
        }

        to.Append(CultureInfo.InvariantCulture, $"{"mean",-48}{"",9}{"",9}{F1,9:F1}\n");
        foreach ((string name, int right, int stated) in Particulars)
        {
            to.Append(CultureInfo.InvariantCulture, $"{name,-48}{right,9} of {stated}\n");
        }
    }

    /// <summary>For machines.</summary>
    public JsonObject ToJson() => new()
    {
        ["pages"] = Pages.Count,
        ["words_f1"] = F1,
        ["worst_page_f1"] = Pages.Count == 0 ? null : Math.Round(Pages.Min(page => page.F1), 1, MidpointRounding.AwayFromZero),
        ["particulars"] = new JsonObject(Particulars.Select(one => KeyValuePair.Create<string, JsonNode?>(one.Name, new JsonObject { ["right"] = one.Right, ["stated"] = one.Stated }))),
    };
}
