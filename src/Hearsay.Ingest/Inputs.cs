using System.IO.Enumeration;
using Hearsay.Ingest.Fetching;
using Hearsay.Text;

namespace Hearsay.Ingest;

/// <summary>Turns the paths and addresses of a command line into the files to be ingested.</summary>
public static class Inputs
{
    /// <summary>The path that means standard input; its document id is "stdin".</summary>
    public const string StandardInput = "-";

    /// <summary>
    /// Lists the files that <paramref name="paths"/> name, in the order given: a file as itself, a folder as every file below it, entry by entry in the ordinal order of names.
    /// Files and folders whose name starts with a dot are left out unless they are named themselves. Symbolic links are followed; a folder reached a second time is
    /// not entered again, so loops end. What begins with http:// or https:// is an address. A path with * or ? that names no file is a pattern: * and ? stand for anything within a name, ** for any
    /// number of folders; what fits is listed in the ordinal order of paths. The listing is lazy: a folder is opened when the enumeration comes to it.
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

        if (path.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            return [StatedAddress.TryParse(path) is { } address ? new InputFile(path, Fetcher.DocumentId(address)) { Address = address } : new InputFile(path, path, IngestDefects.ForInputAddress(path))];
        }

        if (path.AsSpan().ContainsAny('*', '?') && !Exists(path) && !Directory.Exists(path))
        {
            return Fitting(path);
        }

        if (Directory.Exists(path))
        {
            return Below(path, "", RealPath(new DirectoryInfo(path)), new HashSet<string>(StringComparer.Ordinal), 0);
        }

        return [Exists(path) ? new InputFile(path, WithoutExtension(Path.GetFileName(path))) : Missing(path, path)];
    }

    /// <summary>The files and folders that fit a pattern, as if they had been named one by one.</summary>
    private static IEnumerable<InputFile> Fitting(string pattern)
    {
        string[] names = (OperatingSystem.IsWindows() ? pattern.Replace('\\', '/') : pattern).Split('/');
        int plain = Array.FindIndex(names, name => name.AsSpan().ContainsAny('*', '?'));
        string start = string.Join('/', names[..plain]);
        start = plain == 0 ? "" : start.Length == 0 ? "/" : start;
        bool any = false;
        foreach (string found in Matches(start, names.AsMemory(plain), 0).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            foreach (InputFile input in One(found))
            {
                any = true;
                yield return input;
            }
        }

        if (!any)
        {
            yield return Missing(pattern, pattern);
        }
    }

    private static IEnumerable<string> Matches(string folder, ReadOnlyMemory<string> names, int depth)
    {
        if (names.IsEmpty || depth > IngestLimits.FolderDepth)
        {
            return names.IsEmpty ? [folder] : [];
        }

        string name = names.Span[0];
        ReadOnlyMemory<string> rest = names[1..];
        if (!name.AsSpan().ContainsAny('*', '?'))
        {
            string path = Joined(folder, name);
            return Directory.Exists(path) || (rest.IsEmpty && Exists(path)) ? Matches(path, rest, depth + 1) : [];
        }

        FileSystemInfo[] entries = Entries(folder.Length == 0 ? "." : folder).Entries;
        if (name == "**")
        {
            // The pattern goes on here, or in any folder below; links to folders are not followed, so loops end.
            IEnumerable<string> below = entries.Where(entry => entry is DirectoryInfo && entry.LinkTarget is null).SelectMany(entry => Matches(Joined(folder, entry.Name), names, depth + 1));
            return (rest.IsEmpty ? entries.Where(entry => entry is not DirectoryInfo).Select(entry => Joined(folder, entry.Name)) : Matches(folder, rest, depth)).Concat(below);
        }

        return entries.Where(entry => FileSystemName.MatchesSimpleExpression(name, entry.Name, ignoreCase: OperatingSystem.IsWindows()) && (rest.IsEmpty || Directory.Exists(Joined(folder, entry.Name))))
            .SelectMany(entry => Matches(Joined(folder, entry.Name), rest, depth + 1));
    }

    private static string Joined(string folder, string name) => folder.Length == 0 ? name : folder.EndsWith('/') ? folder + name : folder + "/" + name;

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
