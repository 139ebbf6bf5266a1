using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// The persons of one document: runs of capitals that titles, honorifics or appositions show to be names, with the words that describe them.
/// Found in one pass.
/// </summary>
internal sealed class PersonIndex
{
    /// <summary>Most words of a name; longer runs of capitals are headings.</summary>
    private const int LongestName = 5;

    /// <summary>How many mentions of parties are looked at to tell a surname from a state.</summary>
    private const int MostMentions = 500;

    /// <summary>How far titles before a name, and an apposition after it, are looked for, in tokens.</summary>
    private const int TitleReach = 14;

    private static readonly WordClass Stop = WordClasses.Of("stop");
    private static readonly WordClass Calendar = WordClasses.Of("calendar");
    private static readonly WordClass MonthNames = WordClasses.Of("calendar.name");
    private static readonly WordClass Titles = WordClasses.Of("title");
    private static readonly WordClass Organisations = WordClasses.Of("org");
    private static readonly WordClass Particles = WordClasses.Of("particle");
    private static readonly WordClass Male = WordClasses.Of("honorific.male");
    private static readonly WordClass Female = WordClasses.Of("honorific.female");
    private static readonly WordClass PersonHeads = WordClasses.Of("person.head");
    private static readonly WordClass PersonNouns = WordClasses.Of("person.noun");
    private static readonly WordClass CompanyNouns = WordClasses.Of("company.noun");
    private static readonly WordClass Fields = WordClasses.Of("title.field");
    private static readonly WordClass Never = WordClasses.Of("person.never");
    private static readonly WordClass GivenNames = WordClasses.Of("name.given.place");

    private readonly WordView _words;
    private readonly PartyMentions _parties;
    private readonly PartyRegistry _registry;
    private readonly TitleRegister _titles;
    private readonly DateOnly? _on;
    private readonly List<Person> _persons = [];
    private readonly List<(TokenRange Name, TokenRange Before, TokenRange After)> _surnames = [];

    /// <summary>Runs of capitals that the reader took for names of something else.</summary>
    private readonly List<TokenRange> _doubtful = [];

    /// <summary>First tokens of the names found in runs of capitals.</summary>
    private readonly HashSet<int> _named = [];

    /// <summary>The sentence whose case was asked for last, and whether it is title case.</summary>
    private int _asked = -1;
    private bool _titleCase;

    /// <summary>End of the full name found last: titles of the next one start after it.</summary>
    private int _lastNameEnd;
    private readonly Dictionary<string, List<Person>> _byLast = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<Person>> _byFirst = new(StringComparer.Ordinal);
    private readonly List<(TokenRange Tokens, Person Person)> _mentions = [];

    /// <summary>Scans the document.</summary>
    /// <param name="words">The document.</param>
    /// <param name="parties">The parties it names.</param>
    /// <param name="registry">Persons who are known by their office.</param>
    /// <param name="titles">Persons whom earlier documents gave a title.</param>
    /// <param name="on">Day of the document, or null.</param>
    public PersonIndex(WordView words, PartyMentions parties, PartyRegistry registry, TitleRegister titles, DateOnly? on)
    {
        _titles = titles;
        _words = words;
        _parties = parties;
        _registry = registry;
        _on = on;
        FindFullNames();
        AddNames();
        AddSurnames();
        foreach (Person person in _persons)
        {
            person.Mentions.Sort((one, other) => one.Name.Start.CompareTo(other.Name.Start));
            Describe(person);
        }

        FindMentions();
        AddGenders();
    }

    /// <summary>The persons, in order of first full name.</summary>
    public IReadOnlyList<Person> All => _persons;

    /// <summary>Every place that names one of them, by full name or by one word of it, in text order.</summary>
    public IReadOnlyList<(TokenRange Tokens, Person Person)> Mentions => _mentions;

    /// <summary>Index of the first mention that starts at <paramref name="token"/> or later.</summary>
    public int FirstFrom(int token) => TextOrder.FirstFrom(_mentions, static mention => mention.Tokens, token);

