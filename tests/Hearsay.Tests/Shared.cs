namespace Hearsay.Tests;

/// <summary>The data for training and evaluation, which is not part of the repository. Tests that need it skip themselves without it.</summary>
internal static class Shared
{
    /// <summary>The folder "shared" beside the repository, or null when there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>What a skipped test says.</summary>
    public const string Missing = "needs the folder 'shared' beside the repository";

    private static string? Find()
    {
        string folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared"));
        return Directory.Exists(Path.Combine(folder, "data")) ? folder : null;
    }
}
