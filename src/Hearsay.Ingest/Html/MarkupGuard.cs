using System.Collections.Frozen;
using System.Text;

namespace Hearsay.Ingest.Html;

/// <summary>
/// Makes markup safe to parse: leaves out what never holds the article (scripts, styles, comments, drawings) and the tags nested deeper than <see cref="IngestLimits.PageDepth"/>,
/// in one pass over the characters, before any tree is built. A parser's work per tag grows with the depth of the tree, and most walks over the tree recurse.
/// </summary>
internal sealed class MarkupGuard
{
    /// <summary>Formatting elements that may be left open by their parents: 64. HTML opens such elements anew in every later paragraph, so each one costs on every tag that follows.</summary>
    private const int MostLingering = 64;

    /// <summary>Elements without content, which never nest.</summary>
    private static readonly FrozenSet<string> Void =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track", "wbr");

    /// <summary>Elements that the next one of their kind closes: a page may leave thousands of them open without nesting any.</summary>
    private static readonly FrozenSet<string> Implied =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "html", "head", "body", "p", "li", "dd", "dt", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "caption", "option");

    /// <summary>Formatting elements, which HTML carries on after their parent was closed (HTML Standard, 13.2.4.3).</summary>
    private static readonly FrozenSet<string> Formatting =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u");

    /// <summary>Elements that are left out with their content, except scripts with linked data.</summary>
    private static readonly FrozenSet<string> Dropped = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "script", "style", "svg", "noscript", "iframe", "object", "xmp", "plaintext");

    /// <summary>Those of the left-out elements whose content is markup, not raw text.</summary>
    private static readonly FrozenSet<string> MayStayOpen = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "svg", "noscript", "object");

    private readonly string _markup;
    private readonly StringBuilder _safe;
    private readonly List<string> _open = [];
    private readonly HashSet<string> _endless = new(StringComparer.OrdinalIgnoreCase);
    private int _lingering;

    private MarkupGuard(string markup)
    {
        _markup = markup;
        _safe = new StringBuilder(markup.Length);
    }

    /// <summary>Number of start tags that were left out because they were nested too deep.</summary>
    public int IgnoredTags { get; private set; }

    /// <summary>Number of start tags that were kept.</summary>
    public int Elements { get; private set; }

    /// <summary>The markup that may be parsed.</summary>
    public string Markup => _safe.ToString();

    /// <summary>Goes through <paramref name="markup"/> once; any characters are allowed.</summary>
    public static MarkupGuard Over(string markup)
    {
        var guard = new MarkupGuard(markup);
        guard.Run();
        return guard;
    }

    private void Run()
    {
        int at = 0;
        while (at < _markup.Length)
        {
            int tag = _markup.IndexOf('<', at);
            if (tag < 0 || tag + 1 >= _markup.Length)
            {
                break;
            }

            _safe.Append(_markup, at, tag - at);
            at = Tag(tag);
        }

        _safe.Append(_markup, at, _markup.Length - at);
    }

    /// <summary>Handles the construct that starts with "&lt;" at <paramref name="start"/>.</summary>
    /// <returns>The position after it, greater than <paramref name="start"/>.</returns>
    private int Tag(int start)
    {
        if (_markup.AsSpan(start).StartsWith("<!--"))
        {
            int end = _markup.IndexOf("-->", start + 2, StringComparison.Ordinal);
            return end < 0 ? _markup.Length : end + 3;
        }

        bool closing = _markup[start + 1] == '/';
        int nameStart = start + (closing ? 2 : 1);
        if (nameStart >= _markup.Length || !char.IsAsciiLetter(_markup[nameStart]))
        {
            _safe.Append('<');
            return start + 1;
        }

        int nameEnd = nameStart;
        while (nameEnd < _markup.Length && !char.IsWhiteSpace(_markup[nameEnd]) && _markup[nameEnd] is not ('>' or '/'))
        {
            nameEnd++;
        }

        string name = _markup[nameStart..nameEnd];
        int tagEnd = TagEnd(nameEnd);
        if (closing)
        {
            Close(name, start, tagEnd);
            return tagEnd;
        }

        if (Dropped.Contains(name))
        {
            bool linkedData = name.Equals("script", StringComparison.OrdinalIgnoreCase) && _markup.AsSpan(nameEnd, tagEnd - nameEnd).Contains("ld+json", StringComparison.OrdinalIgnoreCase);
            int after = After(name, tagEnd);
            if (after == _markup.Length && MayStayOpen.Contains(name))
            {
                // Without its end tag the rest of the page would go with it.
                after = tagEnd;
            }

            if (linkedData)
            {
                _safe.Append(_markup, start, after - start);
            }
            else
            {
                _safe.Append(' ');
            }

            return after;
        }

        if (name.Equals("textarea", StringComparison.OrdinalIgnoreCase) || name.Equals("title", StringComparison.OrdinalIgnoreCase))
        {
            // Their content is text: what looks like a tag in it is none.
            int after = After(name, tagEnd);
            _safe.Append(_markup, start, after - start);
            return after;
        }

        Open(name, start, tagEnd);
        return tagEnd;
    }

    private void Open(string name, int start, int tagEnd)
    {
        if (!Void.Contains(name) && !Implied.Contains(name))
        {
            if (_open.Count >= IngestLimits.PageDepth || (_lingering >= MostLingering && Formatting.Contains(name)))
            {
                IgnoredTags++;
                _safe.Append(' ');
                return;
            }

            _open.Add(name);
        }

        Elements++;
        _safe.Append(_markup, start, tagEnd - start);
    }

    private void Close(string name, int start, int tagEnd)
    {
        int match = _open.FindLastIndex(open => open.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (match >= 0)
        {
            for (int inner = match + 1; inner < _open.Count; inner++)
            {
                _lingering += Formatting.Contains(_open[inner]) ? 1 : 0;
            }

            _open.RemoveRange(match, _open.Count - match);
        }
        else if (!Implied.Contains(name))
        {
            // The end of a tag that was left out, or of none: the parser would search the whole stack for it.
            _safe.Append(' ');
            return;
        }

        _safe.Append(_markup, start, tagEnd - start);
    }

    /// <summary>The position after the "&gt;" that ends a tag; a "&gt;" in a quoted value does not. The end of the markup when there is none.</summary>
    private int TagEnd(int at)
    {
        while (at < _markup.Length)
        {
            char value = _markup[at];
            if (value == '>')
            {
                return at + 1;
            }

            if (value is '"' or '\'' && at > 0 && IsBeforeValue(at - 1))
            {
                int end = _markup.IndexOf(value, at + 1);
                if (end < 0)
                {
                    return _markup.Length;
                }

                at = end;
            }

            at++;
        }

        return _markup.Length;
    }

    /// <summary>True when a quote behind <paramref name="at"/> opens a value: "=" stands before it, with white space at most.</summary>
    private bool IsBeforeValue(int at)
    {
        while (at > 0 && char.IsWhiteSpace(_markup[at]))
        {
            at--;
        }

        return _markup[at] == '=';
    }

    /// <summary>The position after the end tag of <paramref name="name"/>; the end of the markup when it is missing.</summary>
    private int After(string name, int from)
    {
        if (_endless.Contains(name))
        {
            return _markup.Length;
        }

        int end = _markup.IndexOf("</" + name, from, StringComparison.OrdinalIgnoreCase);
        if (end < 0)
        {
            // Searched for once: a page of a hundred thousand open drawings would else be read as often.
            _endless.Add(name);
            return _markup.Length;
        }

        int close = _markup.IndexOf('>', end);
        return close < 0 ? _markup.Length : close + 1;
    }
}
