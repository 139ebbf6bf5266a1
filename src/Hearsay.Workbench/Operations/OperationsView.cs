using Hearsay.Storage.Inbox;
using Hearsay.Storage.Queries;

namespace Hearsay.Workbench.Operations;

/// <summary>How the server and its ledger are.</summary>
/// <param name="Version">Version of Hearsay.</param>
/// <param name="Ledger">Where the ledger is, without secrets.</param>
/// <param name="Started">When the server started.</param>
/// <param name="Schema">Number of the ledger's newest schema file.</param>
/// <param name="Size">Bytes of the ledger.</param>
/// <param name="Counts">How much is in it.</param>
/// <param name="Models">Readers whose readings are in it.</param>
/// <param name="Inbox">How far behind the workers are.</param>
/// <param name="Memory">Bytes that the server holds in memory.</param>
/// <param name="Verify">What the last check of the ledger found, or null while none was made.</param>
internal sealed record OperationsView(
    string Version, string Ledger, DateTimeOffset Started, int Schema, long Size, LedgerSize Counts, IReadOnlyList<FoundReader> Models, InboxLag Inbox, long Memory, OperationsView.Check? Verify)
{
    /// <summary>A check of the ledger.</summary>
    /// <param name="At">When it ended.</param>
    /// <param name="Contents">Stored bytes whose hash was computed.</param>
    /// <param name="Claims">Claims whose quotes were compared with their text.</param>
    /// <param name="Entries">Entries of the review log.</param>
    /// <param name="Head">Hash of the last entry.</param>
    /// <param name="Findings">What does not hold; empty for a sound ledger.</param>
    internal sealed record Check(DateTimeOffset At, long Contents, long Claims, long Entries, string Head, IReadOnlyList<Hearsay.Storage.Finding> Findings);
}
