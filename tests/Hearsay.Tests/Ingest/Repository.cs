namespace Hearsay.Tests.Ingest;

/// <summary>Where the checkout lies that the tests were built from.</summary>
internal static class Repository
{
    /// <summary>The folder that holds Hearsay.slnx.</summary>
    public static string Root { get; } = Find();

    /// <summary>The folder of data beside the checkout, or null when there is none.</summary>
    public static string? Shared => Path.GetFullPath(Path.Join(Root, "..", "shared")) is { } path && Directory.Exists(path) ? path : null;

    private static string Find()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Join(folder, "Hearsay.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("no Hearsay.slnx above " + AppContext.BaseDirectory);
    }
}
