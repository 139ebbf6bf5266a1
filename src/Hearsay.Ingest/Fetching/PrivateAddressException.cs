using System.Net;

namespace Hearsay.Ingest.Fetching;

/// <summary>A host turned out to stand at a private address when a connection to it was to be made; caught where the defect is written.</summary>
internal sealed class PrivateAddressException(string host, IPAddress address) : Exception($"{host} stands at {address}");
