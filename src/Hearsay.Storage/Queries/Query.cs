using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hearsay.Claims;
using Hearsay.Claims.Parties;

namespace Hearsay.Storage.Queries;

/// <summary>
/// What is looked for in a ledger: conditions that must all hold. Written as people type it: <c>speaker:putin stance:denies,asserts -outlet:tass after:2022-10 "suicide drones"</c>.
/// The same type serves command line, workbench and exports.
/// </summary>
/// <param name="Terms">The conditions; none finds everything.</param>
public sealed record Query(ImmutableArray<QueryTerm> Terms)
{
    private static readonly Dictionary<string, QueryField> Fields =
        Enum.GetValues<QueryField>().Where(field => field != QueryField.Words).ToDictionary(field => field.ToString().ToLowerInvariant(), StringComparer.Ordinal);

    /// <summary>Values of the fields that have a closed list of them.</summary>
    private static readonly Dictionary<QueryField, string[]> Closed = new()
    {
        [QueryField.Stance] = [.. Enum.GetNames<Stance>().Select(name => name.ToLowerInvariant())],
        [QueryField.Form] = [.. Enum.GetNames<Form>().Select(name => name.ToLowerInvariant())],
        [QueryField.Type] =
        [
            "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse", "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault", "transfer",
        ],
        [QueryField.Status] = ["happened", "ongoing", "planned", "conditional", "possible", "not-happened"],
        [QueryField.Polarity] = ["positive", "negative"],
        [QueryField.Voice] = ["attributed", "narration"],
        [QueryField.Review] = ["open", "accepted", "rejected", "edited"],
        [QueryField.Reliability] = ["a", "b", "c", "d", "e", "f"],
        [QueryField.Credibility] = ["1", "2", "3", "4", "5", "6"],
    };

    private static readonly SearchValues<char> ToQuote = SearchValues.Create(" \t\r\n,:\"“");

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    /// <summary>Finds everything.</summary>
    public static Query Everything { get; } = new([]);

    /// <summary>The state of the ledger that is looked at, or null for the present.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>True when nothing is said of voices: then it finds what is attributed to a source, and not what outlets say in their own voice. Whoever names a claim by its id means that claim.</summary>
    internal bool Attributed => !Terms.Any(term => term is { Field: QueryField.Voice } or { Field: QueryField.Id, Negated: false });

    /// <summary>True for what a register of transfers is folded from: claims about one, and denials, admissions and refusals, which may answer one.</summary>
    internal bool OfTransfers { get; init; }

    /// <summary>The names of all operators, in the order of <see cref="QueryField"/>.</summary>
    public static IReadOnlyList<string> Operators { get; } = [.. Fields.Keys];

