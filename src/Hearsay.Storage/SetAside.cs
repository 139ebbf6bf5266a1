namespace Hearsay.Storage;

/// <summary>An input that could not be taken in, with the reason.</summary>
/// <param name="Number">Names it in commands.</param>
/// <param name="Origin">Path, path and line, or address.</param>
/// <param name="Code">Code of the defect, docs/errors.md.</param>
/// <param name="Message">The defect.</param>
/// <param name="Original">SHA-256 of the original bytes, which the ledger keeps; null when there are none.</param>
/// <param name="At">When it was last tried.</param>
/// <param name="Tries">How often it was tried.</param>
public sealed record SetAside(long Number, string Origin, string Code, string Message, string? Original, DateTimeOffset At, int Tries)
{
    /// <summary>Media type that its bytes are to be read as when they are tried again, or null for what they show themselves: a broken line of JSON Lines does not look like one.</summary>
    public string? StatedMediaType() => Code is "HS0120" or "HS0121" or "HS0122" ? "application/jsonl" : null;
}
