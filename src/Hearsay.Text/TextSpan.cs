namespace Hearsay.Text;

/// <summary>
/// A stretch of a text in UTF-16 characters, half-open. It is not a range of tokens (<see cref="TokenRange"/>)
/// and not what leaves the process: files and interfaces count Unicode code points (<see cref="CodePoints"/>).
/// </summary>
/// <param name="Start">Index of the first character, from 0.</param>
/// <param name="End">Index after the last character; <c>End &gt;= Start</c>.</param>
public readonly record struct TextSpan(int Start, int End)
{
    /// <summary>Number of UTF-16 characters covered.</summary>
    public int Length => End - Start;

    /// <summary>True when no character is covered.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>True when every character of <paramref name="inner"/> lies in this span.</summary>
    public bool Contains(TextSpan inner) => Start <= inner.Start && inner.End <= End;

    /// <summary>True when the two spans share at least one character.</summary>
    public bool Overlaps(TextSpan other) => Start < other.End && other.Start < End;
}
