using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Who speaks in a transcript, by the label before the colon: "MR. PRICE", "SECRETARY BLINKEN", "Q", "Reporter".</summary>
internal sealed class LabelSpeakers(SpeakerContext context, PronounSpeakers pronouns)
{
    private static readonly WordClass Titles = WordClasses.Of("title");
    private static readonly WordClass PersonHeads = WordClasses.Of("person.head");

    private readonly SpeakerContext _context = context;
    private readonly PronounSpeakers _pronouns = pronouns;
    private readonly WordView _words = context.Words;

    /// <summary>True when the source is a label: a paragraph begins with it, and what it says follows at once, as a whole sentence.</summary>
    public bool IsLabel(Attribution attribution)
    {
        TokenRange source = attribution.Source;
        bool follows = attribution.Content.Length > 0 && (attribution.Cue.IsEmpty ? attribution.Content[0].Start == source.End
            : attribution.Cue.Length == 1 && _words[attribution.Cue.Start] is ":" or "." && attribution.Cue.Start == source.End && attribution.Content[0].Start == attribution.Cue.End);
        return follows && !source.IsEmpty && _words.OpensParagraph(source.Start) && _words[attribution.Content[^1].End - 1] is "." or "?" or "!" or "…" or "\"" or "”" or "—" or "--" or "–";
    }

    /// <summary>The speaker by what only labels do; null where the words are to be read like any others.</summary>
    public Speaker? Of(TokenRange range)
    {
        if (range.Length == 1 && (_words[range.Start] is "Q" || _words.Is(range.Start, "question")))
        {
            return _context.Make(range, SpeakerContext.Unnamed, SpeakerKind.Unnamed, null, null);
        }

        if (range.Length == 1 && (_words[range.Start] is "A" || _words.Is(range.Start, "answer")))
        {
            return _pronouns.Author() is { } author ? _context.Same(range, author) : _context.Make(range, SpeakerContext.Unnamed, SpeakerKind.Unnamed, null, null);
        }

        // "SECRETARY BLINKEN", "MR. PRICE", "Anderson": the last word is a surname unless it is a role.
        int last = range.End - 1;
        if (PersonHeads.Has(_words[last]) || Titles.Has(_words[last].TrimEnd('.')) || _context.Parties.At(last) is not null || !_words.IsCapital(last))
        {
            return null;
        }

        string surname = Cased(_words[last]);
        int start = range.Start;
        while (start < last && (Titles.Has(_words[start].TrimEnd('.')) || !_words.IsWord(start) || _words[start] is "THE" or "The" or "of" or "OF"))
        {
            start++;
        }

        foreach (Person person in _context.Persons.All)
        {
            if (person.Name.EndsWith(surname, StringComparison.OrdinalIgnoreCase) && (person.Name.Length == surname.Length || person.Name[^(surname.Length + 1)] == ' '))
            {
                return _context.Make(range, person);
            }
        }

        if (start == last)
        {
            string title = _words.Words(new TokenRange(range.Start, last));
            Party? known = _context.Registry.FindTitled(surname, title, null, _context.On) ?? (_context.On is null ? null : _context.Registry.FindPerson(surname));
            if (known is not null)
            {
                return _context.Make(range, known.Name, SpeakerKind.Person, known.Country, known.Id);
            }
        }

        return _context.Make(range, string.Join(' ', Enumerable.Range(start, range.End - start).Where(_words.IsWord).Select(token => Cased(_words[token]))), SpeakerKind.Person, null, null);
    }

    /// <summary>A word in capitals as names are written.</summary>
    private static string Cased(ReadOnlySpan<char> word)
    {
        string name = word.ToString();
        return name.Length < 3 || name.Any(char.IsLower) ? name : name[0] + name[1..].ToLowerInvariant();
    }
}
