namespace Hearsay.Text.Layers;

/// <summary>Relations of Universal Dependencies 2 with the subtypes used for English, in the order of the model's outputs. <see cref="UniversalNames"/> spells them.</summary>
public enum DependencyRelation : byte
{
    /// <summary>acl: clause that modifies a noun.</summary>
    Acl,

    /// <summary>acl:relcl: relative clause.</summary>
    AclRelcl,

    /// <summary>advcl: adverbial clause.</summary>
    Advcl,

    /// <summary>advcl:relcl: relative clause that modifies a clause.</summary>
    AdvclRelcl,

    /// <summary>advmod: adverb.</summary>
    Advmod,

    /// <summary>amod: adjective that modifies a noun.</summary>
    Amod,

    /// <summary>appos: apposition.</summary>
    Appos,

    /// <summary>aux: auxiliary.</summary>
    Aux,

    /// <summary>aux:pass: auxiliary of a passive.</summary>
    AuxPass,

    /// <summary>case: preposition, or possessive mark.</summary>
    Case,

    /// <summary>cc: coordinating conjunction.</summary>
    Cc,

    /// <summary>cc:preconj: first part of a paired conjunction, "both".</summary>
    CcPreconj,

    /// <summary>ccomp: clause as complement.</summary>
    Ccomp,

    /// <summary>compound: part of a compound.</summary>
    Compound,

    /// <summary>compound:prt: particle of a verb.</summary>
    CompoundPrt,

    /// <summary>conj: conjunct.</summary>
    Conj,

    /// <summary>cop: copula.</summary>
    Cop,

    /// <summary>csubj: clause as subject.</summary>
    Csubj,

    /// <summary>csubj:outer: clause as subject of a copular clause that has an inner subject.</summary>
    CsubjOuter,

    /// <summary>csubj:pass: clause as subject of a passive.</summary>
    CsubjPass,

    /// <summary>dep: unspecified.</summary>
    Dep,

    /// <summary>det: determiner.</summary>
    Det,

    /// <summary>det:predet: determiner before a determiner.</summary>
    DetPredet,

    /// <summary>discourse: discourse element.</summary>
    Discourse,

    /// <summary>dislocated: element moved out of its clause.</summary>
    Dislocated,

    /// <summary>expl: expletive.</summary>
    Expl,

    /// <summary>fixed: part of a fixed expression.</summary>
    Fixed,

    /// <summary>flat: part of a flat expression, as of a name.</summary>
    Flat,

    /// <summary>goeswith: rest of a word split by mistake.</summary>
    Goeswith,

    /// <summary>iobj: indirect object.</summary>
    Iobj,

    /// <summary>list: item of a list.</summary>
    List,

    /// <summary>mark: word that marks a clause as subordinate.</summary>
    Mark,

    /// <summary>nmod: noun that modifies a noun.</summary>
    Nmod,

    /// <summary>nmod:desc: descriptive modifier of a name, as a title.</summary>
    NmodDesc,

    /// <summary>nmod:poss: possessor.</summary>
    NmodPoss,

    /// <summary>nmod:unmarked: noun without preposition that modifies a noun.</summary>
    NmodUnmarked,

    /// <summary>nsubj: subject.</summary>
    Nsubj,

    /// <summary>nsubj:outer: subject of a copular clause that has an inner subject.</summary>
    NsubjOuter,

    /// <summary>nsubj:pass: subject of a passive.</summary>
    NsubjPass,

    /// <summary>nummod: number.</summary>
    Nummod,

    /// <summary>obj: direct object.</summary>
    Obj,

    /// <summary>obl: oblique noun.</summary>
    Obl,

    /// <summary>obl:agent: agent of a passive.</summary>
    OblAgent,

    /// <summary>obl:unmarked: oblique noun without preposition.</summary>
    OblUnmarked,

    /// <summary>orphan: dependent of an elided head.</summary>
    Orphan,

    /// <summary>parataxis: clause beside its head, as "he said" after speech.</summary>
    Parataxis,

    /// <summary>punct: punctuation.</summary>
    Punct,

    /// <summary>reparandum: repaired part.</summary>
    Reparandum,

    /// <summary>root: head of the sentence.</summary>
    Root,

    /// <summary>vocative: one who is addressed.</summary>
    Vocative,

    /// <summary>xcomp: clause as complement whose subject stands outside it.</summary>
    Xcomp,
}
