using System.Text.Json;

namespace Hearsay.Workbench.Queue;

/// <summary>How to cite a claim.</summary>
/// <param name="Text">A sentence for a footnote.</param>
/// <param name="Bibtex">Its article as BibTeX.</param>
/// <param name="Csl">Its article as CSL-JSON, or null.</param>
/// <param name="Jsonld">The claim as schema.org, or null.</param>
internal sealed record Citation(string Text, string Bibtex, JsonElement? Csl, JsonElement? Jsonld);
