using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Hearsay.Text;

namespace Hearsay.Claims.Parties;

/// <summary>
/// The lines of party tables (docs/parties.md) as columns over one text: names are not copied out but indexed where they stand, and an entry is
/// made when somebody asks for it, so that tables of some thousand lines load in a few milliseconds. Filled once, fixed afterwards.
/// </summary>
internal sealed class PartyTable
{
    /// <summary>Columns of a line that begins with "party".</summary>
    public const int PartyColumns = 12;

    /// <summary>Columns of a line that begins with "name".</summary>
    public const int NameColumns = 8;

    /// <summary>Columns of a line that begins with "holder".</summary>
    public const int HolderColumns = 6;

    /// <summary>Columns of a line that begins with "drop".</summary>
    public const int DropColumns = 3;

    /// <summary>Words of a longer name are not looked for in texts: the longest in use has eleven.</summary>
    private const int MostWords = 16;

    private const int Gone = -1;

    private readonly string _text;
    private readonly List<Defect> _defects;
    private readonly List<int> _rows = new(4096);
    private readonly List<int> _firstLine = new(4096);
    private readonly List<bool> _dated = new(4096);
    private readonly List<Holder> _holders = new(2048);
    private NameClaim[] _claims;
    private int[] _slots = [];
    private int _count;
    private int _segment;

    /// <summary>Reads <paramref name="text"/>: the first <paramref name="standard"/> characters are ours, the rest is the user's.</summary>
    public PartyTable(string text, int standard, List<Defect> defects)
    {
        _text = text;
        _defects = defects;
        const int CharactersPerClaim = 24;
        _claims = new NameClaim[Math.Max(1024, text.Length / CharactersPerClaim)];
        int slots = 1024;
        while (slots < text.Length / 8)
        {
            slots *= 2;
        }

        _slots = new int[slots];
        _slots.AsSpan().Fill(Gone);
        Read(0, standard);
        _segment = 1;
        UserPartiesFrom = _rows.Count;
        Read(standard, text.Length);
    }

    /// <summary>Number of entries, those that were dropped included.</summary>
    public int Count => _rows.Count;

    /// <summary>Index of the first entry that the user's file adds.</summary>
    public int UserPartiesFrom { get; }

    /// <summary>Who holds what, in the order of the lines.</summary>
    public IReadOnlyList<Holder> Holders => _holders;

    /// <summary>True when the entry was not dropped.</summary>
    public bool IsThere(int party) => _rows[party] != Gone;

    /// <summary>True when the holder's line, its office and its person are there.</summary>
    public bool IsThere(Holder holder) => IsThere(holder.Office) && IsThere(holder.Person);

    /// <summary>A column of the line that starts at <paramref name="row"/>; 0 is its first word.</summary>
    public ReadOnlySpan<char> Cell(int row, int column)
    {
        ReadOnlySpan<char> line = Line(row);
        for (; column > 0; column--)
        {
            line = line[(line.IndexOf('\t') + 1)..];
        }

        int end = line.IndexOf('\t');
        return end < 0 ? line : line[..end];
    }

    /// <summary>The period in two neighbouring columns.</summary>
    public Period PeriodAt(int row, int column) => new(PartialDate.TryParse(Cell(row, column)), PartialDate.TryParse(Cell(row, column + 1)));

    /// <summary>When the entry exists.</summary>
    public Period PeriodOf(int party) => _dated[party] ? PeriodAt(_rows[party], 8) : default;

    /// <summary>Where the line of the entry starts.</summary>
    public int RowOf(int party) => _rows[party];

    /// <summary>The entry as an object.</summary>
    public Party Make(int party)
    {
        int row = _rows[party];
        ReadOnlySpan<char> state = Cell(row, 3);
        return new Party(
            Cell(row, 1).ToString(),
            SortOf(Cell(row, 2)) ?? PartySort.Organ,
            state.IsEmpty ? null : state.ToString(),
            Cell(row, 4).ToString(),
            List(Cell(row, 5)),
            List(Cell(row, 6)),
            List(Cell(row, 7)),
            PeriodOf(party),
            Facts(Cell(row, 10)),
            Cell(row, 11).ToString());
    }

