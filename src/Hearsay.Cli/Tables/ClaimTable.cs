using System.Globalization;
using System.Text;
using Hearsay.Claims;
using Hearsay.Text;

namespace Hearsay.Cli.Tables;

/// <summary>
/// The claims of one document for people: a heading, a summary, a row per claim (who, how, what, in which words), a line of counts. Nested claims follow the
/// claim that holds them, indented. Fits itself to the width of the screen; below <see cref="NarrowBelow"/> columns each claim becomes two lines and more.
/// </summary>
/// <param name="width">Columns of the screen.</param>
/// <param name="palette">Colours, or none.</param>
internal sealed class ClaimTable(int width, Palette palette)
{
    /// <summary>Four columns side by side need this much to leave the content more than half a line.</summary>
    private const int NarrowBelow = 80;

    /// <summary>Wider lines than this are not read with ease.</summary>
    private const int WidestUseful = 180;

    /// <summary>Deeper nesting is not indented further.</summary>
    private const int DeepestIndent = 4;

    /// <summary>Space between two columns.</summary>
    private const int Gap = 2;

    private readonly int _width = Math.Clamp(width, 30, WidestUseful);

    /// <summary>Appends heading, rows and counts, and an empty line.</summary>
    public void Append(StringBuilder to, Article article, IReadOnlyList<Claim> claims, InferredDate? inferred = null)
    {
        AppendHeading(to, article, inferred);
        List<Row> rows = Arrange(claims);
        if (rows.Count > 0)
        {
            new ClaimSummary(_width, palette).Append(to, claims, rows.GroupBy(row => row.Id).ToDictionary(group => group.Key, group => group.First().Index));
            if (_width < NarrowBelow)
            {
                AppendNarrow(to, rows);
            }
            else
            {
                AppendColumns(to, rows);
            }
        }

        foreach (string line in CellText.Wrap(Counts(claims), _width))
        {
            to.Append(palette.Faint(line)).Append('\n');
        }

        to.Append('\n');
    }

