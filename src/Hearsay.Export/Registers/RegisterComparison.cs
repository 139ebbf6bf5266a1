using System.Text;
using Hearsay.Claims.Parties;

namespace Hearsay.Export.Registers;

/// <summary>
/// Compares a register with ours. Rows belong together when recipient, supplier and weapon are the same: states by any of their names, weapons by the registry of parties, other weapons by letters and
/// digits. Of several such rows on both sides those with the same year of order go together first.
/// </summary>
public static class RegisterComparison
{
    /// <summary>Compares.</summary>
    /// <param name="theirs">The other register.</param>
    /// <param name="ours">Ours: each row with the table it stands in.</param>
    /// <returns>Differences, by recipient, supplier and weapon.</returns>
    public static IReadOnlyList<RegisterDifference> Find(IEnumerable<RegisterEntry> theirs, IEnumerable<(string Table, RegisterEntry Entry)> ours)
    {
        ArgumentNullException.ThrowIfNull(theirs);
        ArgumentNullException.ThrowIfNull(ours);
        ILookup<string, RegisterEntry> there = theirs.ToLookup(KeyOf, StringComparer.Ordinal);
        ILookup<string, (string Table, RegisterEntry Entry)> here = ours.ToLookup(row => KeyOf(row.Entry), StringComparer.Ordinal);
        List<RegisterDifference> found = [];
        foreach (string key in there.Select(group => group.Key).Union(here.Select(group => group.Key)).Order(StringComparer.Ordinal))
        {
            List<RegisterEntry> open = [.. there[key]];
            List<(string Table, RegisterEntry Entry)> left = [.. here[key]];
            for (int pass = 0; pass < 2; pass++)
            {
                foreach (RegisterEntry entry in open.ToArray())
                {
                    int at = left.FindIndex(row => pass == 1 || row.Entry.Ordered.Value == entry.Ordered.Value);
                    if (at >= 0)
                    {
                        AddCells(found, entry, left[at]);
                        left.RemoveAt(at);
                        open.Remove(entry);
                    }
                }
            }

            found.AddRange(open.Select(entry => new RegisterDifference("only-there", null, entry.Recipient, entry.Supplier, entry.Designation, null, Told(entry), "", entry.Line)));
            found.AddRange(left.Select(row => new RegisterDifference("only-here", row.Table, row.Entry.Recipient, row.Entry.Supplier, row.Entry.Designation, null, "", Told(row.Entry), null)));
        }

        return found;
    }

    private static void AddCells(List<RegisterDifference> found, RegisterEntry entry, (string Table, RegisterEntry Entry) own)
    {
        foreach ((string column, RegisterCell theirs, RegisterCell ours) in new[]
        {
            ("Year of order", entry.Ordered, own.Entry.Ordered), ("Number ordered", entry.NumberOrdered, own.Entry.NumberOrdered), ("Number delivered", entry.NumberDelivered, own.Entry.NumberDelivered),
            ("Year(s) of delivery", entry.Delivered, own.Entry.Delivered),
        })
        {
            if (Plain(theirs.Value) != Plain(ours.Value) || (theirs.Value.Length > 0 && theirs.Doubtful != ours.Doubtful))
            {
                found.Add(new RegisterDifference("differs", own.Table, entry.Recipient, entry.Supplier, entry.Designation, column, theirs.ToString(), ours.ToString(), entry.Line));
            }
        }
    }

    /// <summary>Years in any order and with any marks between them; numbers as they stand.</summary>
    private static string Plain(string value) => string.Join(' ', value.Split([';', ',', ' ', '-', '–', '/'], StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));

    private static string Told(RegisterEntry entry) => string.Join(", ", new[]
    {
        entry.Ordered.Value.Length > 0 ? $"ordered {entry.Ordered}" : "", entry.NumberOrdered.Value.Length > 0 ? $"{entry.NumberOrdered} ordered" : "",
        entry.NumberDelivered.Value.Length > 0 ? $"{entry.NumberDelivered} delivered" : "", entry.Delivered.Value.Length > 0 ? $"delivered {entry.Delivered}" : "",
    }.Where(part => part.Length > 0));

    private static string KeyOf(RegisterEntry entry) => $"{Who(entry.Recipient)}|{Who(entry.Supplier)}|{Weapon(entry.Designation)}";

    private static string Who(string name) => PartyRegistry.Standard.Find(name)?.Id ?? Bare(name);

    private static string Weapon(string designation) => PartyRegistry.Standard.FindWeapon(designation)?.Id ?? Bare(designation);

    private static string Bare(string name)
    {
        var to = new StringBuilder();
        foreach (char letter in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsLetterOrDigit(letter))
            {
                to.Append(char.ToLowerInvariant(letter));
            }
        }

        return to.ToString();
    }
}
