namespace Hearsay.Text.Layers;

/// <summary>What kind of thing happens, as PLOVER divides political events. The record spells them in capitals, "AID".</summary>
public enum EventType
{
    /// <summary>Says that it will cooperate, help, meet or support.</summary>
    Agree,

    /// <summary>Meets, visits, telephones, negotiates.</summary>
    Consult,

    /// <summary>Backs in words or by diplomacy: praises, recognises, signs an agreement.</summary>
    Support,

    /// <summary>Gives in by words: apologises, lifts a restriction, announces a withdrawal.</summary>
    Concede,

    /// <summary>Cooperates materially, to the good of both: trade, joint production, exercises, sharing of intelligence.</summary>
    Cooperate,

    /// <summary>Gives material help: arms (sold or given), money, goods, people, asylum.</summary>
    Aid,

    /// <summary>Gives way in deeds: withdraws, releases, disarms, keeps a cease-fire, lets in, resigns.</summary>
    Retreat,

    /// <summary>Asks, demands or orders.</summary>
    Request,

    /// <summary>Blames, criticises, charges or investigates.</summary>
    Accuse,

    /// <summary>Refuses a request, proposal or demand; leaves a treaty.</summary>
    Reject,

    /// <summary>Warns with harm or a hostile step.</summary>
    Threaten,

    /// <summary>Demonstrates, strikes, riots.</summary>
    Protest,

    /// <summary>Cuts or halts relations, aid or trade; expels; puts under embargo.</summary>
    Sanction,

    /// <summary>Moves, builds up, tests or develops military or police power.</summary>
    Mobilize,

    /// <summary>Seizes, arrests, restricts, spies, attacks computers.</summary>
    Coerce,

    /// <summary>Uses force.</summary>
    Assault,
}
