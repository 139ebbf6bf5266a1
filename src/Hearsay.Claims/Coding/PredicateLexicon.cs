using System.Collections.Frozen;
using System.Collections.Immutable;
using Hearsay.Claims.Extracting;
using Hearsay.Claims.Transfers;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Coding;

/// <summary>The frames of predicates.tsv by the lemma of their verb or noun, and the classes of things.tsv.</summary>
internal static class PredicateLexicon
{
    private const int Columns = 12;

    private static readonly FrozenDictionary<string, FrozenSet<string>> Classes = EmbeddedTable.Rows("things.tsv", columns: 2)
        .ToFrozenDictionary(row => row[0], row => row[1].Split('|').ToFrozenSet(StringComparer.Ordinal), StringComparer.Ordinal);

    private static readonly Dictionary<string, PredicateFrame[]>.AlternateLookup<ReadOnlySpan<char>> Verbs = Read("v");
    private static readonly Dictionary<string, PredicateFrame[]>.AlternateLookup<ReadOnlySpan<char>> Nouns = Read("n");
    private static readonly Dictionary<string, PredicateFrame[]>.AlternateLookup<ReadOnlySpan<char>> Forms = Inflected();

    /// <summary>The frames of a word, in the order in which they are to be tried; none for most words.</summary>
    /// <param name="lemma">Its dictionary form.</param>
    /// <param name="tag">Its part of speech: verbs and nouns have frames.</param>
    /// <param name="word">The word as it stands, for verbs whose dictionary form the reader guessed wrong ("telephon"); may be empty.</param>
    public static ReadOnlySpan<PredicateFrame> Of(ReadOnlySpan<char> lemma, PartOfSpeech tag, ReadOnlySpan<char> word = default) => tag switch
    {
        PartOfSpeech.Verb => Verbs.TryGetValue(lemma, out PredicateFrame[]? frames) || Forms.TryGetValue(word, out frames) ? frames : [],
        PartOfSpeech.Noun => Nouns.TryGetValue(lemma, out PredicateFrame[]? frames) ? frames : [],
        _ => [],
    };

    /// <summary>The frame that words for this type usually have; no mode, no CAMEO code but the type's.</summary>
    public static PredicateFrame Usual(EventType type, bool noun) => (noun ? UsualNouns : UsualVerbs)[(int)type];

    private static readonly PredicateFrame[] UsualVerbs = [.. Enum.GetValues<EventType>().Select(type => Usual(type, "obj,"))];
    private static readonly PredicateFrame[] UsualNouns = [.. Enum.GetValues<EventType>().Select(type => Usual(type, ""))];

    private static PredicateFrame Usual(EventType type, string first)
    {
        string slots = type switch
        {
            EventType.Assault => first + "on,against,of,at,in",
            EventType.Coerce => first + "of,on,against,from",
            EventType.Aid => first.Length > 0 ? "iobj,to,for,obj" : "to,for",
            EventType.Consult => first.Length > 0 ? "=with,=between,=obj,to" : "=with,=between,to",
            EventType.Cooperate => "=with,=between,to",
            EventType.Agree => "=with,=between,to",
            EventType.Mobilize => "against,near,along,in,on,to",
            EventType.Retreat => first.Length > 0 ? "from,to,obj" : "from,to,of",
            EventType.Support => first + "for,to,with,of",
            EventType.Concede => "to,of",
            EventType.Request => first + "to,on,from",
            EventType.Reject => "by,from,of," + first + "to",
            _ => first + "on,against,to,into,over,at,of",
        };
        (ImmutableArray<Slot> recipient, bool mutual) = Slots(slots.TrimEnd(','));
        return new PredicateFrame(null, [], type, null, [], CameoCoding.Of(type), recipient, mutual, first.Length > 0 ? [Slot.Object] : [Slot.Of], null, Buys: false);
    }

    /// <summary>The class of things with this name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such class.</exception>
    public static FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Things(string name) => Classes[name].GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The example of every frame that has one, and its participants: "actor > recipient".</summary>
    public static IEnumerable<(EventType Type, string Words, string Example, string Expected)> Examples() => EmbeddedTable.Rows("predicates.tsv", Columns)
        .Where(row => row[10].Length > 0).Select(row => (Enum.Parse<EventType>(row[3], ignoreCase: true), row[1], row[10], row[11]));

