namespace Hearsay.Storage;

/// <summary>What is known of where a document's story comes from.</summary>
/// <param name="Name">Agency or outlet; for a shared statement the other document's name.</param>
/// <param name="Basis">credit: the text credits an agency. derived: it cites an outlet that the ledger has a report of, and shares wording with it. same-statement: it gives the same statement as another document.</param>
/// <param name="Other">Id of the other document, or null.</param>
/// <param name="Score">Share of wording with it, 0 … 1; 1 for a credit.</param>
public sealed record DocumentOrigin(string Name, string Basis, string? Other, double Score);
