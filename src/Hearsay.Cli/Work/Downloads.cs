using System.Collections.Immutable;
using Hearsay.Export;
using Hearsay.Workbench;

namespace Hearsay.Cli.Work;

/// <summary>The formats of <c>hearsay export</c> as the workbench offers them.</summary>
internal static class Downloads
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<Download> All { get; } =
    [
        .. ExportFormat.All.Select(format => new Download(format.Name, format.Files, async (ledger, query, streams, settings, cancellationToken) =>
        {
            try
            {
                await using var losses = new LossReport(Stream.Null, format.Name);
                await format.WriteAsync(ExportSource.Shareable(ExportSource.Read(ledger, query, cancellationToken), null, settings.Marking, losses, cancellationToken), streams, settings, losses, cancellationToken);
            }
            catch (CommandFailure failure)
            {
                throw new WorkbenchException(failure.Code, 400, failure.Message);
            }
        })),
    ];
}