    private static Dictionary<string, PredicateFrame[]>.AlternateLookup<ReadOnlySpan<char>> Read(string tag)
    {
        var frames = new Dictionary<string, List<PredicateFrame>>(StringComparer.Ordinal);
        var conditions = new Dictionary<string, ImmutableArray<Condition>>(StringComparer.Ordinal);
        foreach (string[] row in EmbeddedTable.Rows("predicates.tsv", Columns))
        {
            if (row[0] != tag)
            {
                continue;
            }

            (ImmutableArray<Slot> recipient, bool mutual) = Slots(row[7]);
            if (!conditions.TryGetValue(row[2], out ImmutableArray<Condition> when))
            {
                conditions.Add(row[2], when = [.. row[2].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ConditionOf)]);
            }

            foreach (string words in row[1].Split('|'))
            {
                int space = words.IndexOf(' ', StringComparison.Ordinal);
                string head = space < 0 ? words : words[..space];
                var frame = new PredicateFrame(
                    space < 0 ? null : words[(space + 1)..],
                    when,
                    row[3].Length == 0 ? null : Enum.Parse<EventType>(row[3], ignoreCase: true),
                    row[4].Length == 0 ? null : row[4],
                    [.. row[5].Split(',', StringSplitOptions.RemoveEmptyEntries)],
                    row[6].Length == 0 ? null : row[6],
                    recipient,
                    mutual,
                    Slots(row[8]).Slots,
                    row[9].Length == 0 ? null : Enum.Parse<TransferKind>(row[9].Replace("-", "", StringComparison.Ordinal), ignoreCase: true),
                    head is "buy" or "purchase" or "acquire" or "procure" or "import" or "obtain" or "order" or "get" or "receive" or "acquisition" or "procurement");
                if (!frames.TryGetValue(head, out List<PredicateFrame>? all))
                {
                    frames.Add(head, all = []);
                }

                all.Add(frame);
            }
        }

        // A verb with its particle is another verb: it is tried first.
        return frames.ToDictionary(pair => pair.Key, pair => pair.Value.OrderByDescending(frame => frame.Particle?.Length ?? 0).ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private static Dictionary<string, PredicateFrame[]>.AlternateLookup<ReadOnlySpan<char>> Inflected()
    {
        var forms = new Dictionary<string, PredicateFrame[]>(StringComparer.Ordinal);
        foreach ((string lemma, PredicateFrame[] frames) in Verbs.Dictionary)
        {
            foreach (string form in VerbForms.Of(lemma))
            {
                forms.TryAdd(form, frames);
            }
        }

        return forms.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private static Condition ConditionOf(string words)
    {
        if (words[0] == '+')
        {
            return new Condition(SlotOf(words.AsSpan(1)), Slot.None, Negated: false, [], Arms: false, Groups: false);
        }

        bool negated = words[0] == '!';
        string rest = negated ? words[1..] : words;
        Slot of = rest.StartsWith("mod:", StringComparison.Ordinal) ? Slot.Modifier : rest.StartsWith("sub:", StringComparison.Ordinal) ? Slot.Subject : Slot.Object;
        string[] parts = (of == Slot.Object ? rest : rest["mod:".Length..]).Split('|');
        return new Condition(Slot.None, of, negated, parts.SelectMany(part => part[0] == '@' ? Classes[part[1..]] : [part]).ToHashSet(StringComparer.Ordinal), parts.Contains("@arms"), parts.Contains("@fighters"));
    }

    private static (ImmutableArray<Slot> Slots, bool Mutual) Slots(string cell)
    {
        string[] names = cell.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return ([.. names.Select(name => SlotOf(name.AsSpan().TrimStart('='))).Distinct()], names.Length > 0 && names[0][0] == '=');
    }

    /// <summary>The slot that a preposition opens, or that the tables call so; <see cref="Slot.None"/> for others.</summary>
    public static Slot SlotOf(ReadOnlySpan<char> word) => word switch
    {
        "to" => Slot.To,
        "of" => Slot.Of,
        "in" or "within" => Slot.In,
        "for" => Slot.For,
        "with" => Slot.With,
        "by" => Slot.By,
        "on" => Slot.On,
        "from" => Slot.From,
        "at" => Slot.At,
        "against" => Slot.Against,
        "into" => Slot.Into,
        "over" => Slot.Over,
        "between" => Slot.Between,
        "among" or "amongst" => Slot.Among,
        "about" => Slot.About,
        "through" => Slot.Through,
        "via" => Slot.Via,
        "toward" or "towards" => Slot.Toward,
        "upon" => Slot.Upon,
        "near" => Slot.Near,
        "along" => Slot.Along,
        "inside" => Slot.Inside,
        "across" => Slot.Across,
        "as" => Slot.As,
        "such" or "like" or "including" => Slot.Like,
        "behind" => Slot.Behind,
        "off" => Slot.Off,
        "under" => Slot.Under,
        "obj" => Slot.Object,
        "iobj" => Slot.Indirect,
        "owner" => Slot.Owner,
        "mod" => Slot.Modifier,
        _ => Slot.None,
    };
}
