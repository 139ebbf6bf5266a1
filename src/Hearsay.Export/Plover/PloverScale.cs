using System.Collections.Frozen;
using Hearsay.Claims;
using Hearsay.Text.Layers;

namespace Hearsay.Export.Plover;

/// <summary>PLOVER's quads and scores (manual 2.0 draft, 2024). Scores were set by experts on the scale −10 … +10; they measure no harm.</summary>
internal static class PloverScale
{
    private static readonly FrozenDictionary<string, double> Modes = new Dictionary<string, double>(StringComparer.Ordinal)
    {
        ["CONSULT visit"] = 4, ["CONSULT third-party"] = 1, ["CONSULT multilateral"] = 4, ["CONSULT phone"] = 1.5,
        ["RETREAT withdraw"] = 8, ["RETREAT release"] = 6.5, ["RETREAT disarm"] = 10, ["RETREAT ceasefire"] = 7.5, ["RETREAT access"] = 6.5, ["RETREAT resign"] = 4.5,
        ["REQUEST assist"] = 0.5, ["REQUEST change"] = -1, ["REQUEST yield"] = -1, ["REQUEST meet"] = 0,
        ["ACCUSE disapprove"] = -2, ["ACCUSE investigate"] = -3.5, ["ACCUSE allege"] = -3.5,
        ["REJECT assist"] = -1.5, ["REJECT change"] = -2, ["REJECT yield"] = -2, ["REJECT meet"] = -2,
        ["THREATEN restrict"] = -3, ["THREATEN arrest"] = -3.5, ["THREATEN relations"] = -3.5, ["THREATEN expel"] = -3.5, ["THREATEN territory"] = -4, ["THREATEN violence"] = -3.5,
        ["SANCTION convict"] = -6, ["SANCTION expel"] = -5.5, ["SANCTION withdraw"] = -6, ["SANCTION discontinue"] = -6,
        ["PROTEST demo"] = -5, ["PROTEST riot"] = -7, ["PROTEST strike"] = -5, ["PROTEST hunger"] = -4.5, ["PROTEST boycott"] = -4.5, ["PROTEST obstruct"] = -4.5,
        ["MOBILIZE troops"] = -6.5, ["MOBILIZE weapons"] = -6.5, ["MOBILIZE police"] = -5.5, ["MOBILIZE militia"] = -6,
        ["COERCE seize"] = -7, ["COERCE restrict"] = -7, ["COERCE censor"] = -6.5, ["COERCE curfew"] = -6.5, ["COERCE martial-law"] = -7.5, ["COERCE arrest"] = -7, ["COERCE deport"] = -7,
        ["COERCE withhold"] = -7, ["COERCE misinformation"] = -6.5, ["COERCE cyber"] = -7,
        ["ASSAULT abduct"] = -8.5, ["ASSAULT beat"] = -7.5, ["ASSAULT torture"] = -8.5, ["ASSAULT sexual"] = -8.5, ["ASSAULT targeted"] = -9.5, ["ASSAULT destroy"] = -8.5, ["ASSAULT primitive"] = -8,
        ["ASSAULT firearms"] = -9, ["ASSAULT explosives"] = -9, ["ASSAULT suicide-attack"] = -9.5, ["ASSAULT aerial"] = -9.5, ["ASSAULT drone"] = -9.5, ["ASSAULT heavy-weapons"] = -9.5,
        ["ASSAULT crowd-control"] = -7.5, ["ASSAULT unconventional"] = -10,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. The manual lists SANCTION both as 3 and as 4; its table says 3.</summary>
    public static int Quad(EventType type) => type switch
    {
        EventType.Agree or EventType.Consult or EventType.Support or EventType.Concede => 1,
        EventType.Cooperate or EventType.Aid or EventType.Retreat => 2,
        EventType.Request or EventType.Accuse or EventType.Reject or EventType.Threaten or EventType.Sanction => 3,
        _ => 4,
    };

    /// <summary>Score of the mode where it has one, else of the type. ACCUSE is −3: the manual prints +3 beside modes that are all negative.</summary>
    public static double Score(EventType type, string? mode) => mode is not null && Modes.TryGetValue($"{Wording.Of(type)} {mode}", out double score) ? score : type switch
    {
        EventType.Agree or EventType.Consult => 2.5,
        EventType.Support => 5,
        EventType.Concede => 4.5,
        EventType.Cooperate => 9.5,
        EventType.Aid => 10,
        EventType.Retreat => 6.5,
        EventType.Request => 0,
        EventType.Accuse => -3,
        EventType.Reject => -2,
        EventType.Threaten => -3.5,
        EventType.Sanction => -6,
        EventType.Protest => -5,
        EventType.Mobilize => -5.5,
        EventType.Coerce => -7,
        _ => -9,
    };
}
