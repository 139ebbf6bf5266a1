namespace Hearsay.Storage;

/// <summary>Something that does not hold in a ledger.</summary>
/// <param name="Code">Code of docs/errors.md, HS053..</param>
/// <param name="Subject">What it is about: an entry's number, a claim's id, a hash.</param>
/// <param name="Message">What was found.</param>
public sealed record Finding(string Code, string Subject, string Message);
