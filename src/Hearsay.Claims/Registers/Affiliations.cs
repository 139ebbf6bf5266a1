using System.Collections.Frozen;
using Hearsay.Claims.Comparing;

namespace Hearsay.Claims.Registers;

/// <summary>
/// Who stands for whom among parties that no registry knows, as the texts put it: "Prime Minister Elsa Toll of Veland", "Veland's foreign ministry", "the Oruvian defence minister". The
/// order of the claims does not matter.
/// </summary>
internal sealed class Affiliations
{
    /// <summary>Endings that make an adjective of the name of a state.</summary>
    private static readonly string[] Adjectives = ["n", "an", "ian", "ic", "ish", "ese", "i"];

    private static readonly FrozenSet<string> Organs = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "ministry", "government", "cabinet", "army", "military", "navy", "parliament", "forces", "embassy");

    /// <summary>Posts that are held of a state.</summary>
    private static readonly FrozenSet<string> Offices = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "minister", "president", "chancellor", "premier", "ambassador", "king", "queen");

    private static readonly FrozenSet<string> Titles = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, [.. Offices, "spokesman", "spokeswoman", "spokesperson", "general", "admiral", "official", "officials"]);

    /// <summary>Letters that an adjective must share with the name: fewer are chance.</summary>
    private const int LeastStem = 4;

    /// <summary>Keys of states with the name to show.</summary>
    private readonly SortedDictionary<string, string> _states = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _of = new(StringComparer.Ordinal);

    /// <summary>Collects what the sources of claims are called.</summary>
    public Affiliations(IEnumerable<ReviewedReport> reports)
    {
        Speaker[] speakers = [.. reports.SelectMany(report => report.Report.Claim.Sources).Where(speaker => speaker.Party is null && speaker.Country is null)];
        foreach (Speaker speaker in speakers.Where(speaker => speaker.Kind == SpeakerKind.Government))
        {
            if (OwnerOf(WordsOf(speaker.Name)) is { } owner)
            {
                string state = Found(owner);
                Add(PartyLink.Key(speaker), state);
            }
            else if (speaker.Name is [var first, ..] && char.IsUpper(first))
            {
                Found(speaker.Name);
            }
        }

        foreach (Speaker speaker in speakers.Where(speaker => speaker.Kind == SpeakerKind.Person && speaker.Mention is not null))
        {
            if (OfficeOf(WordsOf(speaker.Mention!.Quote)) is { } held)
            {
                string state = Found(held);
                Add(PartyLink.Key(speaker), state);
            }
        }

        foreach (Speaker speaker in speakers.Where(speaker => speaker.Kind is SpeakerKind.Person or SpeakerKind.Group or SpeakerKind.Government && speaker.Mention is not null))
        {
            string[] words = [.. WordsOf(speaker.Mention!.Quote).SkipWhile(word => word is "the" or "The")];
            if (words.Length > 1 && words.Any(word => Titles.Contains(word) || Organs.Contains(word)) && _states.Keys.FirstOrDefault(state => IsAdjective(words[0], state)) is { } of)
            {
                Add(PartyLink.Key(speaker), of);
            }
        }
    }

    /// <summary>Whether texts speak of a government of that name.</summary>
    public bool IsState(RegisterParty party) => _states.ContainsKey(party.Key);

    /// <summary>Key of the party for which a speaker stands: its own when texts name no other, or several.</summary>
    public string For(string key) => _of.TryGetValue(key, out string? state) && state is not null ? state : key;

    /// <summary>The party for which a participant stands: "Ivo Hald of Tolva" acts for Tolva.</summary>
    public RegisterParty For(RegisterParty party) => For(party.Key) is var key && key != party.Key && _states.TryGetValue(key, out string? name) ? new RegisterParty(key, name, null) : party;

    private string Found(string name)
    {
        string key = KeyOf(name);
        if (!_states.TryGetValue(key, out string? known) || string.CompareOrdinal(name, known) < 0)
        {
            _states[key] = name;
        }

        return key;
    }

    private void Add(string who, string state) => _of[who] = _of.TryGetValue(who, out string? known) && known != state ? null : state;

    private static string KeyOf(string name) => "name:" + name.ToUpperInvariant();

    private static bool IsAdjective(string word, string state)
    {
        string name = state["name:".Length..];
        string upper = word.ToUpperInvariant();
        string stem = name.Length > LeastStem && name[^1] is 'A' or 'E' or 'I' or 'O' or 'U' or 'Y' ? name[..^1] : name;
        return stem.Length >= LeastStem && char.IsUpper(word[0]) && Adjectives.Any(ending => upper == name + ending.ToUpperInvariant() || upper == stem + ending.ToUpperInvariant());
    }

    /// <summary>"Veland's foreign ministry": the name before the organ of a state.</summary>
    private static string? OwnerOf(string[] words)
    {
        int owner = Array.FindIndex(words, word => word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal));
        return owner >= 0 && owner < words.Length - 1 && Organs.Contains(words[^1]) && words.Take(owner + 1).All(IsName) ? string.Join(' ', words[..(owner + 1)])[..^2] : null;
    }

    /// <summary>"Prime Minister Elsa Toll of Veland": what an office is held of, at the end.</summary>
    private static string? OfficeOf(string[] words)
    {
        int of = Array.LastIndexOf(words, "of");
        if (of <= 0 || !words.Take(of).Any(Offices.Contains))
        {
            return null;
        }

        string[] name = [.. words.Skip(of + 1).SkipWhile(word => word == "the")];
        return name.Length > 0 && name.All(IsName) ? string.Join(' ', name) : null;
    }

    private static bool IsName(string word) => char.IsUpper(word[0]);

    private static string[] WordsOf(string quote) => quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
