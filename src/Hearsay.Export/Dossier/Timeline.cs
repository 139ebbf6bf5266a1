using System.Globalization;
using System.Text;
using Hearsay.Claims;

namespace Hearsay.Export.Dossier;

/// <summary>A picture of who spoke when: a lane per speaker, a mark per claim at its day of publication, a band where the event's time is an interval. SVG, for the head of a dossier.</summary>
internal static class Timeline
{
    private const int MostLanes = 12;
    private const int Width = 900;
    private const int Left = 190;
    private const int Lane = 22;

    /// <summary>Appends the picture; nothing when no article has a date.</summary>
    public static void Append(StringBuilder to, DossierPage page)
    {
        Position[] lanes = [.. page.Positions.Where(position => position.First.Length > 0).Take(MostLanes)];
        DateOnly[] days = [.. lanes.SelectMany(lane => lane.Claims).Select(claim => claim.Article.Published?.Day).OfType<DateOnly>()];
        if (days.Length == 0)
        {
            return;
        }

        int first = days.Min().DayNumber - 1;
        int last = days.Max().DayNumber + 1;
        int height = (lanes.Length * Lane) + 40;
        double At(int day) => Left + ((Width - Left - 20) * (double)(Math.Clamp(day, first, last) - first) / (last - first));
        to.Append(CultureInfo.InvariantCulture, $"<h2>Timeline</h2>\n<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"Claims by speaker and day of publication\">\n");
        for (int lane = 0; lane < lanes.Length; lane++)
        {
            int y = 20 + (lane * Lane);
            string name = lanes[lane].Name.Length > 28 ? lanes[lane].Name[..27] + "…" : lanes[lane].Name;
            to.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left - 8}\" y=\"{y + 4}\" text-anchor=\"end\">{DossierWriter.Escape(name)}</text><line x1=\"{Left}\" x2=\"{Width - 20}\" y1=\"{y}\" y2=\"{y}\" stroke=\"currentColor\" stroke-opacity=\".2\"/>\n");
            foreach (ExportedClaim claim in lanes[lane].Claims)
            {
                if (claim.Article.Published?.Day is not { } day)
                {
                    continue;
                }

                foreach (Proposition what in claim.Claim.Propositions)
                {
                    if (what.Time is { Earliest: { } from, Latest: { } until } && until.DayNumber >= first && from.DayNumber <= last)
                    {
                        to.Append(CultureInfo.InvariantCulture, $"<line x1=\"{At(from.DayNumber):0.#}\" x2=\"{At(until.DayNumber):0.#}\" y1=\"{y + 6}\" y2=\"{y + 6}\" stroke=\"currentColor\" stroke-opacity=\".5\" stroke-width=\"3\"/>\n");
                    }
                }

                to.Append(CultureInfo.InvariantCulture, $"<a href=\"#c{claim.Claim.Id.Value}\"><circle cx=\"{At(day.DayNumber):0.#}\" cy=\"{y}\" r=\"4\" fill=\"{Colour(claim.Claim.Stance)}\"><title>{Wording.Day(day)} {Wording.Of(claim.Claim.Stance)}</title></circle></a>\n");
            }
        }

        to.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{height - 6}\">{Wording.Day(days.Min())}</text><text x=\"{Width - 20}\" y=\"{height - 6}\" text-anchor=\"end\">{Wording.Day(days.Max())}</text>\n</svg>\n<p>A mark is a claim on its day of publication; a bar below it is the time of the event it speaks of. Red: accuses or threatens; blue: denies or declines; green: admits; grey: the rest.</p>\n");
    }

    private static string Colour(Stance stance) => stance switch
    {
        Stance.Accuses or Stance.Threatens => "#c0392b",
        Stance.Denies or Stance.Declines => "#2563c9",
        Stance.Admits => "#1e8449",
        _ => "#888",
    };
}
