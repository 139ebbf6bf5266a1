namespace Hearsay.Text.Layers;

/// <summary>Words that are a name.</summary>
/// <param name="Tokens">The name, without article.</param>
/// <param name="Kind">What it stands for.</param>
public readonly record struct Name(TokenRange Tokens, NameKind Kind);