    private void FindFullNames()
    {
        for (int token = 0; token < _words.Count;)
        {
            if (!IsNameWord(token))
            {
                token++;
                continue;
            }

            // Headings give capitals to everything; whom they name the text names again.
            int end = RunEnd(token);
            if (!_words.IsHeading(_words.Sentence(token)))
            {
                AddRun(token, end);
            }

            token = Math.Max(end, token + 1);
        }
    }

    /// <summary>End of the run of name words that starts at <paramref name="token"/>: capitals, with particles and hyphens between them.</summary>
    private int RunEnd(int token)
    {
        int end = token + 1;
        int lead = token;
        while (end < _words.Count && !_words.IsPossessive(end - 1))
        {
            if (lead == end - 1 && (Titles.Has(_words[lead].TrimEnd('.')) || PersonHeads.Has(_words[lead])))
            {
                lead = end;
            }

            if (IsNameWord(end))
            {
                end++;
            }
            else if (IsNameWord(end + 1) && (Particles.Has(_words[end]) || (_words[end] is "-" && _words.Joined(end) && _words.Joined(end + 1))))
            {
                end += 2;
            }
            else if (_words[end] is "-" && _words.Joined(end) && _words.Joined(end + 1) && _words[end + 1] is [>= 'a' and <= 'z', ..] && end - lead <= 2)
            {
                // Korean and Chinese given names: "Song-nam", "Jae-in".
                end += 2;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    private bool IsNameWord(int token)
    {
        ReadOnlySpan<char> word = _words[token];
        return word.Length > 0 && _words.IsCapital(token) && !AreTwo(word) && (!Stop.Has(word) || IsMonthName(token)) && (!Calendar.Has(word) || IsMonthName(token)) && (word.Length > 1 || token + 1 < _words.Count);
    }

    /// <summary>"NovotnyAna": two words that a page has run together; not "McCarthy", "DeSantis".</summary>
    private static bool AreTwo(ReadOnlySpan<char> word)
    {
        const int LongestPrefix = 3;
        for (int at = LongestPrefix + 1; at < word.Length - 1; at++)
        {
            if (char.IsUpper(word[at]) && char.IsLower(word[at - 1]) && char.IsLower(word[at + 1]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Jan Novotny", "June Park": the word for a month before a capital is a first name, unless a preposition makes it a date.</summary>
    private bool IsMonthName(int token) => MonthNames.Has(_words[token]) && _words.IsCapital(token) && _words.IsCapital(token + 1) && !Stop.Has(_words[token + 1])
        && _words[token - 1] is not ("in" or "In" or "since" or "Since" or "by" or "By" or "until" or "Until" or "last" or "Last" or "next" or "early" or "late" or "from" or "to" or "of" or "-")
        && !HasDigit(_words[token - 1]);

    /// <summary>"Chad Wolf", "Israel Katz": the name of a party before one or two plain names is a first name.</summary>
    private bool IsGivenName(int token, int from, int end, PartyMention party)
    {
        if (token != from || party.Tokens.Length != 1 || party.IsAdjective || end - token is < 2 or > 3 || !GivenNames.Has(_words[token]))
        {
            return false;
        }

        for (int next = token + 1; next < end; next++)
        {
            ReadOnlySpan<char> word = _words.Core(next);
            if (!_words.IsWord(next) || Titles.Has(word) || PersonHeads.Has(word) || Organisations.Has(word) || _parties.At(next) is not null)
            {
                return false;
            }
        }

        return true;
    }

    private void AddRun(int start, int end)
    {
        // "the state-owned maker Halden Dynamics" is no person.
        if (start > 0 && CompanyNouns.Has(_words[start - 1]))
        {
            return;
        }

        int from = start;
        bool titled = false;
        for (int token = start; token < end;)
        {
            if (_parties.At(token) is { } party && !(party.Tokens.Length == 1 && token == end - 1 && from < token && !party.IsAdjective) && !IsGivenName(token, from, end, party))
            {
                token = Math.Max(party.Tokens.End, token + 1);
                from = token;
                titled = true;
            }
            else if (Titles.Has(_words[token].TrimEnd('.')) || (PersonHeads.Has(_words[token]) && token < end - 1) || (token == start && IsOpeningRole(token, end)))
            {
                token++;
                from = token;
                titled = true;
            }
            else
            {
                token++;
            }
        }

        if (from > start && from < end && _parties.At(from - 1) is { IsAdjective: true } state && _words.NameAt(from) is { Kind: NameKind.Organization } whole && whole.Tokens.Start == state.Tokens.Start)
        {
            // "Norwegian Cruise Line": the state belongs to the name of a body.
            return;
        }

        // Titles in lower case before the run: "foreign minister Wang Yi".
        titled |= from == start && start > 0 && (Titles.Has(_words[start - 1].TrimEnd('.')) || PersonHeads.Has(_words[start - 1]));
        while (from < end && (_words[from] is "-" or "'s" or "’s" || Particles.Has(_words[from]) && !_words.IsCapital(from)))
        {
            from++;
        }

        if (Narrowed(from, end, titled) is not { } found)
        {
            return;
        }

        (from, end) = (found.Start, found.End);
        titled |= from > start && Titles.Has(_words[from - 1].TrimEnd('.'));
        var name = new TokenRange(from, end);
        int parts = 0;
        for (int token = from; token < end; token++)
        {
            parts += _words.IsWord(token) ? 1 : 0;
            ReadOnlySpan<char> word = _words.Core(token);
            if ((Organisations.Has(word) && !IsGivenWord(token, from)) || (token == end - 1 && parts > 1 && Never.Has(word)) || (word.Length > 3 && word.IndexOfAnyInRange('a', 'z') < 0 && !HasNonAscii(word)) || HasDigit(word))
            {
                return;
            }
        }

        if (parts == 1 && titled && end - from == 1 && (from > start || start > 0) && IsSurname(from))
        {
            _surnames.Add((name, new TokenRange(TitleStart(from), from), Apposition(end)));
            return;
        }

        if (parts == 2 && Particles.Has(_words[from]) && end - from == 2)
        {
            // "De Blasio": a surname, whether a title stands before it or not.
            _surnames.Add((name, new TokenRange(TitleStart(from), from), Apposition(end)));
            return;
        }

        if (parts is < 2 or > LongestName || (_words[from] is "Al" or "El" && parts == 2))
        {
            return;
        }

        Person person = FindOrAdd(name);
        person.IsConfirmed |= titled || _words.NameAt(from) is { Kind: NameKind.Person };
        person.Mentions.Add(new PersonMention(name, new TokenRange(TitleStart(from), from), Apposition(end)));
        _lastNameEnd = end;
        _named.Add(name.Start);
    }

    /// <summary>The words of a run that are a person's name, by the names that the reader found; the run itself where it found none, null where it found the names of other things.</summary>
    private TokenRange? Narrowed(int start, int end, bool titled)
    {
        int others = 0;
        int parts = 0;
        int named = _words.Doc.Names.Count == 0 ? 1 : 0;
        for (int token = start; token < end; token++)
        {
            parts += _words.IsWord(token) ? 1 : 0;
            if (_words.NameAt(token) is not { } name)
            {
                continue;
            }

            named++;
            if (name.Kind != NameKind.Person)
            {
                others++;
                continue;
            }

            TokenRange person = WithoutTitles(name.Tokens);
            if (person.IsEmpty)
            {
                continue;
            }

            // One word of several: the reader may have lost a part, unless that part is a name of something else, a common word, or the word alone is known.
            bool lost = person.Length == 1 && others == 0 && person.Start >= start && person.End <= end && (person.Start == start || _words.Doc.Words[person.Start - 1] == PartOfSpeech.Propn) && _registry.FindPerson(_words.Core(person.Start)) is null
                && !IsTitleCase(_words.Sentence(start));
            return lost ? new TokenRange(start, end) : person;
        }

        bool described = titled || _words[end] is "," && (_words[end + 1] is "who" or "whose" || HasDigit(_words[end + 1]) || !Apposition(end).IsEmpty);
        if ((others > 0 || (named == 0 && IsTitleCase(_words.Sentence(start)))) && !described && _registry.FindPerson(NameOf(new TokenRange(start, end))) is null)
        {
            if (parts > 1)
            {
                _doubtful.Add(new TokenRange(start, end));
            }

            return null;
        }

        return new TokenRange(start, end);
    }

    /// <summary>True for a sentence most of whose longer words have capitals: a heading, or one with a heading in it. There a capital tells no name.</summary>
    private bool IsTitleCase(int sentence)
    {
        // Runs come in the order of the text.
        if (sentence != _asked)
        {
            _asked = sentence;
            _titleCase = ReadTitleCase(_words.SentenceRange(sentence));
        }

        return _titleCase;
    }

    private bool ReadTitleCase(TokenRange sentence)
    {
        const int LongestSmallWord = 3;
        const int LeastWords = 5;
        int words = 0;
        int capitals = 0;
        for (int token = sentence.Start; token < sentence.End; token++)
        {
            if (_words[token].Length > LongestSmallWord && _words.IsWord(token))
            {
                words++;
                capitals += _words.IsCapital(token) ? 1 : 0;
            }
        }

        return words >= LeastWords && 2 * capitals > words;
    }

    /// <summary>"Bill Clinton": a first name that is also a word for a body or a paper.</summary>
    private bool IsGivenWord(int token, int start) => token == start && (_words[token] is "Bill" || _words.NameAt(token) is { Kind: NameKind.Person, Tokens.Length: > 1 });

    /// <summary>"Shopkeeper" of "Shopkeeper Abdul Qayoom": what a person is has a capital only because the sentence begins with it.</summary>
    private bool IsOpeningRole(int token, int end) => end - token > 2 && PersonNouns.Has(_words[token]) && _words.NameAt(end - 1) is not { Kind: NameKind.Organization } && _words.SentenceRange(_words.Sentence(token)).Start == token;

    private TokenRange WithoutTitles(TokenRange name)
    {
        int start = name.Start;
        int end = name.End;
        for (int token = start; token < end; token++)
        {
            if (AreTwo(_words[token]))
            {
                return new TokenRange(start, start);
            }
        }

        while (start < end && (Titles.Has(_words[start].TrimEnd('.')) || !_words.IsWord(start) || IsOpeningRole(start, end)))
        {
            start++;
        }

        while (end > start && (_words[end - 1] is "'s" or "’s" || !_words.IsWord(end - 1)))
        {
            end--;
        }

        // "Ilka Sorensen of Verrin": where somebody comes from is no part of the name; "Joan of Arc" is one.
        for (int token = start + 2; token < end - 1; token++)
        {
            end = _words[token] is "of" ? token : end;
        }

        // "Ruiz-Mora", "Jo-Ann", "Hall Jr.": the reader cuts at a hyphen, and leaves out what follows a name.
        while (start > 1 && start < end && _words[start - 1] is "-" && _words.Joined(start) && _words.Joined(start - 1))
        {
            start -= 2;
        }

        while (start < end && _words[end] is "-" && _words.Joined(end) && _words.Joined(end + 1))
        {
            end += 2;
        }

        return new TokenRange(start, start < end && _words[end] is "Jr." or "Jr" or "Sr." or "Sr" or "II" or "III" ? end + 1 : end);
    }

    /// <summary>Names of persons that the reader found where no run of capitals gave one: "Chad Wolf", "Ursula von der Leyen".</summary>
    private void AddNames()
    {
        foreach (Name name in _words.Doc.Names)
        {
            if (name.Kind != NameKind.Person)
            {
                continue;
            }

            TokenRange tokens = WithoutTitles(name.Tokens);
            TokenRange sentence = _words.SentenceRange(_words.Sentence(tokens.Start));
            bool byline = (tokens.End >= sentence.End || _words[tokens.End] is ",")
                && (name.Tokens.Start == sentence.Start || _words[name.Tokens.Start - 1] is "by" or "By" or "BY" or "from" or "of" || Titles.Has(_words[name.Tokens.Start - 1]));
            if (!byline && _words.IsHeading(_words.Sentence(tokens.Start)))
            {
                continue;
            }

            int parts = 0;
            bool plain = tokens.Length < 2 || !_words.Joined(tokens.Start + 1);
            for (int token = tokens.Start; token < tokens.End; token++)
            {
                parts += _words.IsWord(token) ? 1 : 0;
                plain &= !_named.Contains(token) && (!Organisations.Has(_words.Core(token)) || IsGivenWord(token, tokens.Start)) && !HasDigit(_words[token]);
            }

            if (plain && parts is >= 2 and <= LongestName && _words.IsCapital(tokens.Start) && _words.IsCapital(tokens.End - 1) && _words[tokens.Start].IndexOfAnyInRange('a', 'z') >= 0)
            {
                Person person = FindOrAdd(tokens);
                person.IsConfirmed = true;
                person.Mentions.Add(new PersonMention(tokens, new TokenRange(TitleStart(tokens.Start), tokens.Start), Apposition(tokens.End)));
            }
        }
    }

    /// <summary>Genders that first names show: where no title does.</summary>
    private void AddGenders()
    {
        Coreference coreference = _words.Doc.Coreference;
        foreach ((TokenRange tokens, Person person) in _mentions)
        {
            for (int token = tokens.Start; token < tokens.End && person.Gender == 0 && !coreference.Mentions.IsEmpty; token++)
            {
                int mention = coreference.WithHead(token);
                person.Gender = mention < 0 ? 0 : coreference.Mentions[mention].Gender switch { MentionGender.Masculine => 1, MentionGender.Feminine => -1, _ => 0 };
            }
        }
    }

    /// <summary>A single word that titles show to be a name: after "President" or "Mr", or after a role in lower case, not after a mere party.</summary>
    private bool IsSurname(int token)
    {
        ReadOnlySpan<char> before = _words[token - 1].TrimEnd('.');
        return _words.Core(token).Length > 2 && (Titles.Has(before) || PersonHeads.Has(before)) && _words.IsCapital(token - 1) && !CueLexicon.IsVerbForm(_words[token]) && !PersonHeads.Has(_words.Core(token))
            && !Titles.Has(_words.Core(token)) && _parties.At(token) is null && !Fields.Has(before) && _words.NameAt(token) is not { Kind: NameKind.Organization, Tokens.Length: > 1 };
    }

    /// <summary>Persons whom the document calls by one word only: "President Amaru" without a first name anywhere.</summary>
    private void AddSurnames()
    {
        // A doubtful name is one when the text gives its last word a title: "Dr. Oz".
        HashSet<string> titled = _doubtful.Count == 0 ? [] : [.. _surnames.Select(surname => NameOf(surname.Name))];
        foreach (TokenRange name in _doubtful)
        {
            if (titled.Contains(LastWord(NameOf(name))))
            {
                FindOrAdd(name).Mentions.Add(new PersonMention(name, new TokenRange(name.Start, name.Start), new TokenRange(name.End, name.End)));
            }
        }

        foreach ((TokenRange name, TokenRange before, TokenRange after) in _surnames)
        {
            string words = NameOf(name);
            string last = LastWord(words);
            if (!_byLast.TryGetValue(Key(last), out List<Person>? known) && !_byFirst.TryGetValue(Key(words), out known))
            {
                var person = KnownBy(words, before, after);
                _persons.Add(person);
                Add(_byLast, last, person);
                known = [person];
            }

            // Where a full name is known the titles of the short one describe it, too: of several that of the gender they tell.
            int gender = HonorificBefore(name.Start);
            Person bearer = known.Find(person => GenderOf(person) * gender > 0) ?? known.Find(person => GenderOf(person) * gender >= 0) ?? known[0];
            bearer.Mentions.Add(new PersonMention(name, before, after));
        }
    }

    /// <summary>+1 when an honorific before a name tells a man, −1 a woman, 0 when none does.</summary>
    private int HonorificBefore(int token)
    {
        ReadOnlySpan<char> before = token == 0 ? [] : _words[token - 1].TrimEnd('.');
        return Male.Has(before) ? 1 : Female.Has(before) ? -1 : 0;
    }

    private int GenderOf(Person person) => person.Gender != 0 ? person.Gender : (person.Known ?? _registry.FindPerson(person.Name))?.Fact("gender") switch { "m" => 1, "f" => -1, _ => 0 };

    /// <summary>One whom the document calls by surname and title only: known by the office on the document's day, or from a title that an earlier document gave.</summary>
    private Person KnownBy(string surname, TokenRange before, TokenRange after)
    {
        if (_on is null)
        {
            return new Person(surname) { IsConfirmed = true };
        }

        string title = _words.Words(before) + " " + _words.Words(after);
        string? country = null;
        foreach (TokenRange range in (ReadOnlySpan<TokenRange>)[before, after])
        {
            foreach (PartyMention party in _parties.Inside(range))
            {
                country ??= party.Party.Country;
            }
        }

        if (_registry.FindTitled(surname, title, country, _on) is { } known)
        {
            return new Person(known.Name) { IsConfirmed = true, Known = known };
        }

        if (_titles.Find(surname, title, country, _on) is { } learnt)
        {
            return new Person(learnt.Person) { IsConfirmed = true, Country = learnt.Country };
        }

        // "Mr Obama": a surname that stands for one person alone.
        return country is null && _registry.FindPerson(surname) is { } alone ? new Person(alone.Name) { IsConfirmed = true, Known = alone } : new Person(surname) { IsConfirmed = true };
    }

    private Person FindOrAdd(TokenRange name)
    {
        string words = NameOf(name);
        string last = LastWord(words);
        if (_byLast.TryGetValue(Key(last), out List<Person>? same))
        {
            foreach (Person known in same)
            {
                if (IsSame(known.Name, words))
                {
                    return known;
                }
            }
        }

        var person = new Person(words);
        _persons.Add(person);
        Add(_byLast, last, person);
        Add(_byFirst, FirstWord(words), person);
        return person;
    }

    /// <summary>A word of a name as it is looked up: "O’Neill" is "O'Neill".</summary>
    private static string Key(string word) => word.Replace('’', '\'');

    private static void Add(Dictionary<string, List<Person>> index, string key, Person person)
    {
        key = Key(key);
        if (!index.TryGetValue(key, out List<Person>? list))
        {
            index[key] = list = [];
        }

        list.Add(person);
    }

    /// <summary>Two forms with the same last word are one person's when the first words agree, or one is the other's initial; when the later one ends the other ("Suu Kyi" of "Aung San Suu Kyi"), or is a surname with its particle ("De Blasio").</summary>
    private static bool IsSame(string one, string other)
    {
        ReadOnlySpan<char> first = FirstWord(one).AsSpan().TrimEnd('.');
        ReadOnlySpan<char> second = FirstWord(other).AsSpan().TrimEnd('.');
        return first.Equals(second, StringComparison.OrdinalIgnoreCase) || (Math.Min(first.Length, second.Length) == 1 && first[0] == second[0])
            || (one.Length > other.Length && one.EndsWith(other, StringComparison.Ordinal) && one[^(other.Length + 1)] == ' ')
            || (Particles.Has(FirstWord(other)) && other.Length == FirstWord(other).Length + 1 + LastWord(other).Length);
    }

    /// <summary>The words of a name; a possessive ending is not part of it.</summary>
    private string NameOf(TokenRange name)
    {
        string words = _words.Words(name);
        return words.EndsWith("'s", StringComparison.Ordinal) || words.EndsWith("’s", StringComparison.Ordinal) ? words[..^2] : words;
    }

    /// <summary>The whole name when its parts are joined by hyphens only ("Ruiz-Mora" is two tokens and more, but one word).</summary>
    private static string FirstWord(string name)
    {
        int space = name.IndexOf(' ', StringComparison.Ordinal);
        return space < 0 ? name : name[..space];
    }

    private static string LastWord(string name)
    {
        foreach (string suffix in (ReadOnlySpan<string>)[" Jr.", " Jr", " Sr.", " Sr", " II", " III"])
        {
            name = name.EndsWith(suffix, StringComparison.Ordinal) ? name[..^suffix.Length].TrimEnd(',') : name;
        }

        int space = name.LastIndexOf(' ');
        string last = space < 0 ? name : name[(space + 1)..];
        return last.StartsWith("al-", StringComparison.OrdinalIgnoreCase) ? last[3..] : last;
    }

    /// <summary>"Antony Blinken" of "Antony J. Blinken".</summary>
    private static string WithoutInitials(string name)
    {
        string[] words = name.Split(' ');
        return words.Length < 3 ? name : string.Join(' ', words.Where((word, index) => index == 0 || index == words.Length - 1 || word is not ([_] or [_, '.'])));
    }

    private static bool HasDigit(ReadOnlySpan<char> word) => word.IndexOfAnyInRange('0', '9') >= 0;

    private static bool HasNonAscii(ReadOnlySpan<char> word) => word.IndexOfAnyExceptInRange('\0', '\u007F') >= 0;

    /// <summary>Where the titles and modifiers before a name begin, or an apposition that ends right before it.</summary>
    private int TitleStart(int name)
    {
        int at = name;
        int floor = Math.Max(Math.Max(_words.SentenceRange(_words.Sentence(name)).Start, _lastNameEnd), name - TitleReach);
        bool role = false;
        if (at > floor && _words[at - 1] is ",")
        {
            // "the spokeswoman, Hua Chunying": the words before the comma describe the name when one of them is a role.
            at--;
        }

        while (at > floor)
        {
            int before = at - 1;
            ReadOnlySpan<char> word = _words[before];
            if (Titles.Has(word.TrimEnd('.')) || PersonHeads.Has(word))
            {
                role = true;
            }
            else if (!_words.IsPossessive(before) && !_words.IsCapital(before) && _words.Core(before) is not ("-" or "of" or "for" or "to" or "in" or "and" or "the" or "a" or "an" or "former" or "installed")
                && ((_words.EndsPhrase(before) && !(word is "," && before > floor && PersonHeads.Has(_words[before - 1]) && AreTitles(at, name))) || Stop.Has(word) || CueLexicon.IsVerbForm(word) || before < name - 8))
            {
                break;
            }

            at--;
        }

        return role ? at : name;
    }

    /// <summary>True when there are words and all of them are titles: "Lt. Col." after "the spokesman,".</summary>
    private bool AreTitles(int start, int end)
    {
        int token = start;
        while (token < end && Titles.Has(_words[token].TrimEnd('.')))
        {
            token++;
        }

        return token == end && start < end;
    }

    private TokenRange Apposition(int end)
    {
        var none = new TokenRange(end, end);
        if (_words[end] is not "," || !_words.IsWord(end + 1))
        {
            return none;
        }

        int at = end + 1;
        int reach = Math.Min(_words.SentenceRange(_words.Sentence(end)).End, end + TitleReach + 2);
        bool role = false;
        bool prepared = false;
        while (at < reach && !_words.EndsPhrase(at))
        {
            ReadOnlySpan<char> word = _words[at];
            if (at == end + 1 && (word is "who" or "which" or "whose" or "and" or "but" or "while" || CueLexicon.IsVerbForm(word)))
            {
                return none;
            }

            prepared |= word is "of" or "for" or "to" or "in" or "at" or "on";
            role |= !prepared && (PersonHeads.Has(word) || Titles.Has(word));
            at++;
        }

        return role ? new TokenRange(end + 1, at) : none;
    }

    private void Describe(Person person)
    {
        person.Known ??= _registry.FindPerson(person.Name) ?? _registry.FindPerson(WithoutInitials(person.Name));
        string? titled = null;
        foreach (PersonMention mention in person.Mentions)
        {
            person.IsConfirmed |= !mention.After.IsEmpty || !mention.Before.IsEmpty;
            if (UsPolitics.IsMarked(_words, mention.Name.End) || UsPolitics.IsTold(_words, mention.Before) || UsPolitics.IsTold(_words, mention.After))
            {
                person.Country ??= UsPolitics.Country;
            }

            foreach (TokenRange words in new[] { mention.Before, mention.After })
            {
                int clause = words.Start;
                while (clause < words.End && _words[clause] is not ("who" or "which" or "that" or "whose" or "where"))
                {
                    clause++;
                }

                foreach (PartyMention party in _parties.Inside(new TokenRange(words.Start, clause)))
                {
                    person.Country ??= party.Party.Country;
                    titled ??= words.End == mention.Name.Start && party is { IsAdjective: true, Party.IsState: true } ? party.Party.Country : null;
                }

                for (int token = words.Start; token < words.End && person.Gender == 0; token++)
                {
                    ReadOnlySpan<char> word = _words[token].TrimEnd('.');
                    person.Gender = Male.Has(word) ? 1 : Female.Has(word) ? -1 : 0;
                }
            }
        }

        if (person.Known is { } known)
        {
            // "Georgian President Eduard Shevardnadze", who was a Soviet minister once.
            person.Country = titled ?? known.Country ?? person.Country;
            person.Gender = known.Fact("gender") switch { "m" => 1, "f" => -1, _ => person.Gender };
        }
    }

    /// <summary>Finds every mention by full name, and by one word of it.</summary>
    private void FindMentions()
    {
        var full = new Dictionary<int, (TokenRange Tokens, Person Person)>();
        foreach (Person person in _persons)
        {
            foreach (PersonMention mention in person.Mentions)
            {
                full[mention.Name.Start] = (mention.Name, person);
            }
        }

        if (_persons.Count == 0)
        {
            return;
        }

        for (int token = 0; token < _words.Count; token++)
        {
            if (full.TryGetValue(token, out (TokenRange Tokens, Person Person) known))
            {
                _mentions.Add(known);
                token = known.Tokens.End - 1;
            }
            else if (_words.IsCapital(token) && ByWord(token) is { } person)
            {
                _mentions.Add((new TokenRange(token, token + 1), person));
                person.Gender = person.Gender != 0 ? person.Gender : HonorificBefore(token);
            }
        }
    }

    private Person? ByWord(int token)
    {
        ReadOnlySpan<char> word = _words.Core(token);
        if (word.Length < 2 || (_parties.At(token) is { } party && !(token > 0 && Titles.Has(_words[token - 1].TrimEnd('.')) && !party.IsAdjective) && !IsSurnameRather(token, word, party)))
        {
            return null;
        }

        if (word.StartsWith("al-", StringComparison.OrdinalIgnoreCase))
        {
            word = word[3..];
        }

        word = word.Contains('’') ? Key(word.ToString()) : word;
        return Latest(_byLast, word, token) ?? Latest(_byFirst, word, token);
    }

    /// <summary>"Jordan" after "Jim Jordan", in a document that never speaks of the state by another of its names.</summary>
    private bool IsSurnameRather(int token, ReadOnlySpan<char> word, PartyMention party)
    {
        if (party.Tokens.Length != 1 || party.IsAdjective || !_byLast.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out List<Person>? persons) || persons[0].Mentions[0].Name.Start > token)
        {
            return false;
        }

        if (!word.SequenceEqual(party.Party.Name) && token > 0 && _words.Doc.Words.Count > 0 && _words.Doc.Words[token - 1] != PartOfSpeech.Adp)
        {
            // "Paris said" after "Valeska Paris"; "in Paris" is the town.
            return true;
        }

        int seen = 0;
        foreach (PartyMention other in _parties.All)
        {
            if (other.Party == party.Party && (other.IsAdjective || !_words.Core(other.Tokens.Start).SequenceEqual(word)))
            {
                return false;
            }

            // A text that names parties thousands of times is no article: the first tell enough.
            if (++seen > MostMentions)
            {
                break;
            }
        }

        return true;
    }

    /// <summary>Of the persons with this word in the name, one of the gender that an honorific before it tells, then one whose offices the registry knows, then another of the registry, then one named before the token, then the one most often called by full name, then the first.</summary>
    private Person? Latest(Dictionary<string, List<Person>> index, ReadOnlySpan<char> word, int token)
    {
        if (!index.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out List<Person>? persons))
        {
            return null;
        }

        int gender = HonorificBefore(token);
        Person best = persons[0];
        foreach (Person person in persons)
        {
            if (Rank(person).CompareTo(Rank(best)) > 0)
            {
                best = person;
            }
        }

        (int, int, bool, int) Rank(Person person) => (Math.Sign(person.Gender * gender), person.Known is not { } known ? 0 : _registry.HasOffice(known) ? 2 : 1, person.Mentions[0].Name.Start < token, person.Mentions.Count);
        return best;
    }
}
