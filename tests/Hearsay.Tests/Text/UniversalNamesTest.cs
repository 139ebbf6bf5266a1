using Hearsay.Text.Layers;

namespace Hearsay.Tests.Text;

/// <summary>Names of Universal Dependencies.</summary>
public sealed class UniversalNamesTest
{
    /// <summary>The 37 relations of UD version 2, without those that English has no use for: clf.</summary>
    private static readonly string[] Universal =
    [
        "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound", "conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj",
        "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan", "parataxis", "punct", "reparandum", "root", "vocative", "xcomp",
    ];

    [Fact]
    public void Every_universal_relation_has_its_own_value()
    {
        Assert.All(Universal, name => Assert.Equal(name, UniversalNames.Of(UniversalNames.Relation(name))));
        Assert.Equal(Universal.Length, Universal.Select(UniversalNames.Relation).Distinct().Count());
    }

    [Fact]
    public void Every_relation_is_named_after_its_value() =>
        Assert.All(Enum.GetValues<DependencyRelation>(), relation => Assert.Equal(relation.ToString(), UniversalNames.Of(relation).Replace(":", "", StringComparison.Ordinal), ignoreCase: true));

    [Fact]
    public void An_unknown_subtype_is_its_first_part_and_an_unknown_name_is_dep()
    {
        Assert.Equal(DependencyRelation.Obl, UniversalNames.Relation("obl:somewhere"));
        Assert.Equal(DependencyRelation.Dep, UniversalNames.Relation("nonsense"));
        Assert.Equal(PartOfSpeech.X, UniversalNames.Tag("nonsense"));
        Assert.Equal("SCONJ", UniversalNames.Of(UniversalNames.Tag("SCONJ")));
    }
}
