namespace Hearsay.Text.Layers;

/// <summary>Sentences of a document, in order: together they hold every token once. Each belongs to one paragraph.</summary>
public sealed class Sentences
{
    private readonly int[] _starts;
    private readonly int[] _paragraphs;
    private readonly int _tokenCount;

    /// <summary>Takes over both columns.</summary>
    /// <param name="starts">Index of each sentence's first token, ascending from 0.</param>
    /// <param name="paragraphs">Number of the paragraph of each sentence, from 0, never falling; length = <paramref name="starts"/>.Length.</param>
    /// <param name="tokenCount">Number of tokens in the document.</param>
    public Sentences(int[] starts, int[] paragraphs, int tokenCount)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(paragraphs);
        if (starts.Length != paragraphs.Length)
        {
            throw new ArgumentException($"{starts.Length} starts but {paragraphs.Length} paragraph numbers", nameof(paragraphs));
        }

        _starts = starts;
        _paragraphs = paragraphs;
        _tokenCount = tokenCount;
    }

    /// <summary>Number of sentences.</summary>
    public int Count => _starts.Length;

    /// <summary>Index of each sentence's first token; length = <see cref="Count"/>.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>Paragraph number of each sentence, from 0; length = <see cref="Count"/>.</summary>
    public ReadOnlySpan<int> Paragraphs => _paragraphs;

    /// <summary>The tokens of the sentence with index <paramref name="sentence"/>.</summary>
    public TokenRange this[int sentence] => new(_starts[sentence], sentence + 1 < _starts.Length ? _starts[sentence + 1] : _tokenCount);

    /// <summary>Index of the sentence that holds the token with index <paramref name="token"/>.</summary>
    public int Of(int token)
    {
        int found = Array.BinarySearch(_starts, token);
        return found < 0 ? ~found - 1 : found;
    }
}
