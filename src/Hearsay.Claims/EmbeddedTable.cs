using System.Globalization;

namespace Hearsay.Claims;

/// <summary>
/// Reads a table that is part of this assembly: lines of columns parted by tabs; empty lines and lines that begin with # are skipped.
/// </summary>
internal static class EmbeddedTable
{
    /// <summary>The rows of the table with this file name, in order, each with exactly <paramref name="columns"/> columns.</summary>
    /// <exception cref="InvalidOperationException">The table is missing from the assembly, or a row has another number of columns.</exception>
    public static IEnumerable<string[]> Rows(string fileName, int columns)
    {
        using StreamReader reader = Open(fileName);
        for (int number = 1; reader.ReadLine() is { } line; number++)
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] row = line.Split('\t');
            if (row.Length != columns)
            {
                throw new InvalidOperationException($"{fileName}, line {number}: {row.Length} columns where {columns} are expected");
            }

            yield return row;
        }
    }

    /// <summary>The numbers of a long table of two columns, by the key that is made of each name; no strings are made of its rows.</summary>
    /// <exception cref="InvalidOperationException">The table is missing from the assembly, or a row has no tab.</exception>
    public static Dictionary<ulong, float> Numbers(string fileName, Func<ReadOnlySpan<char>, ulong> keyOf)
    {
        using StreamReader reader = Open(fileName);
        string all = reader.ReadToEnd();
        var numbers = new Dictionary<ulong, float>(all.AsSpan().Count('\n'));
        foreach (ReadOnlySpan<char> line in all.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty || line[0] == '#')
            {
                continue;
            }

            int tab = line.IndexOf('\t');
            if (tab < 0)
            {
                throw new InvalidOperationException($"{fileName}: '{line}' has no tab");
            }

            numbers.Add(keyOf(line[..tab]), float.Parse(line[(tab + 1)..], CultureInfo.InvariantCulture));
        }

        return numbers;
    }

    private static StreamReader Open(string fileName) => new(typeof(EmbeddedTable).Assembly.GetManifestResourceStream("Hearsay.Claims." + fileName)
        ?? throw new InvalidOperationException($"{fileName} is not part of Hearsay.Claims: the build is incomplete"));
}
