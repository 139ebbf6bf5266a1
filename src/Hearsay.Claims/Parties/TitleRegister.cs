using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hearsay.Text;

namespace Hearsay.Claims.Parties;

/// <summary>
/// Who was seen with what title on which day: learnt from texts, and used for later ones. Immutable and safe to share between threads: what a run
/// learns is added when it is over, so that what one text teaches never depends on which thread read it first.
/// </summary>
public sealed class TitleRegister
{
    /// <summary>How long after it was seen a title is believed, in days: five years; few hold a post longer, and names come again.</summary>
    public const int Lasts = 5 * 366;

    /// <summary>Columns of a line.</summary>
    private const int Columns = 8;

    private readonly Dictionary<string, List<LearntTitle>> _bySurname = new(StringComparer.Ordinal);

    private TitleRegister(ImmutableArray<LearntTitle> titles)
    {
        Titles = titles;
        foreach (LearntTitle title in titles)
        {
            string surname = SurnameOf(title.Person);
            if (!_bySurname.TryGetValue(surname, out List<LearntTitle>? same))
            {
                _bySurname[surname] = same = [];
            }

            same.Add(title);
        }
    }

    /// <summary>A register that knows nobody.</summary>
    public static TitleRegister Empty { get; } = new([]);

    /// <summary>What was learnt, in order.</summary>
    public ImmutableArray<LearntTitle> Titles { get; }

    /// <summary>This register with more titles at its end; one that says what another of the same text says already is left out.</summary>
    public TitleRegister With(IEnumerable<LearntTitle> titles)
    {
        ArgumentNullException.ThrowIfNull(titles);
        var known = new HashSet<LearntTitle>(Titles);
        LearntTitle[] added = [.. titles.Where(known.Add)];
        return added.Length == 0 ? this : new TitleRegister([.. Titles, .. added]);
    }

    /// <summary>Reads the lines that begin with "title" of a register or party file; other lines belong to the party registry.</summary>
    /// <param name="table">Text of the file.</param>
    /// <param name="defects">What is wrong with it, with line numbers; such lines are left out.</param>
    public static TitleRegister Read(string table, out IReadOnlyList<Defect> defects)
    {
        ArgumentNullException.ThrowIfNull(table);
        var found = new List<Defect>();
        ImmutableArray<LearntTitle>.Builder titles = ImmutableArray.CreateBuilder<LearntTitle>();
        int number = 0;
        foreach (ReadOnlySpan<char> line in table.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsEmpty || line[0] == '#' || line.StartsWith("party\t", StringComparison.Ordinal) || line.StartsWith("name\t", StringComparison.Ordinal)
                || line.StartsWith("holder\t", StringComparison.Ordinal) || line.StartsWith("drop\t", StringComparison.Ordinal))
            {
                continue;
            }

            int tab = line.IndexOf('\t');
            ReadOnlySpan<char> record = tab < 0 ? line : line[..tab];
            if (record is not "title")
            {
                found.Add(ClaimsErrors.Record(number, record));
                continue;
            }

            if (line.Count('\t') + 1 != Columns)
            {
                found.Add(ClaimsErrors.Columns(number, record, line.Count('\t') + 1, Columns));
                continue;
            }

            string[] cells = line.ToString().Split('\t');
            if (cells[1].Length == 0 || cells[2].Length == 0)
            {
                found.Add(ClaimsErrors.Missing(number, cells[1].Length == 0 ? "person" : "title"));
            }
            else if (cells[5].Length > 0 && !DateOnly.TryParseExact(cells[5], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            {
                found.Add(ClaimsErrors.Date(number, cells[5]));
            }
            else
            {
                DateOnly? seen = cells[5].Length == 0 ? null : DateOnly.ParseExact(cells[5], "yyyy-MM-dd", CultureInfo.InvariantCulture);
                titles.Add(new LearntTitle(cells[1], cells[2], NullWhenEmpty(cells[3]), NullWhenEmpty(cells[4]), seen, cells[6], cells[7]));
            }
        }

        defects = found;
        return new TitleRegister(titles.ToImmutable());
    }

    /// <summary>A title as a line of the register, with its end of line.</summary>
    public static string Line(LearntTitle title)
    {
        ArgumentNullException.ThrowIfNull(title);
        var line = new StringBuilder("title");
        foreach (string? cell in (ReadOnlySpan<string?>)[title.Person, title.Title, title.Of, title.Country, title.Seen?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), title.Document, title.Words])
        {
            line.Append('\t');
            foreach (char letter in cell ?? "")
            {
                line.Append(char.IsControl(letter) || letter is '\u2028' or '\u2029' or '\u0085' ? ' ' : letter);
            }
        }

        return line.Append('\n').ToString();
    }

