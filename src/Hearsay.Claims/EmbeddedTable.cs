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
        using Stream stream = typeof(EmbeddedTable).Assembly.GetManifestResourceStream("Hearsay.Claims." + fileName)
            ?? throw new InvalidOperationException($"{fileName} is not part of Hearsay.Claims: the build is incomplete");
        using var reader = new StreamReader(stream);
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
}
