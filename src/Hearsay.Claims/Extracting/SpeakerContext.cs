using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>What all rules about speakers share: the document, the parties and persons that it names, and who has spoken so far.</summary>
internal sealed class SpeakerContext
{
    /// <summary>The name of a speaker whom nobody names.</summary>
    public const string Unnamed = "unnamed";

    /// <summary>How many earlier speakers a description may point back to: enough for a long article, and a bound on the work.</summary>
    public const int HistoryReach = 64;

    /// <summary>Words of a description that are looked at for an office.</summary>
    private const int OfficeReach = 24;

    private static readonly WordClass Strangers = WordClasses.Of("person.stranger");
    private static readonly WordClass Offices = WordClasses.Of("office");
    private static readonly WordClass Staff = WordClasses.Of("office.staff");
    private static readonly WordClass Voices = WordClasses.Of("office.voice");
    private static readonly WordClass NoOffices = WordClasses.Of("office.none");
    private static readonly WordClass GovernmentHeads = WordClasses.Of("government.head");

    private readonly Dictionary<Person, bool> _holders = [];

    private CompanyNames? _companies;

    /// <summary>Builds the indexes of the document.</summary>
    /// <param name="doc">The document.</param>
    /// <param name="words">Its words.</param>
    /// <param name="registry">The parties known by name.</param>
    /// <param name="titles">Persons whom earlier documents gave a title.</param>
    public SpeakerContext(Document doc, WordView words, PartyRegistry registry, TitleRegister titles)
    {
        Doc = doc;
        Words = words;
        Registry = registry;
        On = doc.Day;
        Parties = new PartyMentions(words, registry, On);
        Titles = titles;
        Persons = new PersonIndex(words, Parties, registry, titles, On);
    }

    /// <summary>The document.</summary>
    public Document Doc { get; }

    /// <summary>Its words.</summary>
    public WordView Words { get; }

    /// <summary>The parties known by name.</summary>
    public PartyRegistry Registry { get; }

    /// <summary>Day of the document, or null.</summary>
    public DateOnly? On { get; }

    /// <summary>Persons whom earlier documents gave a title.</summary>
    public TitleRegister Titles { get; }

    /// <summary>The parties named in the document.</summary>
    public PartyMentions Parties { get; }

    /// <summary>The persons named in the document.</summary>
    public PersonIndex Persons { get; }

    /// <summary>The companies named in the document.</summary>
    public CompanyNames Companies => _companies ??= new CompanyNames(Words, Parties);

    /// <summary>The state that publishes the text itself, by one of its organs; null for others.</summary>
    public string? PublisherCountry => Publisher is { Kind: SpeakerKind.Government } organ ? organ.Country : null;

    /// <summary>Who publishes the text, where the registry knows; null otherwise.</summary>
    public Party? Publisher => Doc.Article.Outlet is { } name ? Registry.Find(name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? name.AsSpan(4) : name) : null;

    /// <summary>Who has spoken so far, and where: in the order of being asked for.</summary>
    public List<(int Token, Speaker Speaker)> History { get; } = [];

    /// <summary>The speakers of whom one was found, by the token that their words hang on; empty without trees.</summary>
    public Dictionary<int, Speaker> ByHead { get; } = [];

    public Speaker Make(TokenRange range, string name, SpeakerKind kind, string? country, string? party)
    {
        TextSpan span = Doc.Tokens.Span(range);
        return new Speaker(new Evidence(span, Doc.Article.Text.Words(span)), name, kind, country, party) { IsPrivate = kind == SpeakerKind.Person && party is null && country is not null && !TellsOffice(range) };
    }

    public Speaker Make(TokenRange range, Party party) => Make(range, party.Name, party.Kind, party.Country, party.Id);

    public Speaker Make(TokenRange range, Person person)
    {
        Speaker speaker = Make(range, person.Name, SpeakerKind.Person, person.Country ?? CountryIn(range), person.Known?.Id);
        return speaker with { IsPrivate = person.Known is { } known ? speaker.Country is not null && !MayHoldOffice(known) : speaker.IsPrivate && !HoldsOffice(person) };
    }

    public Speaker Same(TokenRange range, Speaker other) => Make(range, other.Name, other.Kind, other.Country, other.Party) with { IsPrivate = other.IsPrivate };

    /// <summary>Whether somebody may have held an office of state on the day of the document; as far as the registry knows.</summary>
    private bool MayHoldOffice(Party person) => On is not { } day || !Registry.HasOffice(person) || Registry.MayHoldOffice(person, day);

    private bool HoldsOffice(Person person)
    {
        if (!_holders.TryGetValue(person, out bool holds))
        {
            holds = person.Mentions.Exists(mention => TellsOffice(mention.Before) || TellsOffice(mention.After));
            _holders.Add(person, holds);
        }

        return holds;
    }

