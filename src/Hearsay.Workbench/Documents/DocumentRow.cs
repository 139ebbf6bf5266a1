using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Workbench.Documents;

/// <summary>A document as lists show it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name that it came under.</param>
/// <param name="Title">Headline, or null.</param>
/// <param name="Outlet">Who published it, or null.</param>
/// <param name="Published">When, or null.</param>
/// <param name="Address">Its address, or null.</param>
/// <param name="Added">When it came in.</param>
/// <param name="Revisions">How many revisions there are.</param>
/// <param name="Claims">Claims in it.</param>
/// <param name="Family">Id of the family of copies, or null.</param>
/// <param name="Relation">How it stands in the family, or null; only where one document is asked for.</param>
/// <param name="Origins">Agencies and outlets that it rests on; only where one document is asked for.</param>
internal sealed record DocumentRow(
    string Id, string Name, string? Title, string? Outlet, string? Published, string? Address, DateTimeOffset Added, int Revisions, long Claims, string? Family, string? Relation, IReadOnlyList<string> Origins)
{
    /// <summary>The row of a document in a list.</summary>
    public static DocumentRow Of(FoundDocument found) =>
        new(found.Id, found.Name, found.Title, found.Outlet, found.Published, SafeAddress(found.Address), found.Added, found.Revision, found.Claims, found.Family, null, []);

    /// <summary>The row of one document, with family and origins.</summary>
    public static async Task<DocumentRow> OfAsync(Ledger ledger, FoundDocument found, int revisions, CancellationToken cancellationToken)
    {
        IReadOnlyList<FamilyMember> family = found.Family is null ? [] : await ledger.FamilyAsync(found.Id, cancellationToken: cancellationToken);
        IReadOnlyList<DocumentOrigin> origins = await ledger.OriginsAsync(found.Id, cancellationToken);
        return Of(found) with
        {
            Revisions = revisions,
            Relation = family.FirstOrDefault(member => member.Document == found.Id)?.Relation.ToString().ToLowerInvariant(),
            Origins = [.. origins.Where(origin => origin.Basis != "same-statement").Select(origin => origin.Name).Distinct(StringComparer.Ordinal)],
        };
    }

    /// <summary>Only addresses of the web become links: what an article says its address is can be a script.</summary>
    public static string? SafeAddress(string? address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is ("http" or "https") ? uri.AbsoluteUri : null;
}
