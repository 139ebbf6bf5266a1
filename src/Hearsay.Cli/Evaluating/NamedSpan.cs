using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>A name in a text.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Kind">What it stands for.</param>
internal readonly record struct NamedSpan(TextSpan Span, NameKind Kind);
