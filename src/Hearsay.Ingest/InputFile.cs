using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>One file or web address to be ingested, or a path that led to none.</summary>
/// <param name="Path">Path of the file as it can be opened from the working folder; <see cref="Inputs.StandardInput"/> for standard input; the address as given.</param>
/// <param name="DocumentId">Id for a file that holds one document: its name without extension; for a file found in a folder, its path below that folder with "/" and without extension.</param>
/// <param name="Defect">Why there is nothing to open, or null when there is.</param>
public sealed record InputFile(string Path, string DocumentId, Defect? Defect = null)
{
    /// <summary>The address to be fetched, or null for a file.</summary>
    public Uri? Address { get; init; }
}
