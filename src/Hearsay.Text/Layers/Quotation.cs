namespace Hearsay.Text.Layers;

/// <summary>One pair of quotation marks and what is between them.</summary>
/// <param name="Tokens">From the opening mark to the closing mark, both included; without a closing mark, to the end of the paragraph.</param>
/// <param name="Closed">False when no closing mark was found in the paragraph.</param>
/// <param name="Continues">Index of the quotation in an earlier paragraph that this one goes on from (a mark opened again), or −1.</param>
public sealed record Quotation(TokenRange Tokens, bool Closed, int Continues);
