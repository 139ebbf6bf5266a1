using Hearsay.Ingest;
using Hearsay.Ingest.Fetching;
using Hearsay.Storage.Inbox;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>A file or address to read, and how large it is.</summary>
/// <param name="File">The file, standard input, or the address.</param>
/// <param name="Length">Size in bytes, or null when it is not known: standard input, addresses.</param>
internal sealed record SizedInput(InputFile File, long? Length)
{
    /// <summary>Where it came from when that is not its path: a copy that the ledger kept is tried again under its old name.</summary>
    public string? Origin { get; init; }

    /// <summary>Media type as stated outside the bytes, of a copy that the ledger kept; null when nobody said.</summary>
    public string? MediaType { get; init; }

    /// <summary>True for what was set aside and is tried again: it is looked at whatever became of it before.</summary>
    public bool Again { get; init; }

    /// <summary>What it holds, when that is ingested elsewhere: the new items of a feed. Taken once; null for what is still to be opened.</summary>
    public IAsyncEnumerable<Ingested>? Items { get; init; }

    /// <summary>The item of the inbox that it is, or null.</summary>
    public InboxItem? Item { get; init; }

    /// <summary>Gives its bytes when they are kept elsewhere than in a file: in the ledger. Null for what is still to be opened.</summary>
    public Func<CancellationToken, Task<(byte[] Bytes, Envelope Envelope)>>? Kept { get; init; }

    /// <summary>What is known of its publication when it is known of this input alone, or null for what all inputs have in common.</summary>
    public IngestOptions? Ingest { get; init; }

    /// <summary>The files that the paths stand for, in order and lazily: themselves, or all in the folders. A folder without any is one with a defect.</summary>
    public static IEnumerable<SizedInput> Expand(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            bool any = false;
            foreach (InputFile file in Inputs.Expand([path]))
            {
                any = true;
                yield return new SizedInput(file, file.Path == Inputs.StandardInput || file.Address is not null ? null : file.Defect is null ? new FileInfo(file.Path) is { Exists: true } known ? known.Length : null : 0);
            }

            if (!any)
            {
                yield return new SizedInput(new InputFile(path, "", CliErrors.ForEmptyFolder()), 0);
            }
        }
    }

    /// <summary>Opens it, or fetches what stands at the address.</summary>
    /// <param name="standardInput">What "-" stands for.</param>
    /// <param name="fetcher">Fetches addresses.</param>
    /// <param name="cancellationToken">Gives up fetching.</param>
    /// <returns>The bytes and what is known of them, or the defect that stands in their place.</returns>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public async Task<(Stream? Bytes, Envelope Envelope, Defect? Defect)> OpenAsync(Stream standardInput, Fetcher fetcher, CancellationToken cancellationToken)
    {
        if (Kept is not null)
        {
            (byte[] bytes, Envelope envelope) = await Kept(cancellationToken);
            return (new MemoryStream(bytes, writable: false), envelope, null);
        }

        if (File.Address is { } address)
        {
            Fetched fetched = await fetcher.FetchAsync(address, null, cancellationToken);
            return fetched.Defect is { } defect ? (null, fetched.Envelope, defect) : (new MemoryStream(fetched.Bytes.ToArray(), writable: false), fetched.Envelope, null);
        }

        return (Open(standardInput), new Envelope(File.Path == Inputs.StandardInput ? "stdin" : File.Path, File.DocumentId), null);
    }

    /// <summary>Opens it for reading from the start.</summary>
    public Stream Open(Stream standardInput) => File.Path == Inputs.StandardInput
        ? standardInput
        : new FileStream(File.Path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan, BufferSize = 0 });
}
