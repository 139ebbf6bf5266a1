namespace Hearsay.Storage.Queries;

/// <summary>Some of what a query finds.</summary>
/// <typeparam name="T">What is found.</typeparam>
/// <param name="Items">In the order asked for.</param>
/// <param name="Next">Cursor to go on from, or null at the end. It stays valid while the ledger grows.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);
