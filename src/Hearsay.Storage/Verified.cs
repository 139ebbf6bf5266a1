namespace Hearsay.Storage;

/// <summary>What a check of a ledger looked at.</summary>
/// <param name="Findings">What does not hold; empty for a sound ledger.</param>
/// <param name="Contents">Stored bytes whose hash was computed.</param>
/// <param name="Claims">Claims whose quotes were compared with their text, superseded ones included.</param>
/// <param name="Entries">Entries of the review log.</param>
/// <param name="Head">Hash of the last entry: who keeps it elsewhere can tell later that nothing before it was changed. Zeros for an empty log.</param>
/// <param name="Seals">Seals: additions to the ledger whose rows were compared with their digest.</param>
/// <param name="Seal">Hash of the last seal. It stands for all that was added and decided until then.</param>
public sealed record Verified(IReadOnlyList<Finding> Findings, long Contents, long Claims, long Entries, string Head, long Seals, string Seal);
