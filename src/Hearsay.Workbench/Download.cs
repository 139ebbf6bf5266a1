using System.Collections.Immutable;
using Hearsay.Export;
using Hearsay.Storage;
using Hearsay.Storage.Queries;

namespace Hearsay.Workbench;

/// <summary>A format in which claims can be downloaded.</summary>
/// <param name="Name">As in addresses: "plover".</param>
/// <param name="Files">Names of the files that it consists of; several are packed into one ZIP file.</param>
/// <param name="WriteAsync">Writes what a query finds to as many streams as there are files.</param>
public sealed record Download(string Name, ImmutableArray<string> Files, Func<Ledger, Query, Stream[], ExportSettings, CancellationToken, Task> WriteAsync);
