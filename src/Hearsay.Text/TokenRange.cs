namespace Hearsay.Text;

/// <summary>A run of tokens by index, half-open. It does not convert to <see cref="TextSpan"/>; ask <see cref="Layers.Tokens.Span(TokenRange)"/>.</summary>
/// <param name="Start">Index of the first token, from 0.</param>
/// <param name="End">Index after the last token; <c>End &gt;= Start</c>.</param>
public readonly record struct TokenRange(int Start, int End)
{
    /// <summary>Number of tokens covered.</summary>
    public int Length => End - Start;

    /// <summary>True when no token is covered.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>True when the token with index <paramref name="token"/> lies in the range.</summary>
    public bool Contains(int token) => Start <= token && token < End;

    /// <summary>True when both ranges have a token in common.</summary>
    public bool Overlaps(TokenRange other) => Start < other.End && other.Start < End;
}
