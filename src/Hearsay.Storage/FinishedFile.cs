namespace Hearsay.Storage;

/// <summary>A file that went in to its last item: adding it again costs no more than its hash.</summary>
/// <param name="Sha256">Hash over all that decides what comes out of it: bytes, options, reader.</param>
/// <param name="Origin">Its path, for people.</param>
/// <param name="Items">Items in it.</param>
public sealed record FinishedFile(string Sha256, string Origin, int Items);
