using System.Collections.Frozen;

namespace Hearsay.Claims.Extracting;

/// <summary>The forms of an English verb: regular ones by rule, irregular ones from a list. Used to expand lexica when they are loaded.</summary>
internal static class VerbForms
{
    /// <summary>Past tense and past participle (apart by a slash where they differ) of irregular verbs that lexica hold.</summary>
    private static readonly FrozenDictionary<string, string> Irregular = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["say"] = "said", ["tell"] = "told", ["write"] = "wrote/written", ["think"] = "thought", ["find"] = "found", ["show"] = "showed/shown",
        ["see"] = "saw/seen", ["feel"] = "felt", ["know"] = "knew/known", ["make"] = "made", ["set"] = "set", ["lay"] = "laid", ["spell"] = "spelled/spelt",
        ["go"] = "went/gone", ["speak"] = "spoke/spoken", ["swear"] = "swore/sworn", ["forbid"] = "forbade/forbidden", ["beg"] = "begged",
        ["hit"] = "hit", ["hold"] = "held", ["come"] = "came/come", ["give"] = "gave/given", ["send"] = "sent", ["sell"] = "sold", ["strike"] = "struck",
        ["shoot"] = "shot", ["cut"] = "cut", ["fly"] = "flew/flown", ["sink"] = "sank/sunk", ["leave"] = "left", ["pay"] = "paid", ["fight"] = "fought",
        ["quit"] = "quit", ["steal"] = "stole/stolen", ["build"] = "built", ["take"] = "took/taken", ["seek"] = "sought", ["read"] = "read",
        ["understand"] = "understood", ["lie"] = "lied", ["do"] = "did/done", ["be"] = "was/been", ["shy"] = "shied", ["broadcast"] = "broadcast",
        ["undertake"] = "undertook/undertaken", ["withhold"] = "withheld", ["withdraw"] = "withdrew/withdrawn", ["mislead"] = "misled", ["freeze"] = "froze/frozen",
        ["plead"] = "pleaded/pled", ["forecast"] = "forecast", ["shut"] = "shut", ["put"] = "put", ["let"] = "let", ["keep"] = "kept", ["stand"] = "stood",
        ["learn"] = "learned/learnt", ["burn"] = "burned/burnt", ["tear"] = "tore/torn", ["light"] = "lit",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Longer verbs that double their last letter before -ed and -ing; short ones do it by rule.</summary>
    private static readonly FrozenSet<string> Doubling = new[]
    {
        "admit", "commit", "rebut", "refer", "permit", "quip", "quit", "transfer", "expel", "compel", "control", "annul", "propel", "patrol", "begin", "forbid", "concur", "demur", "quiz", "kidnap",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Every form of <paramref name="lemma"/>, itself first. A verb with particles ("call for") changes its first word.</summary>
    public static IEnumerable<string> Of(string lemma)
    {
        int space = lemma.IndexOf(' ', StringComparison.Ordinal);
        string verb = space < 0 ? lemma : lemma[..space];
        string rest = space < 0 ? "" : lemma[space..];
        yield return lemma;
        foreach (string form in OneWord(verb))
        {
            yield return form + rest;
        }
    }

    private static IEnumerable<string> OneWord(string verb)
    {
        yield return Third(verb);
        string stem = Stem(verb);
        yield return verb.EndsWith("ie", StringComparison.Ordinal) ? verb[..^2] + "ying" : (verb.EndsWith("ee", StringComparison.Ordinal) ? verb : stem) + "ing";
        if (Irregular.TryGetValue(verb, out string? past))
        {
            foreach (string form in past.Split('/'))
            {
                yield return form;
            }
        }
        else
        {
            yield return EndsInConsonantY(verb) ? verb[..^1] + "ied" : verb.EndsWith('e') ? verb + "d" : stem + "ed";
        }
    }

    private static string Third(string verb) => verb switch
    {
        _ when EndsInConsonantY(verb) => verb[..^1] + "ies",
        _ when verb.EndsWith('s') || verb.EndsWith('x') || verb.EndsWith('z') || verb.EndsWith("ch", StringComparison.Ordinal)
            || verb.EndsWith("sh", StringComparison.Ordinal) || verb is "go" or "do" or "veto" => verb + "es",
        _ => verb + "s",
    };

    private static string Stem(string verb) => verb switch
    {
        _ when Doubling.Contains(verb) || IsShort(verb) => verb + verb[^1],
        _ when verb.EndsWith("ee", StringComparison.Ordinal) || verb.EndsWith("ie", StringComparison.Ordinal) => verb[..^1],
        _ when verb.EndsWith('e') && verb.Length > 2 => verb[..^1],
        _ => verb,
    };

    /// <summary>One syllable with one vowel and one consonant at its end ("stab", "rig"): the consonant is doubled.</summary>
    private static bool IsShort(string verb) => verb.Length is >= 3 and <= 5 && verb.Count(IsVowel) == 1 && IsVowel(verb[^2]) && verb[^1] is not ('w' or 'x' or 'y' or 'h');

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static bool EndsInConsonantY(string verb) => verb.Length > 2 && verb[^1] == 'y' && !"aeiou".Contains(verb[^2], StringComparison.Ordinal);
}
