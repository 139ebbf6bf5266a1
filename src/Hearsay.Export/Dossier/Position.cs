using Hearsay.Claims;

namespace Hearsay.Export.Dossier;

/// <summary>What one party says in a dossier, in the order of publication.</summary>
internal sealed class Position(string name, IReadOnlyList<ExportedClaim> claims)
{
    public string Name => name;

    public IReadOnlyList<ExportedClaim> Claims => claims;

    public string First => Wording.Day(claims.Min(claim => claim.Article.Published?.Day)) ?? "";

    public string Last => Wording.Day(claims.Max(claim => claim.Article.Published?.Day)) ?? "";

    public int Count(Stance stance) => claims.Count(claim => claim.Claim.Stance == stance);
}
