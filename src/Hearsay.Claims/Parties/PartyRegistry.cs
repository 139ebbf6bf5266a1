using System.Collections.Immutable;
using System.Text;
using Hearsay.Text;

namespace Hearsay.Claims.Parties;

/// <summary>
/// The parties known by name: every state with its metonyms, seats and main organs, international bodies, armed groups, arms makers and their weapons,
/// news media, offices and who holds them when. Data and format: docs/parties.md. Immutable and safe to share between threads.
/// </summary>
public sealed class PartyRegistry
{
    /// <summary>Longest party file of a user, in characters: twenty times our own tables; what is longer is no list of parties.</summary>
    public const int LongestFile = 1 << 24;

    private static readonly string[] Tables = ["states.tsv", "organs.tsv", "bodies.tsv", "groups.tsv", "movements.tsv", "companies.tsv", "outlets.tsv", "weapons.tsv", "history.tsv", "offices.tsv", "leaders.tsv", "people.tsv", "names.tsv"];
    private static readonly Lazy<PartyRegistry> Loaded = new(ReadTables);

    private readonly string _text;
    private readonly PartyTable _table;
    private readonly Party?[] _parties;
    private readonly Lazy<ImmutableArray<Party>> _all;
    private readonly Lazy<OfficeIndex> _offices;

    private PartyRegistry(string text, int standard, List<Defect> defects)
    {
        _text = text;
        _table = new PartyTable(text, standard, defects);
        _parties = new Party?[_table.Count];
        _all = new Lazy<ImmutableArray<Party>>(() => [.. Enumerable.Range(0, _table.Count).Where(_table.IsThere).Select(At)]);
        _offices = new Lazy<OfficeIndex>(() => new OfficeIndex(_table, At));
    }

    /// <summary>The registry that ships with this assembly.</summary>
    /// <exception cref="InvalidOperationException">A table in the assembly is missing or damaged.</exception>
    public static PartyRegistry Standard => Loaded.Value;

    /// <summary>All parties, in the order of the tables.</summary>
    public ImmutableArray<Party> Parties => _all.Value;

    /// <summary>Every tenure of every office, in the order of the tables.</summary>
    public ImmutableArray<Tenure> Tenures => _offices.Value.Tenures;

    /// <summary>The columns behind it, for checks of the data.</summary>
    internal PartyTable Table => _table;

