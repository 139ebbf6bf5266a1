using Hearsay.Claims.Reviewing;

namespace Hearsay.Storage.Deciding;

/// <summary>What became of decisions.</summary>
/// <param name="Entries">The entries as they stand in the log, one for each decision; empty when somebody was faster.</param>
/// <param name="Newer">Entries about the claims that the reviewer had not seen; when there are any, nothing was decided.</param>
/// <param name="Repeated">True when the same request had been answered before: the entries are those of then.</param>
public sealed record Decided(IReadOnlyList<Review> Entries, IReadOnlyList<Review> Newer, bool Repeated);
