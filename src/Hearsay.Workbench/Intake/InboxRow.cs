using System.Globalization;
using Hearsay.Storage.Inbox;

namespace Hearsay.Workbench.Intake;

/// <summary>Something that was handed in.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Origin">Name of the file, title or address.</param>
/// <param name="State">waiting, working, done, failed.</param>
/// <param name="Code">Code of the failure, or null.</param>
/// <param name="Message">The failure, or null.</param>
/// <param name="Documents">Ids of the documents that came of it.</param>
/// <param name="Added">When it came in.</param>
/// <param name="AddedBy">Who handed it in, or null.</param>
/// <param name="Tries">How often it was taken.</param>
internal sealed record InboxRow(string Id, string Origin, string State, string? Code, string? Message, IReadOnlyList<string> Documents, DateTimeOffset Added, string? AddedBy, int Tries)
{
    /// <summary>The row of an item.</summary>
    public static InboxRow Of(InboxItem item) => new(
        item.Number.ToString(CultureInfo.InvariantCulture), item.Name, item.State switch { InboxState.Leased => "working", InboxState.Done => "done", InboxState.Dead => "failed", _ => "waiting" }, item.Code, item.Message,
        item.Documents.IsDefault ? [] : item.Documents, item.Added, item.AddedBy, item.Tries);
}
