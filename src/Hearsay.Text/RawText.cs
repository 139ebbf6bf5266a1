using System.Security.Cryptography;
using System.Text;

namespace Hearsay.Text;

/// <summary>
/// The stored text of one document: the characters that every span points into. Never normalised after it is made.
/// Immutable and safe to share between threads.
/// </summary>
public sealed class RawText
{
    private readonly string _value;
    private readonly Lazy<string> _sha256;
    private readonly Lazy<CodePoints> _codePoints;

    /// <summary>Wraps <paramref name="value"/>, which becomes the stored text as it stands.</summary>
    public RawText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
        _sha256 = new Lazy<string>(() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_value))));
        _codePoints = new Lazy<CodePoints>(() => new CodePoints(_value));
    }

    /// <summary>Length in UTF-16 characters.</summary>
    public int Length => _value.Length;

    /// <summary>SHA-256 of the text in UTF-8, 64 lower-case hexadecimal digits. Unpaired surrogates count as U+FFFD.</summary>
    public string Sha256 => _sha256.Value;

    /// <summary>The text's positions counted in Unicode code points.</summary>
    public CodePoints CodePoints => _codePoints.Value;

    /// <summary>The characters of <paramref name="span"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The span reaches outside the text.</exception>
    public ReadOnlySpan<char> this[TextSpan span] => _value.AsSpan(span.Start, span.Length);

    /// <summary>The UTF-16 character at <paramref name="index"/>.</summary>
    public char this[int index] => _value[index];

    /// <summary>The whole text.</summary>
    public ReadOnlySpan<char> AsSpan() => _value;

    /// <summary>The characters of <paramref name="span"/> as a string of their own.</summary>
    public string Words(TextSpan span) => _value.Substring(span.Start, span.Length);

    /// <inheritdoc/>
    public override string ToString() => _value;
}
