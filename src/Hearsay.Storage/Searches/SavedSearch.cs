namespace Hearsay.Storage.Searches;

/// <summary>A query that somebody keeps, to be told of claims that come in and fit.</summary>
/// <param name="Number">Names it.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Query">The query as it is typed.</param>
/// <param name="Since">When it was saved. Claims that were there before give no alert.</param>
/// <param name="Seen">When its owner last looked at its alerts, or null.</param>
/// <param name="Checked">Number of the last claim that was looked at for it.</param>
public sealed record SavedSearch(long Number, string Owner, string Name, string Query, DateTimeOffset Since, DateTimeOffset? Seen, long Checked);
