using System.Collections.Immutable;

namespace Hearsay.Claims.Parties;

/// <summary>Offices by whose they are, and tenures by office and person. Built when the first office is asked for.</summary>
internal sealed class OfficeIndex
{
    private readonly Dictionary<string, List<(string Role, string Office)>> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Tenure>> _byOffice = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Tenure>> _byPerson = new(StringComparer.Ordinal);

    /// <summary>Groups the offices and holders of a table.</summary>
    public OfficeIndex(PartyTable table, Func<int, Party> at)
    {
        ImmutableArray<Tenure>.Builder all = ImmutableArray.CreateBuilder<Tenure>(table.Holders.Count);
        foreach (PartyTable.Holder holder in table.Holders)
        {
            if (!table.IsThere(holder))
            {
                continue;
            }

            var tenure = new Tenure(at(holder.Office), at(holder.Person), table.PeriodAt(holder.Row, 3), table.Cell(holder.Row, 5).ToString());
            all.Add(tenure);
            if (!_byOffice.ContainsKey(tenure.Office.Id))
            {
                AddRoles(tenure.Office);
            }

            Add(_byOffice, tenure.Office.Id, tenure);
            Add(_byPerson, tenure.Person.Id, tenure);
        }

        Tenures = all.ToImmutable();
    }

    /// <summary>All tenures, in the order of the tables.</summary>
    public ImmutableArray<Tenure> Tenures { get; }

    /// <summary>What a person holds and held.</summary>
    public IReadOnlyList<Tenure> Of(string person) => _byPerson.TryGetValue(person, out List<Tenure>? tenures) ? tenures : [];

    /// <summary>Who held the office of a party that is called so; tenures of several offices when several are.</summary>
    public IEnumerable<Tenure> In(string of, ReadOnlySpan<char> role)
    {
        if (!_roles.TryGetValue(of, out List<(string Role, string Office)>? roles))
        {
            return [];
        }

        IEnumerable<Tenure> found = [];
        foreach ((string name, string office) in roles)
        {
            if (role.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                found = found.Concat(_byOffice[office]);
            }
        }

        return found;
    }

    /// <summary>True when the words hold the name of the office as whole words: "former French foreign minister" and "foreign minister".</summary>
    public static bool Names(Party office, ReadOnlySpan<char> words)
    {
        foreach (PartyFact fact in office.Facts)
        {
            if (fact.Key == "role" && Holds(words, fact.Value))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Holds(ReadOnlySpan<char> words, string role)
    {
        int from = 0;
        while (words[from..].IndexOf(role, StringComparison.OrdinalIgnoreCase) is >= 0 and int found)
        {
            int start = from + found;
            int end = start + role.Length;
            if ((start == 0 || !char.IsLetter(words[start - 1])) && (end == words.Length || !char.IsLetter(words[end])))
            {
                // "vice president" and "deputy foreign minister" are other offices.
                ReadOnlySpan<char> before = words[..start];
                return !(HasWord(before, "vice") || HasWord(before, "deputy") || HasWord(before, "assistant") || HasWord(before, "shadow") || HasWord(before, "under"));
            }

            from = end;
        }

        return false;
    }

    private static bool HasWord(ReadOnlySpan<char> words, string word)
    {
        foreach (Range part in words.SplitAny(' ', '-'))
        {
            if (words[part].Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private void AddRoles(Party office)
    {
        foreach (PartyFact of in office.Facts)
        {
            if (of.Key != "of")
            {
                continue;
            }

            foreach (PartyFact role in office.Facts)
            {
                if (role.Key == "role")
                {
                    Add(_roles, of.Value, (role.Value, office.Id));
                }
            }
        }
    }

    private static void Add<T>(Dictionary<string, List<T>> index, string key, T item)
    {
        if (!index.TryGetValue(key, out List<T>? list))
        {
            index[key] = list = [];
        }

        list.Add(item);
    }
}