    /// <summary>"25 claims: 9 asserts, 6 accuses, …", most frequent first.</summary>
    public static string Counts(IReadOnlyCollection<Claim> claims)
    {
        string stances = string.Join(", ", claims.CountBy(claim => claim.Stance).OrderByDescending(count => count.Value).ThenBy(count => count.Key)
            .Select(count => $"{Number(count.Value)} {Word(count.Key)}"));
        return claims.Count == 0 ? "no claims" : $"{Number(claims.Count)} claim{(claims.Count == 1 ? "" : "s")}: {stances}";
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Word(Stance stance) => stance.ToString().ToLowerInvariant();

    private void AppendHeading(StringBuilder to, Article article, InferredDate? inferred)
    {
        string title = CellText.Clean(article.Title is { Length: > 0 } known ? known : article.Id);
        foreach (string line in CellText.Wrap(title, _width))
        {
            to.Append(palette.Strong(line)).Append('\n');
        }

        string?[] facts = [article.Outlet, article.Published?.ToString() ?? (inferred is null ? null : $"undated; {inferred} (inferred from “{article.Text.Words(inferred.Words)}”)"), article.Title is { Length: > 0 } ? article.Id : null];
        string about = CellText.Clean(string.Join(" · ", facts.Where(fact => !string.IsNullOrEmpty(fact))));
        if (about.Length > 0)
        {
            to.Append(palette.Faint(CellText.Fit(about, _width))).Append('\n');
        }

        to.Append('\n');
    }

    /// <summary>Puts each claim after the one that holds it, numbers them from 1, and turns answers into numbers.</summary>
    private static List<Row> Arrange(IReadOnlyList<Claim> claims)
    {
        HashSet<ClaimId> present = [.. claims.Select(claim => claim.Id)];
        ILookup<ClaimId, Claim> inner = claims.Where(claim => claim.Parent is { } parent && present.Contains(parent)).ToLookup(claim => claim.Parent!.Value);
        List<(Claim Claim, int Depth)> order = [];
        HashSet<Claim> placed = new(ReferenceEqualityComparer.Instance);
        void Place(Claim claim, int depth)
        {
            if (!placed.Add(claim))
            {
                return;
            }

            order.Add((claim, depth));
            foreach (Claim child in inner[claim.Id])
            {
                Place(child, Math.Min(depth + 1, DeepestIndent));
            }
        }

        foreach (Claim claim in claims.Where(claim => claim.Parent is not { } parent || !present.Contains(parent)))
        {
            Place(claim, 0);
        }

        foreach (Claim claim in claims)
        {
            // Only a ring of parents leaves any: show them rather than lose them.
            Place(claim, 0);
        }

        Dictionary<ClaimId, int> numbers = [];
        for (int at = 0; at < order.Count; at++)
        {
            numbers.TryAdd(order[at].Claim.Id, at + 1);
        }

        return [.. order.Select((placedClaim, at) => new Row(
            at + 1,
            placedClaim.Depth,
            placedClaim.Claim.Id,
            placedClaim.Claim.Stance,
            Speaker(placedClaim.Claim),
            Word(placedClaim.Claim.Stance),
            string.Join(", ", placedClaim.Claim.Answers.Where(numbers.ContainsKey).Select(answer => $"#{Number(numbers[answer])}")),
            Content(placedClaim.Claim),
            CellText.Clean(placedClaim.Claim.Cue?.Quote ?? "")))];
    }

    /// <summary>The chain of speakers, each leaning on the next: "John Kirby ← US intelligence reports".</summary>
    private static string Speaker(Claim claim)
    {
        string chain = string.Join(" ← ", claim.Sources.Select(speaker => speaker.Name.Length > 0 ? speaker.Name : "unnamed"));
        string? country = claim.Sources.Length > 0 && claim.Sources[0].Kind != SpeakerKind.Government ? claim.Sources[0].Country : null;
        return CellText.Clean(country is null ? chain : $"{chain} ({country})");
    }

    private static string Content(Claim claim)
    {
        string words = CellText.Clean(string.Join(" … ", claim.Content.Select(part => part.Quote)));
        return claim.Form == Form.Direct ? $"“{words}”" : words;
    }

    private void AppendColumns(StringBuilder to, List<Row> rows)
    {
        int number = Number(rows.Count).Length + 1;
        int stance = Math.Max("stance".Length, rows.Max(row => Math.Max(row.Stance.Length, row.Answers.Length == 0 ? 0 : Math.Min(CellText.Width(row.Answers) + 2, 12))));
        int cue = Column(rows.Select(row => CellText.Width(row.Cue)), "cue".Length, Math.Max(10, _width / 8));
        int speaker = Column(rows.Select(row => CellText.Width(row.Speaker) + Indent(row).Length), "speaker".Length, Math.Max(16, _width / 4));
        int content = _width - number - stance - cue - speaker - (4 * Gap);
        int[] widths = [number, speaker, stance, content, cue];
        AppendLine(to, widths, ["#".PadLeft(number), "speaker", "stance", "content", "cue"], words => palette.Faint(words));
        to.Append(palette.Faint(string.Join(new string(' ', Gap), widths.Select(column => new string('─', column))))).Append('\n');
        bool tall = false;
        foreach (Row row in rows)
        {
            List<string>[] cells =
            [
                [$"#{Number(row.Index)}".PadLeft(number)],
                Indented(row, row.Speaker, speaker),
                [row.Stance, .. row.Answers.Length > 0 ? CellText.Wrap("→ " + row.Answers, stance) : []],
                Indented(row, row.Content, content),
                CellText.Wrap(row.Cue, cue),
            ];
            int height = cells.Max(cell => cell.Count);
            if (row.Index > 1 && (tall || height > 1))
            {
                // Rows of several lines stand apart; those of one line stay together.
                to.Append('\n');
            }

            for (int line = 0; line < height; line++)
            {
                AppendLine(to, widths, [.. cells.Select(cell => line < cell.Count ? cell[line] : "")], null, row.Kind);
            }

            tall = height > 1;
        }

        to.Append('\n');
    }

    private void AppendNarrow(StringBuilder to, List<Row> rows)
    {
        int number = Number(rows.Count).Length + 1;
        foreach (Row row in rows)
        {
            string indent = new(' ', 2 * row.Depth);
            string margin = new(' ', number + 1 + indent.Length);
            string stance = row.Answers.Length > 0 ? $"{row.Stance} → {row.Answers}" : row.Stance;
            string cue = row.Cue.Length > 0 ? $" ({row.Cue})" : "";
            int room = _width - margin.Length;
            to.Append(indent).Append(palette.Faint($"#{Number(row.Index)}".PadLeft(number))).Append(' ');
            if (CellText.Width(row.Speaker) + 2 + stance.Length + CellText.Width(cue) <= room)
            {
                to.Append(palette.Strong(row.Speaker)).Append("  ").Append(palette.Of(row.Kind, stance)).Append(palette.Faint(cue)).Append('\n');
            }
            else
            {
                to.Append(palette.Strong(CellText.Fit(row.Speaker, room))).Append('\n');
                to.Append(margin).Append(palette.Of(row.Kind, stance)).Append(palette.Faint(CellText.Fit(cue, Math.Max(2, room - stance.Length)))).Append('\n');
            }

            foreach (string line in CellText.Wrap(row.Content, room))
            {
                to.Append(margin).Append(line).Append('\n');
            }

            to.Append('\n');
        }
    }

    /// <summary>Wide enough for the widest cell, but no wider than <paramref name="most"/>.</summary>
    private static int Column(IEnumerable<int> cells, int least, int most) => Math.Clamp(cells.Max(), least, Math.Max(least, most));

    private static string Indent(Row row) => row.Depth == 0 ? "" : new string(' ', 2 * (row.Depth - 1)) + "└ ";

    private static List<string> Indented(Row row, string words, int room)
    {
        string first = Indent(row);
        string next = new(' ', first.Length);
        return [.. CellText.Wrap(words, room - first.Length).Select((line, at) => (at == 0 ? first : next) + line)];
    }

    private void AppendLine(StringBuilder to, int[] widths, string[] cells, Func<string, string>? paint, Stance? stance = null)
    {
        int last = Array.FindLastIndex(cells, cell => cell.Length > 0);
        for (int column = 0; column <= last; column++)
        {
            string words = cells[column];
            string painted = paint is not null ? paint(words) : column switch
            {
                0 or 4 => palette.Faint(words),
                1 => palette.Strong(words),
                2 => palette.Of(stance!.Value, words),
                _ => words,
            };
            to.Append(painted);
            if (column < last)
            {
                to.Append(' ', Math.Max(0, widths[column] - CellText.Width(words)) + Gap);
            }
        }

        to.Append('\n');
    }

    private sealed record Row(int Index, int Depth, ClaimId Id, Stance Kind, string Speaker, string Stance, string Answers, string Content, string Cue);
}
