using Hearsay.Ingest;

namespace Hearsay.Cli.Work;

/// <summary>A file to read, and how large it is.</summary>
/// <param name="File">The file, or standard input.</param>
/// <param name="Length">Size in bytes, or null when it is not known: standard input.</param>
internal sealed record SizedInput(InputFile File, long? Length)
{
    /// <summary>Where it came from when that is not its path: a copy that the ledger kept is tried again under its old name.</summary>
    public string? Origin { get; init; }

    /// <summary>The files that the paths stand for, in order and lazily: themselves, or all in the folders. A folder without any is one with a defect.</summary>
    public static IEnumerable<SizedInput> Expand(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            bool any = false;
            foreach (InputFile file in Inputs.Expand([path]))
            {
                any = true;
                yield return new SizedInput(file, file.Path == Inputs.StandardInput ? null : file.Defect is null ? new FileInfo(file.Path) is { Exists: true } known ? known.Length : null : 0);
            }

            if (!any)
            {
                yield return new SizedInput(new InputFile(path, "", CliErrors.ForEmptyFolder()), 0);
            }
        }
    }

    /// <summary>Opens it for reading from the start.</summary>
    public Stream Open(Stream standardInput) => File.Path == Inputs.StandardInput
        ? standardInput
        : new FileStream(File.Path, new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.SequentialScan, BufferSize = 0 });
}
