using Hearsay.Storage;
using Hearsay.Storage.Inbox;

namespace Hearsay.Cli.Work;

/// <summary>What one item of an input became on its way into the ledger.</summary>
/// <param name="Arrival">The article with its claims, or null when there is none.</param>
/// <param name="Known">True when the ledger has it already and it was not read.</param>
/// <param name="Rejection">Why it is to be set aside, or null.</param>
/// <param name="Notices">What is reported.</param>
internal sealed record Prepared(Arrival? Arrival, bool Known, Rejection? Rejection, IReadOnlyList<Notice> Notices)
{
    /// <summary>Set on the last piece of a file: what notes that it went in to its end, or null when that cannot be told by a hash.</summary>
    public FinishedFile? Finished { get; init; }

    /// <summary>True on the last piece of a file.</summary>
    public bool LastOfFile { get; init; }

    /// <summary>Set on the last piece of an item of the inbox.</summary>
    public InboxItem? Item { get; init; }

    /// <summary>True when the item could not be had for a reason that may pass: it is tried again later.</summary>
    public bool Passing { get; init; }

    /// <summary>True for a file that had gone in before: none of its items was looked at.</summary>
    public bool Skipped { get; init; }
}
