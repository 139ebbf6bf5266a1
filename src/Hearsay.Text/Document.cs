using Hearsay.Text.Layers;

namespace Hearsay.Text;

/// <summary>
/// An article with everything that was read out of it, layer by layer. Immutable; every layer points into
/// <see cref="Tokens"/>, and the tokens point into the article's text.
/// </summary>
/// <param name="Article">The article as it was received.</param>
/// <param name="Tokens">Words, numbers and punctuation marks.</param>
/// <param name="Sentences">Sentences and paragraphs.</param>
/// <param name="Quotations">What stands in quotation marks.</param>
/// <param name="Attributions">Who says what, in what words.</param>
/// <param name="Reader">Which reader read it.</param>
/// <param name="Defects">What the reader could not read, and why; empty for most articles.</param>
public sealed record Document(Article Article, Tokens Tokens, Sentences Sentences, Quotations Quotations, Attributions Attributions, ReaderVersion Reader, IReadOnlyList<Defect> Defects)
{
    /// <summary>Part of speech, lemma and features of each token.</summary>
    public Words Words { get; init; } = Words.None;

    /// <summary>The dependency tree of each sentence.</summary>
    public Dependencies Syntax { get; init; } = Dependencies.None;

    /// <summary>Names of persons, organisations, places and the like.</summary>
    public Names Names { get; init; } = Names.None;

    /// <summary>Which words stand for the same person or thing.</summary>
    public Coreference Coreference { get; init; } = Coreference.None;

    /// <summary>When, how long and how often.</summary>
    public Times Times { get; init; } = Times.None;

    /// <summary>When the article was published, as its own words tell; null where a day is stated, and where they tell nothing.</summary>
    public InferredDate? Inferred { get; init; }

    /// <summary>The day from which "yesterday" and "the minister" are read: the stated day of publication, or else what can be inferred of it.</summary>
    public DateOnly? Day => Article.Published?.Day ?? Inferred?.Anchor;

    /// <summary>Whether what each predicate tells has happened, as people would judge.</summary>
    public Happenings Happenings { get; init; } = Happenings.None;

    /// <summary>Which words tell events.</summary>
    public Triggers Triggers { get; init; } = Triggers.None;

    /// <summary>How much and how many.</summary>
    public Quantities Quantities { get; init; } = Quantities.None;
}
