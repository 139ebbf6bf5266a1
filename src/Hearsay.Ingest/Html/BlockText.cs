using System.Collections.Frozen;
using System.Text;
using AngleSharp.Dom;

namespace Hearsay.Ingest.Html;

/// <summary>Writes elements as paragraphs of text, as a browser would set them: one per block, inline markup joined without a trace, white space collapsed.</summary>
internal sealed class BlockText
{
    /// <summary>Elements that stand in a line of text; every other one begins and ends a paragraph.</summary>
    private static readonly FrozenSet<string> InlineElements = FrozenSet.Create(
        StringComparer.Ordinal,
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark", "nobr", "q", "rb", "rt", "rtc", "ruby", "s", "samp", "small", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "amp-ad-link");

    /// <summary>Elements whose content is not text of the page, or not part of what it says.</summary>
    private static readonly FrozenSet<string> Left = FrozenSet.Create(
        StringComparer.Ordinal,
        "script", "style", "noscript", "template", "svg", "math", "head", "title", "iframe", "object", "embed", "audio", "video", "canvas", "map", "button", "input", "select", "option", "textarea", "progress", "meter", "rp", "datalist", "dialog");

    private readonly List<Paragraph> _paragraphs = [];
    private readonly StringBuilder _current = new();
    private int _linked;
    private int _inLink;
    private int _inCaption;
    private int _inList;

    /// <summary>The paragraphs below <paramref name="root"/>, in order; empty ones left out. The tree must not be deeper than the stack allows.</summary>
    public static IReadOnlyList<Paragraph> Of(INode root)
    {
        var text = new BlockText();
        text.Walk(root);
        text.EndParagraph();
        return text._paragraphs;
    }

    /// <summary>All text below <paramref name="root"/> in one string, blocks apart by one space.</summary>
    public static string Inline(INode root) => string.Join(' ', Of(root).Select(paragraph => paragraph.Text));

    private void Walk(INode node)
    {
        // By index: the next sibling is searched for from the parent's first child, which makes a long list of paragraphs quadratic.
        INodeList children = node.ChildNodes;
        for (int i = 0; i < children.Length; i++)
        {
            INode child = children[i];
            if (child is IText text)
            {
                Append(text.Data);
            }
            else if (child is IElement element)
            {
                Walk(element);
            }
        }
    }

    private void Walk(IElement element)
    {
        string name = element.LocalName;
        if (name is "br")
        {
            LineBreak();
        }
        else if (name is "td" or "th")
        {
            // The cells of a row stay one paragraph, apart by tabs.
            if (_current.Length > 0 && _current[^1] != '\n')
            {
                TrimEnd();
                _current.Append('\t');
            }

            Walk((INode)element);
        }
        else if (name is "a")
        {
            _inLink++;
            Walk((INode)element);
            _inLink--;
        }
        else if (InlineElements.Contains(name))
        {
            Walk((INode)element);
        }
        else if (_inCaption > 0 && !Left.Contains(name))
        {
            // A caption is one paragraph, its credit with it, whatever blocks it is made of.
            Append(" ");
            Walk((INode)element);
            Append(" ");
        }
        else if (!Left.Contains(name))
        {
            EndParagraph();
            _inCaption += name == "figcaption" ? 1 : 0;
            _inList += name == "li" ? 1 : 0;
            Walk((INode)element);
            EndParagraph();
            _inCaption -= name == "figcaption" ? 1 : 0;
            _inList -= name == "li" ? 1 : 0;
        }
    }

    private void Append(string text)
    {
        foreach (char value in text)
        {
            if (value is ' ' or '\t' or '\n' or '\r' or '\f' or '\u00A0' or '\u202F')
            {
                if (_current.Length > 0 && _current[^1] is not (' ' or '\n' or '\t'))
                {
                    _current.Append(' ');
                    _linked += _inLink > 0 ? 1 : 0;
                }
            }
            else
            {
                _current.Append(value);
                _linked += _inLink > 0 ? 1 : 0;
            }
        }
    }

    /// <summary>One break ends the line, two end the paragraph.</summary>
    private void LineBreak()
    {
        TrimEnd();
        if (_current.Length > 0 && _current[^1] == '\n')
        {
            EndParagraph();
        }
        else if (_current.Length > 0)
        {
            _current.Append('\n');
        }
    }

    private void EndParagraph()
    {
        string text = _current.ToString().Trim();
        if (text.Length > 0)
        {
            _paragraphs.Add(new Paragraph(text, Math.Min(_linked, text.Length), _inList > 0));
        }

        _current.Clear();
        _linked = 0;
    }

    private void TrimEnd()
    {
        while (_current.Length > 0 && _current[^1] == ' ')
        {
            _current.Length--;
        }
    }
}