    /// <summary>The only person with this surname (or this full name) who was seen before a day with a title that shares a word with the given one. Null when there is none, or several.</summary>
    /// <param name="surname">Surname or full name, as the text writes it.</param>
    /// <param name="title">Words before or after the name; empty when there are none: then the surname must be one person's.</param>
    /// <param name="country">Code of the state that the person must belong to where it is known, or null for any.</param>
    /// <param name="on">Day of the text, or null for any.</param>
    public LearntTitle? Find(string surname, string title, string? country, DateOnly? on)
    {
        ArgumentNullException.ThrowIfNull(surname);
        ArgumentNullException.ThrowIfNull(title);
        if (!_bySurname.TryGetValue(SurnameOf(surname), out List<LearntTitle>? seen))
        {
            return null;
        }

        LearntTitle? found = null;
        foreach (LearntTitle candidate in seen)
        {
            if (!Counts(candidate, on) || (country is not null && candidate.Country is not null && candidate.Country != country)
                || (title.Length > 0 && !Share(candidate.Title, title)) || (surname.Contains(' ', StringComparison.Ordinal) && candidate.Person != surname))
            {
                continue;
            }

            if (found is not null && found.Person != candidate.Person)
            {
                return null;
            }

            found = Later(found, candidate);
        }

        return found;
    }

    /// <summary>The only person seen in a post of a party within a year before a day: "spokesman" of "gov:irn-mfa". Null when there is none, or several.</summary>
    /// <param name="of">Id or name of the party, or null for any that belongs to the state.</param>
    /// <param name="country">Code of the state, or null when <paramref name="of"/> says enough.</param>
    /// <param name="role">Last word of the title: "spokesman".</param>
    /// <param name="on">Day of the text.</param>
    public LearntTitle? FindHolder(string? of, string? country, string role, DateOnly on)
    {
        const int Fresh = 366;
        LearntTitle? found = null;
        foreach (LearntTitle candidate in Titles)
        {
            if ((of is not null ? candidate.Of != of : country is null || candidate.Country != country)
                || candidate.Seen is not { } seen || seen > on || on.DayNumber - seen.DayNumber > Fresh || !HasWord(candidate.Title, role))
            {
                continue;
            }

            if (found is not null && found.Person != candidate.Person)
            {
                return null;
            }

            found = Later(found, candidate);
        }

        return found;
    }

    private static LearntTitle Later(LearntTitle? one, LearntTitle other) => one?.Seen is { } first && (other.Seen is not { } second || first >= second) ? one : other;

    private static bool Counts(LearntTitle title, DateOnly? on) => on is not { } day || title.Seen is not { } seen || (seen <= day && day.DayNumber - seen.DayNumber <= Lasts);

    private static bool Share(string one, string other)
    {
        foreach (Range part in one.AsSpan().Split(' '))
        {
            ReadOnlySpan<char> word = one.AsSpan()[part];
            if (word.Length > 3 && HasWord(other, word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWord(ReadOnlySpan<char> words, ReadOnlySpan<char> word)
    {
        foreach (Range part in words.SplitAny(' ', ',', '-'))
        {
            if (words[part].Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static string? NullWhenEmpty(string cell) => cell.Length == 0 ? null : cell;

    /// <summary>The last word of a name; "al-" is not part of what it is looked up by.</summary>
    private static string SurnameOf(string name)
    {
        string last = name[(name.LastIndexOf(' ') + 1)..];
        return last.StartsWith("al-", StringComparison.OrdinalIgnoreCase) ? last[3..] : last;
    }
}