    /// <summary>Whether the words about somebody give an office of state: "Iran's foreign minister", "a spokesman for the army"; not "a former minister", "an opposition leader", "the Kenyan footballer".</summary>
    private bool TellsOffice(TokenRange range)
    {
        bool office = false;
        bool staff = false;
        bool voice = false;
        bool organ = false;
        bool state = false;
        for (int token = range.Start; token < Math.Min(range.End, range.Start + OfficeReach); token++)
        {
            ReadOnlySpan<char> word = Words.Core(token).TrimEnd('.');
            if (NoOffices.Has(word))
            {
                return false;
            }

            office |= Offices.Has(word);
            staff |= Staff.Has(word);
            voice |= Voices.Has(word);
            Party? named = Parties.At(token)?.Party;
            organ |= GovernmentHeads.Has(word) || (named?.Id.StartsWith("gov:", StringComparison.Ordinal) ?? false);
            state |= named?.IsState ?? false;
        }

        // "An American spokesman" speaks for the state, "an American director" makes films.
        return office || (staff && organ) || (voice && (organ || state));
    }

    public string? CountryIn(TokenRange range)
    {
        int end = range.Start;
        while (end < range.End && Words[end] is not ("who" or "which" or "that" or "whose" or "where" or "including" or "--" or "—"))
        {
            end++;
        }

        if (UsPolitics.IsTold(Words, new TokenRange(range.Start, end)))
        {
            return UsPolitics.Country;
        }

        ReadOnlySpan<PartyMention> mentions = Parties.Inside(new TokenRange(range.Start, end));
        for (int index = 0; index < mentions.Length; index++)
        {
            // "Nikki Holland": a part of a person's name is no state.
            TokenRange named = mentions[index].Tokens;
            if (mentions[index].Party.Country is { } country && Words.NameAt(named.Start) is not { Kind: NameKind.Person, Tokens.Length: > 1 })
            {
                // "Norwegian and Swedish officials", "ministers of Norway and Sweden": no one state's.
                bool joined = index + 1 < mentions.Length && mentions[index + 1].Tokens.Start == named.End + 1 && Words[named.End] is "and" or "," or "&" or "-";
                return joined && mentions[index + 1].Party.Country is { } other && other != country ? null : country;
            }
        }

        return CountryOfPersons(new TokenRange(range.Start, end));
    }

    /// <summary>The state of the persons whom words name: "Trump aides". Null when nobody's is known, they are of several, or what is said of them ties nobody to their state: "Putin critics", "Mandela's lawyer".</summary>
    private string? CountryOfPersons(TokenRange range)
    {
        string? country = null;
        for (int token = range.Start; token < range.End; token++)
        {
            if (Strangers.Has(Words.Core(token)))
            {
                return null;
            }
        }

        for (int index = Persons.FirstFrom(range.Start); index < Persons.Mentions.Count && Persons.Mentions[index].Tokens.End <= range.End; index++)
        {
            if (Persons.Mentions[index].Person.Country is { } other)
            {
                if (country is not null && country != other)
                {
                    return null;
                }

                country = other;
            }
        }

        return country;
    }

    /// <summary>The state that is talked of before a token: the last speaker's, or the one named last.</summary>
    public string? CountryBefore(int token)
    {
        for (int index = History.Count - 1; index >= Math.Max(0, History.Count - HistoryReach); index--)
        {
            if (History[index].Token < token && Words.Sentence(History[index].Token) >= Words.Sentence(token) - 1 && History[index].Speaker.Country is { } country)
            {
                return country;
            }
        }

        for (int index = Parties.FirstFrom(token) - 1; index >= 0; index--)
        {
            if (Parties.All[index].Party.IsState)
            {
                return Parties.All[index].Party.Country;
            }
        }

        return null;
    }

    /// <summary>The only state that is spoken of in the sentence so far and the two before it; null when there are several.</summary>
    public string? SoleCountryBefore(int token)
    {
        const int Sentences = 2;
        int start = Words.SentenceRange(Math.Max(0, Words.Sentence(token) - Sentences)).Start;
        string? country = null;
        foreach (PartyMention mention in Parties.Inside(new TokenRange(start, token)))
        {
            if (mention.Party.Country is { } other)
            {
                if (country is not null && country != other)
                {
                    return null;
                }

                country = other;
            }
        }

        return country;
    }

    public int GenderOf(string name)
    {
        foreach (Person person in Persons.All)
        {
            if (person.Name == name)
            {
                return person.Gender;
            }
        }

        return 0;
    }

    /// <summary>True when the document calls the speaker by a person's name.</summary>
    public bool IsNamed(Speaker speaker)
    {
        foreach (Person person in Persons.All)
        {
            if (person.Name == speaker.Name)
            {
                return true;
            }
        }

        return false;
    }
}
