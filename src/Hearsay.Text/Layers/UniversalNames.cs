using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Hearsay.Text.Layers;

/// <summary>The names of relations and parts of speech as CoNLL-U spells them.</summary>
public static class UniversalNames
{
    private static readonly ImmutableArray<string> RelationNames =
    [
        "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux", "aux:pass", "case",
        "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:outer", "csubj:pass",
        "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj",
        "list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod",
        "obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "root", "vocative",
        "xcomp",
    ];

    private static readonly ImmutableArray<string> TagNames = [.. Enum.GetNames<PartOfSpeech>().Select(name => name.ToUpperInvariant())];
    private static readonly FrozenDictionary<string, DependencyRelation> Relations = RelationNames.Select((name, at) => (name, at)).ToFrozenDictionary(pair => pair.name, pair => (DependencyRelation)pair.at, StringComparer.Ordinal);
    private static readonly FrozenDictionary<string, PartOfSpeech> Tags = TagNames.Select((name, at) => (name, at)).ToFrozenDictionary(pair => pair.name, pair => (PartOfSpeech)pair.at, StringComparer.Ordinal);

    /// <summary>"nsubj:pass".</summary>
    public static string Of(DependencyRelation relation) => RelationNames[(int)relation];

    /// <summary>"PROPN".</summary>
    public static string Of(PartOfSpeech tag) => TagNames[(int)tag];

    /// <summary>The relation of this name; of its first part where the subtype is not known; <see cref="DependencyRelation.Dep"/> where even that is not.</summary>
    public static DependencyRelation Relation(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Relations.TryGetValue(name, out DependencyRelation relation) || Relations.TryGetValue(name.Split(':')[0], out relation) ? relation : DependencyRelation.Dep;
    }

    /// <summary>The part of speech of this name, or <see cref="PartOfSpeech.X"/>.</summary>
    public static PartOfSpeech Tag(string name) => Tags.GetValueOrDefault(name, PartOfSpeech.X);
}