    /// <summary>
    /// This registry with a user's file over it: a line with a new id adds an entry, one with a known id takes its place, "drop" takes one out.
    /// Lines with defects are left out.
    /// </summary>
    /// <param name="table">Text of the file, in the format of docs/parties.md, at most <see cref="LongestFile"/> characters.</param>
    /// <param name="defects">What is wrong with it, with line numbers.</param>
    /// <exception cref="ArgumentException">The text is too long.</exception>
    public PartyRegistry With(string table, out IReadOnlyList<Defect> defects)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.Length > LongestFile)
        {
            throw new ArgumentException($"{table.Length} characters; a party file has at most {LongestFile}", nameof(table));
        }

        string standard = _text.EndsWith('\n') ? _text : _text + "\n";
        var found = new List<Defect>();
        var merged = new PartyRegistry(standard + table, standard.Length, found);
        defects = found;
        return merged;
    }

    /// <summary>The party with this name, alias or capital, spelt exactly so and without article; null when there is none, or when it cannot be told which is meant.</summary>
    /// <param name="name">The name. Weapons, offices and persons are not found by it.</param>
    /// <param name="on">The day of the text: "Moscow" is the seat of another state in 1985. Null: a party that still exists is preferred.</param>
    /// <param name="near">Tells whether a word stands near the name: "Georgia" near "Atlanta" is another. Null: nothing does.</param>
    public Party? Find(ReadOnlySpan<char> name, DateOnly? on = null, NearWord? near = null) => Named(name, NameRealm.Party, on, near);

    /// <summary>The party that this adjective or word for a people ("Iranian", "Britons") belongs to, spelt exactly so; null when there is none.</summary>
    /// <param name="adjective">The word.</param>
    /// <param name="on">The day of the text, or null.</param>
    /// <param name="near">Tells whether a word stands near it, or null.</param>
    public Party? FindAdjective(ReadOnlySpan<char> adjective, DateOnly? on = null, NearWord? near = null) => Named(adjective, NameRealm.Adjective, on, near);

    /// <summary>The weapon, or family of weapons, with this name or alias; null when there is none.</summary>
    public Party? FindWeapon(ReadOnlySpan<char> name, DateOnly? on = null) => Named(name, NameRealm.Weapon, on, null);

    /// <summary>The person with this full name, or with a name that needs no other ("Putin"); null when there is none, or several.</summary>
    public Party? FindPerson(ReadOnlySpan<char> name)
    {
        Party? found = null;
        for (int claim = _table.First(name, NameRealm.Person); claim >= 0; claim = _table.Next(claim, name, NameRealm.Person))
        {
            if (_table.IsLive(_table[claim]))
            {
                Party person = At(_table[claim].Party);
                if (found is not null && found != person)
                {
                    return null;
                }

                found = person;
            }
        }

        return found;
    }

    /// <summary>The person with this surname who holds, or else held, an office that the title names: "President" with "Macron". Null when there is none, or it cannot be told which.</summary>
    /// <param name="surname">The surname.</param>
    /// <param name="title">Words before it; other words than the office's may be among them.</param>
    /// <param name="country">Code of the state whose office it must be, or null for any.</param>
    /// <param name="on">The day of the text; offices taken up later do not count. Null: any.</param>
    public Party? FindTitled(ReadOnlySpan<char> surname, ReadOnlySpan<char> title, string? country = null, DateOnly? on = null)
    {
        Party? former = null;
        Party? now = null;
        int formers = 0;
        int nows = 0;
        for (int claim = _table.First(surname, NameRealm.Surname); claim >= 0; claim = _table.Next(claim, surname, NameRealm.Surname))
        {
            if (!_table.IsLive(_table[claim]))
            {
                continue;
            }

            Party person = At(_table[claim].Party);
            bool held = false;
            bool holds = false;
            foreach (Tenure tenure in _offices.Value.Of(person.Id))
            {
                if ((country is null || tenure.Office.Country is null || tenure.Office.Country == country) && OfficeIndex.Names(tenure.Office, title)
                    && (on is not { } day || tenure.Period.From is not { } from || from.Start <= day))
                {
                    held = true;
                    holds |= on is { } today ? tenure.Period.May(today) : tenure.Period.IsOpen;
                }
            }

            if (held && former != person)
            {
                former = person;
                formers++;
            }

            if (holds && now != person)
            {
                now = person;
                nows++;
            }
        }

        return nows == 1 ? now : nows == 0 && formers == 1 ? former : null;
    }

    /// <summary>Who holds an office of a party on a day: "president" of "state:FRA". Null when the office or its holder is not known, or near a change whose day is not.</summary>
    /// <param name="of">Id of the state or organisation.</param>
    /// <param name="role">What the office is called, without its state: "foreign minister". Case does not count.</param>
    /// <param name="on">The day.</param>
    public Tenure? FindHolder(string of, ReadOnlySpan<char> role, DateOnly on)
    {
        Tenure? may = null;
        Tenure? holds = null;
        int possible = 0;
        int certain = 0;
        foreach (Tenure tenure in _offices.Value.In(of, role))
        {
            if (tenure.Period.Holds(on))
            {
                certain += holds?.Person == tenure.Person ? 0 : 1;
                holds = tenure;
            }

            if (tenure.Period.May(on))
            {
                possible += may?.Person == tenure.Person ? 0 : 1;
                may = tenure;
            }
        }

        return certain == 1 ? holds : certain == 0 && possible == 1 ? may : null;
    }

    /// <summary>True for a person who holds or held an office.</summary>
    public bool HasOffice(Party person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return _offices.Value.Of(person.Id).Count > 0;
    }

    /// <summary>Whether the person may have held an office on a day: one whose tenure may include it.</summary>
    internal bool MayHoldOffice(Party person, DateOnly on)
    {
        foreach (Tenure tenure in _offices.Value.Of(person.Id))
        {
            if (tenure.Period.May(on))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The party with this id, or null.</summary>
    public Party? FindId(ReadOnlySpan<char> id) => _table.Find(id) is >= 0 and int party ? At(party) : null;

    /// <summary>The state with this code, or null.</summary>
    public Party? State(string? country)
    {
        if (country is not { Length: > 0 and <= 8 })
        {
            return null;
        }

        Span<char> id = stackalloc char["state:".Length + country.Length];
        "state:".CopyTo(id);
        country.CopyTo(id["state:".Length..]);
        return FindId(id);
    }

    /// <summary>How many words a name or an adjective may have that begins with this word, in this spelling; 0 when none does.</summary>
    internal int MostWordsFrom(ReadOnlySpan<char> word) => _table.MostWordsFrom(word);

    private Party? Named(ReadOnlySpan<char> words, NameRealm realm, DateOnly? on, NearWord? near)
    {
        int best = Best(words, realm, on, near);
        if (best < 0 && words.Contains('’'))
        {
            best = Best(words.ToString().Replace('’', '\''), realm, on, near);
        }

        return best < 0 ? null : At(best);
    }

    /// <summary>Index of the entry whose claim to the words is the best; −1 when none has one, or two are as good by context.</summary>
    private int Best(ReadOnlySpan<char> words, NameRealm realm, DateOnly? on, NearWord? near)
    {
        const int Context = 1000;
        const int Lasting = 100;
        const int Dated = 50;
        const int UseStep = 10;
        int best = -1;
        int bestScore = int.MinValue;
        bool undecided = false;
        for (int at = _table.First(words, realm); at >= 0; at = _table.Next(at, words, realm))
        {
            ref readonly NameClaim claim = ref _table[at];
            if (!_table.IsLive(claim))
            {
                continue;
            }

            int score = -UseStep * (int)claim.Use;
            if (claim.IsNameLine && claim.IsDated)
            {
                Period period = _table.PeriodAt(claim.Row, 4);
                if (on is { } day ? !period.May(day) : !period.IsOpen)
                {
                    continue;
                }

                // One that says when it holds is more exact than one that says nothing.
                score += on is null ? 0 : Dated;
            }

            if (claim.NeedsContext)
            {
                int matches = near is null ? 0 : Matches(_table.Cell(claim.Row, 6), near);
                if (matches == 0)
                {
                    continue;
                }

                score += Context * matches;
            }

            Period life = _table.PeriodOf(claim.Party);
            score += (on is { } today ? life.May(today) : life.IsOpen) ? Lasting : 0;

            // Chains run from the last claim to the first: of equals the first in the tables wins, unless context made them equal.
            if (score >= bestScore)
            {
                undecided = score == bestScore && score > Context / 2 && best != claim.Party;
                bestScore = score;
                best = claim.Party;
            }
        }

        return undecided ? -1 : best;
    }

    private static int Matches(ReadOnlySpan<char> context, NearWord near)
    {
        int matches = 0;
        foreach (Range word in context.Split('|'))
        {
            matches += near(context[word]) ? 1 : 0;
        }

        return matches;
    }

    /// <summary>The entry at an index: one object for all who ask.</summary>
    private Party At(int party) => Volatile.Read(ref _parties[party]) ?? (Interlocked.CompareExchange(ref _parties[party], _table.Make(party), null) ?? _parties[party]!);

    private static PartyRegistry ReadTables()
    {
        Stream[] streams = [.. Tables.Select(table => typeof(PartyRegistry).Assembly.GetManifestResourceStream("Hearsay.Claims.parties." + table)
            ?? throw new InvalidOperationException($"{table} is not part of Hearsay.Claims: the build is incomplete"))];
        byte[] bytes = new byte[streams.Sum(stream => stream.Length)];
        int end = 0;
        foreach (Stream stream in streams)
        {
            using (stream)
            {
                stream.ReadExactly(bytes, end, (int)stream.Length);
                end += (int)stream.Length;
            }
        }

        var defects = new List<Defect>();
        string whole = Encoding.UTF8.GetString(bytes);
        var registry = new PartyRegistry(whole, whole.Length, defects);
        return defects.Count == 0 ? registry : throw new InvalidOperationException($"the party tables are damaged: line {defects[0].Line} of all: {defects[0].Message}");
    }
}
