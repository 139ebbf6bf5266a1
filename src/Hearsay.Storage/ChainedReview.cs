namespace Hearsay.Storage;

/// <summary>An entry of the review log with its place in the chain.</summary>
/// <param name="Number">Place in the log, from 1.</param>
/// <param name="Record">The entry as JSON, whose bytes the hash is made from.</param>
/// <param name="Previous">Hash of the entry before; zeros for the first.</param>
/// <param name="Hash">SHA-256 over the previous hash, a line feed and the record.</param>
public sealed record ChainedReview(long Number, string Record, string Previous, string Hash);
