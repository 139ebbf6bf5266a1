using System.Text;

namespace Hearsay.Export.Registers;

/// <summary>
/// Reads a register of arms transfers as SIPRI exports one, or any table with columns of these names: titles above the header are passed over, columns are found by name, an unnamed column after a
/// value holds its question mark. UTF-8, or Latin-1 where it is not.
/// </summary>
public static class RegisterTable
{
    private static readonly string[][] Names =
    [
        ["recipient", "buyer", "importer"], ["supplier", "seller", "exporter"], ["weapon designation", "designation", "weapon"], ["year of order", "order date", "year(s) of order", "order year"],
        ["number ordered", "no. ordered", "ordered"], ["number delivered", "deliveries in the year range", "no. delivered", "delivered"], ["year(s) of delivery", "year of delivery", "years of delivery", "delivery year"],
    ];

    private static readonly char[] Marks = [',', ';', '\t'];

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The rows, and the lines that have no recipient, supplier or weapon and were passed over.</returns>
    /// <exception cref="InvalidDataException">No line names the columns that are needed.</exception>
    public static async Task<(IReadOnlyList<RegisterEntry> Entries, IReadOnlyList<int> PassedOver)> ReadAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        string text = Decode(bytes.Span);
        var rows = new DelimitedReader(new StringReader(text), By(text));
        int[]? columns = null;
        string[] header = [];
        while (columns is null)
        {
            header = await rows.ReadAsync(cancellationToken) ?? throw new InvalidDataException("no line names the columns Recipient, Supplier and Weapon designation");
            columns = ColumnsOf(header);
        }

        List<RegisterEntry> entries = [];
        List<int> passed = [];
        while (await rows.ReadAsync(cancellationToken) is { } row)
        {
            if (row.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            string Text(int column) => columns[column] is >= 0 and var at && at < row.Length ? row[at].Trim() : "";
            RegisterCell Cell(int column) => columns[column] is >= 0 and var at && at < row.Length
                ? RegisterCell.Read(row[at], at + 1 < row.Length && at + 1 < header.Length && header[at + 1].Trim().Length == 0 ? row[at + 1] : null)
                : default;
            if (Text(0).Length == 0 || Text(1).Length == 0 || Text(2).Length == 0)
            {
                passed.Add(rows.Line);
                continue;
            }

            entries.Add(new RegisterEntry(rows.Line, Text(0), Text(1), Text(2), Cell(3), Cell(4), Cell(5), Cell(6)));
        }

        return (entries, passed);
    }

    private static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    /// <summary>What parts the columns: seen from the header, since titles above it have none.</summary>
    private static char By(string text)
    {
        foreach (string line in text.Split('\n').Take(100))
        {
            if (line.Contains("recipient", StringComparison.OrdinalIgnoreCase) && line.Contains("supplier", StringComparison.OrdinalIgnoreCase))
            {
                return Marks.MaxBy(mark => line.Count(letter => letter == mark));
            }
        }

        return ',';
    }

    private static int[]? ColumnsOf(string[] header)
    {
        string[] names = [.. header.Select(name => name.Trim('\uFEFF', ' ').ToLowerInvariant())];
        int[] columns = [.. Names.Select(known => Array.FindIndex(names, name => known.Contains(name, StringComparer.Ordinal)))];
        return columns[0] >= 0 && columns[1] >= 0 && columns[2] >= 0 ? columns : null;
    }
}
