using Hearsay.Text;

namespace Hearsay.Cli.Evaluating;

/// <summary>A text whose names were marked by hand.</summary>
/// <param name="Id">Names it in messages.</param>
/// <param name="Text">The text.</param>
/// <param name="Names">Names of the kinds that are compared, disjoint, in order of their start, without leading article.</param>
/// <param name="Ignored">Words that are neither asked for nor held against a reader: of kinds or forms that the comparison leaves out.</param>
internal sealed record NamedText(string Id, RawText Text, IReadOnlyList<NamedSpan> Names, IReadOnlyList<TextSpan> Ignored);
