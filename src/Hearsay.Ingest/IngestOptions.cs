using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>What the caller knows better than the file: each value that is not null wins over what the file says.</summary>
/// <param name="Published">When the texts were published, or null to take what each file says.</param>
/// <param name="Outlet">Who published the texts, or null to take what each file says.</param>
public sealed record IngestOptions(PublicationDate? Published = null, string? Outlet = null);
