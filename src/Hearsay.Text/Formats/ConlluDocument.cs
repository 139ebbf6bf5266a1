using Hearsay.Text.Layers;

namespace Hearsay.Text.Formats;

/// <summary>A document of a treebank: its raw text, rebuilt, and the annotation that stands on it.</summary>
/// <param name="Id">Id of the "newdoc", "document" where there is none.</param>
/// <param name="Surface">Spans of the surface tokens: "don't" is one. One without multiword tokens has the spans of <paramref name="Tokens"/>.</param>
/// <param name="Tokens">The syntactic words, "do" and "n't", over sentences joined by a space, or by none after SpaceAfter=No; an empty line stands before each "newpar".</param>
/// <param name="Sentences">The sentences.</param>
/// <param name="Words">Columns LEMMA, UPOS and FEATS.</param>
/// <param name="Syntax">Columns HEAD and DEPREL.</param>
/// <param name="Misc">Column MISC of each word, as written.</param>
public sealed record ConlluDocument(string Id, IReadOnlyList<TextSpan> Surface, Tokens Tokens, Sentences Sentences, Words Words, Dependencies Syntax, IReadOnlyList<string> Misc);
