using Hearsay.Claims;
using Hearsay.Claims.Reviewing;

namespace Hearsay.Export.Dossier;

/// <summary>What a dossier shows, whatever it is written in.</summary>
internal sealed class DossierPage
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    public DossierPage(string title, IReadOnlyList<ExportedClaim> claims, ExportSettings settings)
    {
        ArgumentException.ThrowIfNullOrEmpty(title);
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(settings);
        if (claims.Count > DossierWriter.MostClaims)
        {
            throw new ArgumentOutOfRangeException(nameof(claims), claims.Count, $"a dossier holds at most {DossierWriter.MostClaims} claims");
        }

        ExportedClaim[] ordered = [.. claims.OrderBy(claim => claim.Article.Published?.Day ?? DateOnly.MaxValue).ThenBy(claim => claim.Claim.Sha256, StringComparer.Ordinal).ThenBy(claim => claim.Claim.Content[0].Span.Start)];
        var references = new List<(int, ExportedClaim)>();
        foreach (ExportedClaim claim in ordered)
        {
            if (_numbers.TryAdd(claim.Claim.Sha256, _numbers.Count + 1))
            {
                references.Add((_numbers.Count, claim));
            }
        }

        References = references;
        Positions =
        [
            .. ordered.GroupBy(claim => Wording.Heading(claim.Claim.Sources[0]), StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new Position(group.Key, [.. group])),
        ];
        Stances = [.. Enum.GetValues<Stance>().Where(stance => ordered.Any(claim => claim.Claim.Stance == stance))];
        Summary = $"{ordered.Length} claims by {Positions.Count} speakers in {references.Count} articles. Prepared by {settings.Producer} with Hearsay. A claim is what a text attributes to somebody; nothing here says who is right.";
    }

    public string Summary { get; }

    public IReadOnlyList<Position> Positions { get; }

    public IReadOnlyList<Stance> Stances { get; }

    public IReadOnlyList<(int Number, ExportedClaim Claim)> References { get; }

    public static string Citation(ExportedClaim claim) =>
        string.Join(", ", new[] { Wording.Title(claim.Article), claim.Article.Outlet, claim.Article.Published?.ToString(), claim.Article.Address?.AbsoluteUri }.Where(part => !string.IsNullOrEmpty(part))) + ".";

    public int Reference(ExportedClaim claim) => _numbers[claim.Claim.Sha256];

    /// <summary>What analysts decided and how it is marked: ", accepted B2, TLP:AMBER"; empty for neither.</summary>
    public static string Decided(ExportedClaim claim)
    {
        string grade = $"{claim.Standing?.Reliability}{claim.Standing?.Credibility?.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        string verdict = claim.Standing?.Verdict is { } decided ? Wording.Of(decided) : "";
        return string.Concat(new[] { $"{verdict} {grade}".Trim(), claim.Marking is { } marking ? Markings.LabelOf(marking) : "" }.Where(part => part.Length > 0).Select(part => ", " + part));
    }

    /// <summary>Day of publication, and where that is not known, that.</summary>
    public string DayOf(ExportedClaim claim) => Wording.Day(claim.Article.Published?.Day) ?? "undated";
}