    /// <summary>Index of the entry with this id, or −1.</summary>
    public int Find(ReadOnlySpan<char> id)
    {
        for (int at = First(id, NameRealm.Id); at >= 0; at = Next(at, id, NameRealm.Id))
        {
            if (_claims[at].Use == NameUse.Name && IsThere(_claims[at].Party))
            {
                return _claims[at].Party;
            }
        }

        return Gone;
    }

    /// <summary>The first claim to these words in this realm, or −1.</summary>
    public int First(ReadOnlySpan<char> words, NameRealm realm) => Same(_slots[Hash(words, realm) & (uint)(_slots.Length - 1)], words, realm);

    /// <summary>The claim after <paramref name="claim"/> to the same words in the same realm, or −1.</summary>
    public int Next(int claim, ReadOnlySpan<char> words, NameRealm realm) => Same(_claims[claim].Next, words, realm);

    /// <summary>A claim by its index.</summary>
    public ref readonly NameClaim this[int claim] => ref _claims[claim];

    /// <summary>How many words a name or an adjective may have that begins with this word; 0 when none does.</summary>
    public int MostWordsFrom(ReadOnlySpan<char> word)
    {
        int at = FirstWord(word);
        return at < 0 ? 0 : _claims[at].Words;
    }

    /// <summary>All claims, for checks of the data.</summary>
    public IEnumerable<(string Words, NameClaim Claim)> Claims()
    {
        for (int at = 0; at < _count; at++)
        {
            if (_claims[at].Use != NameUse.FirstWord && IsLive(_claims[at]))
            {
                yield return (_text.Substring(_claims[at].Start, _claims[at].Length), _claims[at]);
            }
        }
    }

    /// <summary>True when the claim stands: its entry is there and was not given anew by the user's file.</summary>
    public bool IsLive(in NameClaim claim) => claim.Party >= 0 && _rows[claim.Party] != Gone && (claim.IsNameLine || claim.Row == _rows[claim.Party]);

    /// <summary>The kind of this spelling: "armed-group".</summary>
    public static PartySort? SortOf(ReadOnlySpan<char> kind) => kind switch
    {
        "state" => PartySort.State,
        "ministry" => PartySort.Ministry,
        "forces" => PartySort.Forces,
        "intelligence" => PartySort.Intelligence,
        "parliament" => PartySort.Parliament,
        "organ" => PartySort.Organ,
        "international" => PartySort.International,
        "armed-group" => PartySort.ArmedGroup,
        "company" => PartySort.Company,
        "institute" => PartySort.Institute,
        "movement" => PartySort.Movement,
        "agency" => PartySort.Agency,
        "outlet" => PartySort.Outlet,
        "weapon-family" => PartySort.WeaponFamily,
        "weapon" => PartySort.Weapon,
        "office" => PartySort.Office,
        "person" => PartySort.Person,
        "place" => PartySort.Place,
        _ => null,
    };

    /// <summary>The parts of a cell, divided by bars.</summary>
    public static ImmutableArray<string> List(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
        {
            return [];
        }

        ImmutableArray<string>.Builder parts = ImmutableArray.CreateBuilder<string>();
        foreach (Range part in cell.Split('|'))
        {
            ReadOnlySpan<char> word = cell[part].Trim();
            if (!word.IsEmpty)
            {
                parts.Add(word.ToString());
            }
        }

        return parts.ToImmutable();
    }

    private static ImmutableArray<PartyFact> Facts(ReadOnlySpan<char> cell)
    {
        if (cell.IsEmpty)
        {
            return [];
        }

        ImmutableArray<PartyFact>.Builder facts = ImmutableArray.CreateBuilder<PartyFact>();
        foreach (Range part in cell.Split('|'))
        {
            if (FactOf(cell[part].Trim()) is { } fact)
            {
                facts.Add(fact);
            }
        }

        return facts.ToImmutable();
    }

