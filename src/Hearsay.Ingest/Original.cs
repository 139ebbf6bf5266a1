namespace Hearsay.Ingest;

/// <summary>
/// The bytes that an article was made from, as they were received: a file, a line of a corpus, a member of an archive, the body of an HTTP response, a mail. An item of a feed
/// has the whole feed. <see cref="Ingester.ReadAsync(Stream, Envelope, CancellationToken)"/> over them, with the same envelope, gives the article again.
/// </summary>
/// <param name="Bytes">The bytes; never changed.</param>
/// <param name="Envelope">What was known of them from outside.</param>
public sealed record Original(ReadOnlyMemory<byte> Bytes, Envelope Envelope);
