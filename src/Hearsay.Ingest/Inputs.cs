using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>Turns the paths of a command line into the files to be ingested.</summary>
public static class Inputs
{
    /// <summary>The path that means standard input; its document id is "stdin".</summary>
    public const string StandardInput = "-";

    /// <summary>
    /// Lists the files that <paramref name="paths"/> name, in the order given: a file as itself, a folder as every file below it, entry by entry in the ordinal order of names.
    /// Files and folders whose name starts with a dot are left out unless they are named themselves. Symbolic links are followed; a folder reached a second time is
    /// not entered again, so loops end. The listing is lazy: a folder is opened when the enumeration comes to it.
    /// </summary>
    /// <returns>One item per file, and one with a defect per path that cannot be listed. Never throws for what the file system holds.</returns>
    public static IEnumerable<InputFile> Expand(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.SelectMany(One);
    }

    private static IEnumerable<InputFile> One(string path)
    {
        if (path == StandardInput)
        {
            return [new InputFile(StandardInput, "stdin")];
        }

        if (Directory.Exists(path))
        {
            return Below(path, "", RealPath(new DirectoryInfo(path)), new HashSet<string>(StringComparer.Ordinal), 0);
        }

        return [Exists(path) ? new InputFile(path, WithoutExtension(Path.GetFileName(path))) : Missing(path, path)];
    }

    private static IEnumerable<InputFile> Below(string folder, string prefix, string realPath, HashSet<string> entered, int depth)
    {
        if (!entered.Add(realPath))
        {
            yield break;
        }

        if (depth > IngestLimits.FolderDepth)
        {
            yield return new InputFile(folder, prefix.TrimEnd('/'), IngestDefects.ForFolderTooDeep(folder));
            yield break;
        }

        (FileSystemInfo[] entries, Defect? defect) = Entries(folder);
        if (defect is not null)
        {
            yield return new InputFile(folder, prefix.TrimEnd('/'), defect);
        }

        foreach (FileSystemInfo entry in entries)
        {
            string path = Path.Join(folder, entry.Name);
            if (Directory.Exists(path))
            {
                string real = entry.LinkTarget is null ? Path.Join(realPath, entry.Name) : RealPath(entry);
                foreach (InputFile input in Below(path, prefix + entry.Name + "/", real, entered, depth + 1))
                {
                    yield return input;
                }
            }
            else
            {
                yield return Exists(path) ? new InputFile(path, prefix + WithoutExtension(entry.Name)) : Missing(path, prefix + WithoutExtension(entry.Name));
            }
        }
    }

    private static (FileSystemInfo[] Entries, Defect? Defect) Entries(string folder)
    {
        try
        {
            FileSystemInfo[] entries = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = default(FileAttributes), IgnoreInaccessible = false })
                .Where(entry => !entry.Name.StartsWith('.'))];
            Array.Sort(entries, (left, right) => string.CompareOrdinal(left.Name, right.Name));
            return (entries, null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ([], IngestDefects.ForPathUnreadable(folder, exception.Message));
        }
    }

    /// <summary>Whether there is a file at the end of every link; a link itself counts as existing to the system.</summary>
    private static bool Exists(string path)
    {
        try
        {
            return File.Exists(path) && (File.ResolveLinkTarget(path, returnFinalTarget: true)?.Exists ?? true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Links in a circle.
            return false;
        }
    }

    private static string RealPath(FileSystemInfo entry)
    {
        try
        {
            return Path.TrimEndingDirectorySeparator((entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry).FullName);
        }
        catch (IOException)
        {
            return entry.FullName;
        }
    }

    private static InputFile Missing(string path, string documentId) => new(path, documentId, IngestDefects.ForPathMissing(path));

    private static string WithoutExtension(string name) => Path.GetFileNameWithoutExtension(name) is { Length: > 0 } stem ? stem : name;
}