    /// <summary>"member-of=org:nato@2023-04-04.." as a fact; null when it is none.</summary>
    private static PartyFact? FactOf(ReadOnlySpan<char> words)
    {
        int equals = words.IndexOf('=');
        if (equals <= 0 || equals == words.Length - 1)
        {
            return null;
        }

        ReadOnlySpan<char> value = words[(equals + 1)..];
        int at = value.IndexOf('@');
        if (at < 0)
        {
            return new PartyFact(words[..equals].ToString(), value.ToString(), default);
        }

        ReadOnlySpan<char> period = value[(at + 1)..];
        int dots = period.IndexOf("..");
        if (dots < 0)
        {
            return null;
        }

        PartialDate? from = PartialDate.TryParse(period[..dots]);
        PartialDate? to = PartialDate.TryParse(period[(dots + 2)..]);
        return (from is null && dots > 0) || (to is null && dots + 2 < period.Length) ? null : new PartyFact(words[..equals].ToString(), value[..at].ToString(), new Period(from, to));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Same(int claim, ReadOnlySpan<char> words, NameRealm realm)
    {
        while (claim >= 0)
        {
            ref NameClaim candidate = ref _claims[claim];
            if (candidate.Realm == realm && candidate.Length == words.Length && words.SequenceEqual(_text.AsSpan(candidate.Start, candidate.Length)))
            {
                return claim;
            }

            claim = candidate.Next;
        }

        return Gone;
    }

    private ReadOnlySpan<char> Line(int row)
    {
        ReadOnlySpan<char> rest = _text.AsSpan(row);
        int end = rest.IndexOf('\n');
        ReadOnlySpan<char> line = end < 0 ? rest : rest[..end];
        return line is [.., '\r'] ? line[..^1] : line;
    }

    private void Read(int at, int end)
    {
        for (int number = 1; at < end; number++)
        {
            int length = _text.AsSpan(at, end - at).IndexOf('\n');
            int stop = length < 0 ? end : at + length;
            int last = stop > at && _text[stop - 1] == '\r' ? stop - 1 : stop;
            if (last > at && _text[at] != '#')
            {
                ReadLine(at, last, number);
            }

            at = stop + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadLine(int start, int end, int line)
    {
        ReadOnlySpan<char> words = _text.AsSpan(start, end - start);
        Span<int> tabs = stackalloc int[PartyColumns + 1];
        int columns = 1;
        int from = 0;
        tabs[0] = -1;
        while (columns < tabs.Length)
        {
            int tab = words[from..].IndexOf('\t');
            if (tab < 0)
            {
                break;
            }

            from += tab + 1;
            tabs[columns++] = from - 1;
        }

        ReadOnlySpan<char> record = columns > 1 ? words[..tabs[1]] : words;
        int expected = record switch { "party" => PartyColumns, "name" => NameColumns, "holder" => HolderColumns, "drop" => DropColumns, "title" => columns, _ => 0 };
        if (expected == 0)
        {
            _defects.Add(ClaimsErrors.Record(line, record));
        }
        else if (columns != expected)
        {
            _defects.Add(ClaimsErrors.Columns(line, record, columns, expected));
        }
        else
        {
            switch (record)
            {
                case "party":
                    ReadParty(start, end, tabs, line);
                    break;
                case "name":
                    ReadName(start, end, tabs, line);
                    break;
                case "holder":
                    ReadHolder(start, end, tabs, line);
                    break;
                case "drop":
                    ReadDrop(start, end, tabs, line);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Start, int Length) Span(int start, int end, ReadOnlySpan<int> tabs, int columns, int column)
    {
        int first = start + tabs[column] + 1;
        return (first, (column + 1 < columns ? start + tabs[column + 1] : end) - first);
    }

    private void ReadParty(int start, int end, ReadOnlySpan<int> tabs, int line)
    {
        (int idStart, int idLength) = Span(start, end, tabs, PartyColumns, 1);
        (int kindStart, int kindLength) = Span(start, end, tabs, PartyColumns, 2);
        (int nameStart, int nameLength) = Span(start, end, tabs, PartyColumns, 4);
        (int factStart, int factLength) = Span(start, end, tabs, PartyColumns, 10);
        ReadOnlySpan<char> id = _text.AsSpan(idStart, idLength);
        if (idLength == 0 || nameLength == 0)
        {
            _defects.Add(ClaimsErrors.Missing(line, idLength == 0 ? "id" : "name"));
            return;
        }

        if (SortOf(_text.AsSpan(kindStart, kindLength)) is not { } sort)
        {
            _defects.Add(ClaimsErrors.Kind(line, _text.AsSpan(kindStart, kindLength)));
            return;
        }

        if (!IsPeriod(start, end, tabs, PartyColumns, 8, line, out bool dated))
        {
            return;
        }

        // Ours are checked by a test, not each time they are loaded.
        if (_segment > 0 && !AreFacts(_text.AsSpan(factStart, factLength), line))
        {
            return;
        }

        int party = Find(id);
        if (party >= 0 && (_segment == 0 || party >= UserPartiesFrom || _firstLine[party] > 0))
        {
            _defects.Add(ClaimsErrors.Twice(line, id));
            return;
        }

        if (party < 0)
        {
            party = _rows.Count;
            _rows.Add(start);
            _firstLine.Add(_segment == 0 ? 0 : line);
            _dated.Add(dated);
            Claim(idStart, idLength, party, start, NameRealm.Id, NameUse.Name, false, false);
        }
        else
        {
            _rows[party] = start;
            _firstLine[party] = line;
            _dated[party] = dated;
        }

        NameRealm realm = sort switch
        {
            PartySort.Person => NameRealm.Person,
            PartySort.Weapon or PartySort.WeaponFamily => NameRealm.Weapon,
            _ => NameRealm.Party,
        };
        if (sort == PartySort.Office)
        {
            return;
        }

        Claim(nameStart, nameLength, party, start, realm, NameUse.Name, false, dated);
        Claims(Span(start, end, tabs, PartyColumns, 5), party, start, realm, NameUse.Alias, dated);
        Claims(Span(start, end, tabs, PartyColumns, 6), party, start, NameRealm.Adjective, NameUse.Alias, dated);
        Claims(Span(start, end, tabs, PartyColumns, 7), party, start, realm, NameUse.Seat, dated);
        if (sort == PartySort.Person && _segment > 0)
        {
            ClaimSurname(party);
        }
    }

    private void ReadName(int start, int end, ReadOnlySpan<int> tabs, int line)
    {
        (int idStart, int idLength) = Span(start, end, tabs, NameColumns, 1);
        (int useStart, int useLength) = Span(start, end, tabs, NameColumns, 2);
        (int nameStart, int nameLength) = Span(start, end, tabs, NameColumns, 3);
        int party = Find(_text.AsSpan(idStart, idLength));
        if (party < 0)
        {
            _defects.Add(ClaimsErrors.Unknown(line, _text.AsSpan(idStart, idLength)));
            return;
        }

        NameUse? use = _text.AsSpan(useStart, useLength) switch { "alias" or "adjective" or "surname" => NameUse.Alias, "seat" => NameUse.Seat, _ => null };
        if (use is not { } known)
        {
            _defects.Add(ClaimsErrors.Missing(line, "use: write alias, adjective, seat or surname"));
            return;
        }

        if (nameLength == 0)
        {
            _defects.Add(ClaimsErrors.Missing(line, "name"));
            return;
        }

        if (!IsPeriod(start, end, tabs, NameColumns, 4, line, out bool dated))
        {
            return;
        }

        PartySort? sort = SortOf(Cell(_rows[party], 2));
        NameRealm realm = useLength == "adjective".Length ? NameRealm.Adjective
            : useLength == "surname".Length ? NameRealm.Surname
            : sort switch { PartySort.Person => NameRealm.Person, PartySort.Weapon or PartySort.WeaponFamily => NameRealm.Weapon, _ => NameRealm.Party };
        bool near = Span(start, end, tabs, NameColumns, 6).Length > 0;
        Claim(nameStart, nameLength, party, start, realm, known, true, dated, near);
    }

    private void ReadHolder(int start, int end, ReadOnlySpan<int> tabs, int line)
    {
        (int officeStart, int officeLength) = Span(start, end, tabs, HolderColumns, 1);
        (int personStart, int personLength) = Span(start, end, tabs, HolderColumns, 2);
        int office = Find(_text.AsSpan(officeStart, officeLength));
        int person = Find(_text.AsSpan(personStart, personLength));
        if (office < 0 || person < 0)
        {
            _defects.Add(ClaimsErrors.Unknown(line, office < 0 ? _text.AsSpan(officeStart, officeLength) : _text.AsSpan(personStart, personLength)));
            return;
        }

        if (IsPeriod(start, end, tabs, HolderColumns, 3, line, out _))
        {
            _holders.Add(new Holder(office, person, start));
            ClaimSurname(person);
        }
    }

    /// <summary>One who holds an office is called by surname and title; of others the surname tells nothing.</summary>
    private void ClaimSurname(int person)
    {
        const string Fact = "surname=";
        int row = _rows[person];
        (int start, int length) = Place(row, 4);
        (int facts, int all) = Place(row, 10);
        int at = _text.AsSpan(facts, all).IndexOf(Fact);
        if (at >= 0)
        {
            start = facts + at + Fact.Length;
            int bar = _text.AsSpan(start, facts + all - start).IndexOf('|');
            length = bar < 0 ? facts + all - start : bar;
        }
        else
        {
            int space = _text.AsSpan(start, length).LastIndexOf(' ');
            (start, length) = (start + space + 1, length - space - 1);
        }

        ReadOnlySpan<char> surname = _text.AsSpan(start, length);
        for (int claim = First(surname, NameRealm.Surname); claim >= 0; claim = Next(claim, surname, NameRealm.Surname))
        {
            if (_claims[claim].Party == person && _claims[claim].Row == row)
            {
                return;
            }
        }

        Claim(start, length, person, row, NameRealm.Surname, NameUse.Name, false, _dated[person]);
    }

    /// <summary>Where a column of a line stands in the text.</summary>
    private (int Start, int Length) Place(int row, int column)
    {
        int start = row;
        for (; column > 0; column--)
        {
            start += _text.AsSpan(start).IndexOf('\t') + 1;
        }

        return (start, _text.AsSpan(start).IndexOfAny('\t', '\n'));
    }

    private void ReadDrop(int start, int end, ReadOnlySpan<int> tabs, int line)
    {
        (int idStart, int idLength) = Span(start, end, tabs, DropColumns, 1);
        (int nameStart, int nameLength) = Span(start, end, tabs, DropColumns, 2);
        int party = Find(_text.AsSpan(idStart, idLength));
        if (party < 0)
        {
            _defects.Add(ClaimsErrors.Unknown(line, _text.AsSpan(idStart, idLength)));
            return;
        }

        if (nameLength == 0)
        {
            _rows[party] = Gone;
            return;
        }

        ReadOnlySpan<char> name = _text.AsSpan(nameStart, nameLength);
        bool found = false;
        foreach (NameRealm realm in (ReadOnlySpan<NameRealm>)[NameRealm.Party, NameRealm.Adjective, NameRealm.Person, NameRealm.Surname, NameRealm.Weapon])
        {
            for (int claim = First(name, realm); claim >= 0; claim = Next(claim, name, realm))
            {
                if (_claims[claim].Party == party)
                {
                    _claims[claim] = _claims[claim] with { Party = Gone };
                    found = true;
                }
            }
        }

        if (!found)
        {
            _defects.Add(ClaimsErrors.Unknown(line, name));
        }
    }

    private bool IsPeriod(int start, int end, ReadOnlySpan<int> tabs, int columns, int column, int line, out bool dated)
    {
        (int fromStart, int fromLength) = Span(start, end, tabs, columns, column);
        (int toStart, int toLength) = Span(start, end, tabs, columns, column + 1);
        dated = fromLength + toLength > 0;
        if (!dated)
        {
            return true;
        }

        ReadOnlySpan<char> from = _text.AsSpan(fromStart, fromLength);
        ReadOnlySpan<char> to = _text.AsSpan(toStart, toLength);
        PartialDate? first = PartialDate.TryParse(from);
        PartialDate? last = PartialDate.TryParse(to);
        if ((first is null && fromLength > 0) || (last is null && toLength > 0))
        {
            _defects.Add(ClaimsErrors.Date(line, first is null && fromLength > 0 ? from : to));
            return false;
        }

        if (first is { } begin && last is { } stop && begin.Start >= stop.End)
        {
            _defects.Add(ClaimsErrors.Order(line, from, to));
            return false;
        }

        return true;
    }

    private bool AreFacts(ReadOnlySpan<char> cell, int line)
    {
        foreach (Range part in cell.Split('|'))
        {
            ReadOnlySpan<char> fact = cell[part].Trim();
            if (!fact.IsEmpty && FactOf(fact) is null)
            {
                _defects.Add(ClaimsErrors.Fact(line, fact));
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Claims((int Start, int Length) cell, int party, int row, NameRealm realm, NameUse use, bool dated)
    {
        int at = cell.Start;
        int end = cell.Start + cell.Length;
        while (at < end)
        {
            int bar = _text.AsSpan(at, end - at).IndexOf('|');
            int stop = bar < 0 ? end : at + bar;
            if (stop > at)
            {
                Claim(at, stop - at, party, row, realm, use, false, dated);
            }

            at = stop + 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Claim(int start, int length, int party, int row, NameRealm realm, NameUse use, bool nameLine, bool dated, bool near = false)
    {
        Insert(new NameClaim(start, length, party, row, realm, use, nameLine, dated, near, 0, Gone));
        if (realm is not (NameRealm.Party or NameRealm.Adjective))
        {
            return;
        }

        ReadOnlySpan<char> words = _text.AsSpan(start, length);
        int first = words.IndexOfAny(' ', '-', '\'');
        ReadOnlySpan<char> begin = first < 0 ? words : words[..first];
        int most = first < 0 ? 1 : Math.Min(MostWords, words.Count(' ') + words.Count('-') + words.Count('/') + words.Count('\'') + 1);
        int known = FirstWord(begin);
        if (known < 0)
        {
            Insert(new NameClaim(start, begin.Length, party, row, NameRealm.Id, NameUse.FirstWord, nameLine, false, false, most, Gone));
        }
        else if (_claims[known].Words < most)
        {
            _claims[known] = _claims[known] with { Words = most };
        }
    }

    private int FirstWord(ReadOnlySpan<char> word)
    {
        int at = First(word, NameRealm.Id);
        while (at >= 0 && _claims[at].Use != NameUse.FirstWord)
        {
            at = Next(at, word, NameRealm.Id);
        }

        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Insert(NameClaim claim)
    {
        if (_count == _claims.Length)
        {
            Array.Resize(ref _claims, _count * 2);
        }

        ref int slot = ref _slots[Hash(_text.AsSpan(claim.Start, claim.Length), claim.Realm) & (uint)(_slots.Length - 1)];
        _claims[_count] = claim with { Next = slot };
        slot = _count++;
    }

    /// <summary>FNV-1a over the characters: the same on every machine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static uint Hash(ReadOnlySpan<char> words, NameRealm realm)
    {
        uint hash = 2166136261u ^ (uint)realm;
        foreach (char letter in words)
        {
            hash = (hash ^ letter) * 16777619u;
        }

        return hash ^ (hash >> 15);
    }

    /// <summary>A line that says who holds an office.</summary>
    /// <param name="Office">Index of the office.</param>
    /// <param name="Person">Index of the person.</param>
    /// <param name="Row">Where the line starts.</param>
    internal readonly record struct Holder(int Office, int Person, int Row);
}
