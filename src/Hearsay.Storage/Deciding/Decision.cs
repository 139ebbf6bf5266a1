using Hearsay.Claims.Reviewing;

namespace Hearsay.Storage.Deciding;

/// <summary>What somebody decides on a screen that others may look at, too.</summary>
/// <param name="Draft">The entry; for <see cref="ReviewKind.Add"/> its subject is the id of the document.</param>
/// <param name="Record">The claim as it is to be, hearsay.claim/1, for <see cref="ReviewKind.Edit"/> and <see cref="ReviewKind.Add"/>; else null.</param>
/// <param name="ExpectedLast">Number of the newest entry about the claim that the reviewer saw, 0 for none; null does not ask.</param>
public sealed record Decision(Review Draft, ReadOnlyMemory<byte>? Record = null, long? ExpectedLast = null);
