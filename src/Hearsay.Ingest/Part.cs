using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>One thing inside a container: a member of an archive, a record of a web archive, an attachment. Either bytes to be read or a defect.</summary>
/// <param name="Envelope">Its name, id and what the container says of it.</param>
/// <param name="Bytes">Its bytes, valid until the next part is asked for; null when a defect stands in their place.</param>
/// <param name="Defect">Why it cannot be read, or null.</param>
internal sealed record Part(Envelope Envelope, Stream? Bytes, Defect? Defect = null);
