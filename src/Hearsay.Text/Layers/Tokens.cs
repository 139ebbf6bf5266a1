namespace Hearsay.Text.Layers;

/// <summary>
/// Words, numbers and punctuation marks of a text, in order, never overlapping. What lies between two tokens is white space
/// or characters that carry no words (controls, zero-width marks). Columns of equal length <see cref="Count"/>.
/// </summary>
public sealed class Tokens
{
    private readonly int[] _starts;
    private readonly int[] _ends;

    /// <summary>Takes over both columns: UTF-16 positions, ascending and disjoint.</summary>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    public Tokens(RawText text, int[] starts, int[] ends)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentNullException.ThrowIfNull(ends);
        if (starts.Length != ends.Length)
        {
            throw new ArgumentException($"{starts.Length} starts but {ends.Length} ends", nameof(ends));
        }

        Text = text;
        _starts = starts;
        _ends = ends;
    }

    /// <summary>The text that the tokens point into.</summary>
    public RawText Text { get; }

    /// <summary>Number of tokens.</summary>
    public int Count => _starts.Length;

    /// <summary>UTF-16 position of each token's first character; length = <see cref="Count"/>.</summary>
    public ReadOnlySpan<int> Starts => _starts;

    /// <summary>UTF-16 position after each token's last character; length = <see cref="Count"/>.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>The characters of the token with index <paramref name="token"/>.</summary>
    public ReadOnlySpan<char> this[int token] => Text.AsSpan()[_starts[token].._ends[token]];

    /// <summary>Where the token with index <paramref name="token"/> stands.</summary>
    public TextSpan Span(int token) => new(_starts[token], _ends[token]);

    /// <summary>From the first character of the first token to the last of the last, gaps included.</summary>
    /// <exception cref="ArgumentException">The range is empty: it has no place in the text.</exception>
    public TextSpan Span(TokenRange range) => range.IsEmpty
        ? throw new ArgumentException("an empty range of tokens has no place in the text", nameof(range))
        : new TextSpan(_starts[range.Start], _ends[range.End - 1]);

    /// <summary>The tokens that share a character with <paramref name="span"/>; empty when none does.</summary>
    public TokenRange Touching(TextSpan span)
    {
        int first = _ends.AsSpan().BinarySearch(span.Start + 1);
        int after = _starts.AsSpan().BinarySearch(span.End);
        first = first < 0 ? ~first : first;
        after = after < 0 ? ~after : after;
        return first < after ? new TokenRange(first, after) : default;
    }

    /// <summary>True when the token with index <paramref name="token"/> has a gap before it, or is the first.</summary>
    public bool SpaceBefore(int token) => token == 0 || _ends[token - 1] < _starts[token];
}
