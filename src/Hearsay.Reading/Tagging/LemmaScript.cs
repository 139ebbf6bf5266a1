using System.Globalization;

namespace Hearsay.Reading.Tagging;

/// <summary>
/// How a lemma is made from a form: its letters lower, kept or with one capital, so many characters cut from the end, others put there; or a whole
/// word for what is irregular. Written "lower-3+y" ("studies" → "study"), "keep-0+", "title-0+" ("IRAN" → "Iran"), "=be".
/// </summary>
public sealed class LemmaScript
{
    /// <summary>Characters that a script cuts at most: English endings have up to four ("happiest"); what differs by more is another word.</summary>
    private const int LongestCut = 4;

    private readonly Letters _letters;
    private readonly int _cut;
    private readonly string _added;

    private LemmaScript(Letters letters, int cut, string added)
    {
        _letters = letters;
        _cut = cut;
        _added = added;
    }

    private enum Letters
    {
        Lower,
        Keep,
        Title,
        Whole,
    }

    /// <summary>Characters that lemmas of <paramref name="length"/> characters need as room.</summary>
    public int Room(int length) => length + _added.Length;

    /// <summary>Writes the lemma of <paramref name="form"/>.</summary>
    /// <param name="form">The token as it stands; one that is too short for the script is its own lemma.</param>
    /// <param name="lemma">At least <see cref="Room"/> characters.</param>
    /// <returns>Characters written.</returns>
    public int Apply(ReadOnlySpan<char> form, Span<char> lemma)
    {
        if (_letters == Letters.Whole)
        {
            _added.CopyTo(lemma);
            return _added.Length;
        }

        if (_letters == Letters.Keep)
        {
            form.CopyTo(lemma);
        }
        else
        {
            form.ToLowerInvariant(lemma);
            if (_letters == Letters.Title && form.Length > 0)
            {
                lemma[0] = char.ToUpperInvariant(form[0]);
            }
        }

        if (form.Length < _cut || (form.Length == _cut && _added.Length == 0))
        {
            return form.Length;
        }

        _added.CopyTo(lemma[(form.Length - _cut)..]);
        return form.Length - _cut + _added.Length;
    }

    /// <summary>Reads a script.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static LemmaScript Parse(string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        if (script.StartsWith('='))
        {
            return new LemmaScript(Letters.Whole, 0, script[1..]);
        }

        int minus = script.IndexOf('-', StringComparison.Ordinal);
        int plus = minus < 0 ? -1 : script.IndexOf('+', minus);
        return plus > 0 && Enum.TryParse(script[..minus], ignoreCase: true, out Letters letters) && int.TryParse(script.AsSpan((minus + 1)..plus), NumberStyles.None, CultureInfo.InvariantCulture, out int cut)
            ? new LemmaScript(letters, cut, script[(plus + 1)..])
            : throw new InvalidDataException($"\"{script}\" is no lemma script");
    }

    /// <summary>The shortest script that makes <paramref name="lemma"/> from <paramref name="form"/>.</summary>
    public static string Derive(string form, string lemma)
    {
        ArgumentNullException.ThrowIfNull(form);
        ArgumentNullException.ThrowIfNull(lemma);
        string lower = form.ToLowerInvariant();
        string title = form.Length == 0 ? "" : char.ToUpperInvariant(form[0]) + lower[1..];
        string best = "=" + lemma;
        int shortest = int.MaxValue;
        foreach ((string name, string letters) in ((string, string)[])[("lower", lower), ("keep", form), ("title", title)])
        {
            int same = letters.AsSpan().CommonPrefixLength(lemma);
            int cut = letters.Length - same;
            int length = cut + lemma.Length - same;
            if (cut <= LongestCut && (same > 0 || form.Length == 0) && length < shortest)
            {
                shortest = length;
                best = $"{name}-{cut.ToString(CultureInfo.InvariantCulture)}+{lemma[same..]}";
            }
        }

        return best;
    }
}
