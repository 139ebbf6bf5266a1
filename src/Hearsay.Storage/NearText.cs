namespace Hearsay.Storage;

/// <summary>A document whose current text shares keys of its fingerprint with another text.</summary>
/// <param name="Document">Its id.</param>
/// <param name="Sha256">Hash of the text; <see cref="Ledger.TextAsync"/> gives it.</param>
/// <param name="Shared">Number of keys shared.</param>
public sealed record NearText(string Document, string Sha256, int Shared);