    /// <summary>Understands a query.</summary>
    /// <param name="text">Terms parted by white space. Empty finds everything.</param>
    /// <exception cref="LedgerException">An operator or value that there is not, or a quotation mark that is not closed: HS0520 to HS0522.</exception>
    public static Query Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        ImmutableArray<QueryTerm>.Builder terms = ImmutableArray.CreateBuilder<QueryTerm>();
        int at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                return new Query(terms.ToImmutable());
            }

            bool negated = text[at] is '-' or '−' && at + 1 < text.Length && !char.IsWhiteSpace(text[at + 1]);
            at += negated ? 1 : 0;
            int start = at;
            while (at < text.Length && (char.IsAsciiLetter(text[at]) || (at > start && text[at] == '-')))
            {
                at++;
            }

            QueryField field = QueryField.Words;
            if (at > start && at < text.Length && text[at] == ':')
            {
                string name = text[start..at].ToLowerInvariant();
                field = Fields.TryGetValue(name, out QueryField known) ? known : throw new LedgerException(
                    StorageErrors.Operator, null, $"there is no operator '{name}:'; there are {string.Join(": ", Fields.Keys)}:. Put words with a colon into quotation marks");
                at++;
            }
            else
            {
                at = start;
            }

            ImmutableArray<string> values = Values(text, ref at, split: field != QueryField.Words);
            if (values.IsEmpty)
            {
                throw new LedgerException(StorageErrors.Malformed, null, field == QueryField.Words ? "a quotation without words" : $"there is no value after '{Name(field)}:'");
            }

            terms.Add(new QueryTerm(field, [.. values.Select(value => Checked(field, value))], negated));
        }
    }

    /// <summary>The query as it is typed; parsed again it is the same.</summary>
    public override string ToString()
    {
        var to = new StringBuilder();
        foreach (QueryTerm term in Terms)
        {
            to.Append(to.Length > 0 ? " " : "").Append(term.Negated ? "-" : "").Append(term.Field == QueryField.Words ? "" : Name(term.Field) + ":");
            to.AppendJoin(',', term.Values.Select(value => NeedsQuotes(value) ? $"\"{value}\"" : value));
        }

        return to.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(Query? other) => other is not null && AsOf == other.AsOf && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(ToString());

    /// <summary>What holds a closing mark was typed without marks, and would end at it within them.</summary>
    private static bool NeedsQuotes(string value) => !value.Contains('”', StringComparison.Ordinal) && (value.AsSpan().ContainsAny(ToQuote) || value.StartsWith('-'));

    private static string Name(QueryField field) => field.ToString().ToLowerInvariant();

    private static ImmutableArray<string> Values(string text, ref int at, bool split)
    {
        ImmutableArray<string>.Builder values = ImmutableArray.CreateBuilder<string>();
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            string value;
            if (text[at] is '"' or '“')
            {
                int end = text.AsSpan(at + 1).IndexOfAny('"', '”');
                if (end < 0)
                {
                    throw new LedgerException(StorageErrors.Malformed, null, $"a quotation mark is not closed: {text[at..]}");
                }

                value = text.Substring(at + 1, end);
                at += end + 2;
            }
            else
            {
                int start = at;
                while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('"' or '“') && !(split && text[at] == ','))
                {
                    at++;
                }

                value = text[start..at];
            }

            if (!string.IsNullOrWhiteSpace(value))
            {
                values.Add(value.Trim());
            }

            if (!split)
            {
                break;
            }

            if (at < text.Length && text[at] == ',')
            {
                at++;
            }
        }

        return values.ToImmutable();
    }

    private static string Checked(QueryField field, string value)
    {
        if (field is QueryField.Before or QueryField.After)
        {
            // A year or a month is its first day in either direction.
            return PartialDate.TryParse(value) is { } date
                ? date.Start.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
                : throw new LedgerException(StorageErrors.Value, null, $"'{value}' is no date; write {Name(field)}:2022, {Name(field)}:2022-10 or {Name(field)}:2022-10-18");
        }

        if (field == QueryField.Confidence)
        {
            return double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double least) && least is >= 0 and <= 1
                ? value
                : throw new LedgerException(StorageErrors.Value, null, $"'{value}' is no probability; write confidence:0.8");
        }

        if (field is QueryField.Document or QueryField.Id or QueryField.Family)
        {
            string id = value.ToLowerInvariant();
            return !id.AsSpan().ContainsAnyExcept(Digits) ? id : throw new LedgerException(StorageErrors.Value, null, $"'{value}' is no id; write hexadecimal digits");
        }

        if (field == QueryField.Country)
        {
            // A few codes have no state of their own in the registry, but something that belongs there.
            string code = value.ToUpperInvariant();
            return PartyRegistry.Standard.State(code) is not null || PartyRegistry.Standard.Parties.Any(party => party.Country == code)
                ? code
                : throw new LedgerException(StorageErrors.Value, null, $"'{value}' is no ISO 3166 alpha-3 code of a state; {Meant(value)}");
        }

        if (Closed.TryGetValue(field, out string[]? known))
        {
            string low = value.ToLowerInvariant();
            return Array.IndexOf(known, low) >= 0 ? low : throw new LedgerException(StorageErrors.Value, null, $"there is no {Name(field)} '{value}'; there are {string.Join(", ", known)}");
        }

        return SearchWords.Of(value).Length > 0 ? value : throw new LedgerException(StorageErrors.Malformed, null, $"'{value}' holds no letter or digit to look for");
    }

    /// <summary>Which code the state has that goes by this name: "Iran is IRN". Of other words, how a code is written.</summary>
    private static string Meant(string name) =>
        (PartyRegistry.Standard.Find(name) ?? PartyRegistry.Standard.Find(CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name))) is { IsState: true } state ? $"{state.Name} is {state.Country}" : "write country:IRN";
}
