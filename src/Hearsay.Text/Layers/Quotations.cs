namespace Hearsay.Text.Layers;

/// <summary>
/// What stands in quotation marks. A property of the document, not of a sentence: a quotation may run over several
/// sentences, and over paragraphs when each of them opens with a mark again.
/// </summary>
public sealed class Quotations
{
    private readonly byte[] _states;

    /// <summary>Takes over the columns.</summary>
    /// <param name="ranges">Each quotation with its marks, ordered by first token; nested ones follow the one that holds them.</param>
    /// <param name="states">Per token: <see cref="QuotationState"/>; length = number of tokens.</param>
    public Quotations(IReadOnlyList<Quotation> ranges, byte[] states)
    {
        Ranges = ranges;
        _states = states;
    }

    /// <summary>Each quotation, ordered by first token.</summary>
    public IReadOnlyList<Quotation> Ranges { get; }

    /// <summary>How the token with index <paramref name="token"/> stands to quotation marks.</summary>
    public QuotationState this[int token] => (QuotationState)_states[token];
}
