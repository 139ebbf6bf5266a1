using System.Text;
using System.Xml;

namespace Hearsay.Ingest.Feeds;

/// <summary>
/// Walks over a feed and gives its items as they are complete: RSS 0.9x, 1.0 and 2.0 with the modules content and dc, Atom 0.3 and 1.0. No tree is built, nothing is resolved, and a document
/// type is refused, so that entities can neither fetch nor multiply. Elements are told by their local names: feeds get the namespaces of modules wrong more often than they use another's.
/// </summary>
/// <remarks>
/// Not by System.ServiceModel.Syndication: it reads no RSS 1.0, loses all items of a feed that is cut off, and builds a tree of unbounded depth.
/// </remarks>
internal sealed class FeedParser : IDisposable
{
    /// <summary>Deepest nesting of elements: 100, as for pages. Feeds have five levels, and markup as elements (Atom, type="xhtml") adds that of the article.</summary>
    private const int DeepestElement = 100;

    private readonly XmlReader _xml;

    /// <summary>Starts at the beginning of <paramref name="feed"/>.</summary>
    /// <param name="feed">The characters of the feed; those that XML does not allow were removed.</param>
    public FeedParser(string feed) => _xml = XmlReader.Create(
        new StringReader(feed),
        new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false, MaxCharactersFromEntities = 1024 });

    /// <summary>Title of the feed: the name of the outlet, as a rule. Null until it was met.</summary>
    public string? Title { get; private set; }

    /// <summary>Whether the document is a feed at all.</summary>
    public bool IsFeed { get; private set; }

    /// <summary>Reads on to the end of the next item.</summary>
    /// <returns>Null at the end of the feed.</returns>
    /// <exception cref="XmlException">The XML is not well-formed, cut off, has a document type or is nested too deep.</exception>
    public FeedItem? Next()
    {
        while (_xml.Read())
        {
            Guard();
            if (_xml.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            string name = _xml.LocalName;
            if (_xml.Depth == 0)
            {
                IsFeed = name is "rss" or "feed" or "RDF";
                if (!IsFeed)
                {
                    return null;
                }
            }
            else if (name is "item" or "entry" && _xml.Depth <= 2)
            {
                return Item();
            }
            else if (name == "title" && _xml.Depth <= 2 && Title is null)
            {
                Title = Value();
            }
            else if (_xml.Depth == 2 || (_xml.Depth == 1 && name is not ("channel" or "entry")))
            {
                // Pictures, categories and the like of the feed itself; they have titles of their own.
                Value();
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => _xml.Dispose();

    private FeedItem Item()
    {
        var item = new FeedItem { Id = _xml.GetAttribute("about", "http://www.w3.org/1999/02/22-rdf-syntax-ns#") };
        if (_xml.IsEmptyElement)
        {
            return item;
        }

        int depth = _xml.Depth;
        while (_xml.Read())
        {
            Guard();
            if (_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth)
            {
                return item;
            }

            if (_xml.NodeType == XmlNodeType.Element)
            {
                Field(item);
            }
        }

        throw new XmlException("the feed ends within an item");
    }

    private void Field(FeedItem item)
    {
        bool plain = _xml.GetAttribute("type") is null or "text" && _xml.NamespaceURI.Contains("/Atom", StringComparison.OrdinalIgnoreCase);
        bool module = _xml.Prefix.Length > 0 && _xml.Prefix is not ("dc" or "dcterms" or "content" or "atom" or "a10");
        switch (_xml.LocalName)
        {
            case "title" when !module:
                item.Title ??= Value();
                break;
            case "link" when !module:
                Link(item);
                break;
            case "guid" or "id" when !module:
                bool isAddress = _xml.LocalName == "guid" && !string.Equals(_xml.GetAttribute("isPermaLink"), "false", StringComparison.OrdinalIgnoreCase);
                item.Id ??= Value();
                item.Link ??= isAddress && StatedAddress.TryParse(item.Id) is not null ? item.Id : null;
                break;
            case "pubDate" or "published" or "issued" or "date" or "created":
                item.Published ??= Value();
                break;
            case "updated" or "modified":
                item.Updated ??= Value();
                break;
            case "encoded":
                item.Content = Value();
                item.IsPlain = false;
                break;
            case "content" when !module:
                item.Content ??= Value();
                item.IsPlain = plain;
                break;
            case "description" or "summary" when !module:
                item.Summary ??= Value();
                item.IsPlain |= plain && item.Content is null;
                break;
            case "source" when !module && _xml.NamespaceURI.Length == 0:
                item.Source ??= Value();
                break;
            case "author" or "creator" when !module:
                if (Author() is { Length: > 0 and < 200 } author && item.Authors.Count < 50)
                {
                    item.Authors.Add(author);
                }

                break;
            default:
                Value();
                break;
        }
    }

    private void Link(FeedItem item)
    {
        if (_xml.GetAttribute("href") is { } href)
        {
            if (_xml.GetAttribute("rel") is null or "alternate")
            {
                item.Link ??= href;
            }

            Value();
        }
        else
        {
            item.Link = Value() is { Length: > 0 } link ? link : item.Link;
        }
    }

    /// <summary>The name of an author: the text of the element, or of its element "name".</summary>
    private string Author()
    {
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        int depth = _xml.Depth;
        var all = new StringBuilder();
        string? name = null;
        while (_xml.Read())
        {
            Guard();
            if (_xml.NodeType == XmlNodeType.EndElement && _xml.Depth == depth)
            {
                break;
            }

            if (_xml.NodeType == XmlNodeType.Element)
            {
                bool isName = _xml.LocalName == "name";
                string value = Value();
                name ??= isName ? value : null;
            }
            else if (_xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                all.Append(_xml.Value);
            }
        }

        // RSS 2.0 asks for an address followed by the name in brackets.
        string author = (name ?? all.ToString()).Trim();
        int bracket = author.IndexOf('(', StringComparison.Ordinal);
        return bracket > 0 && author[..bracket].Contains('@', StringComparison.Ordinal) && author.EndsWith(')') ? author[(bracket + 1)..^1].Trim() : author;
    }

    /// <summary>The content of the current element, with inner elements as markup; leaves the reader at its end.</summary>
    private string Value()
    {
        if (_xml.IsEmptyElement)
        {
            return "";
        }

        int depth = _xml.Depth;
        var value = new StringBuilder();
        while (_xml.Read())
        {
            Guard();
            switch (_xml.NodeType)
            {
                case XmlNodeType.EndElement when _xml.Depth == depth:
                    return value.ToString().Trim();
                case XmlNodeType.EndElement:
                    value.Append("</").Append(_xml.LocalName).Append('>');
                    break;
                case XmlNodeType.Element:
                    value.Append('<').Append(_xml.LocalName);
                    if (_xml.GetAttribute("href") is { Length: < 2000 } href)
                    {
                        value.Append(" href=\"").Append(System.Net.WebUtility.HtmlEncode(href)).Append('"');
                    }

                    value.Append(_xml.IsEmptyElement ? "/>" : ">");
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace:
                    value.Append(_xml.Value);
                    break;
            }
        }

        throw new XmlException("the feed ends within an element");
    }

    private void Guard()
    {
        if (_xml.Depth > DeepestElement)
        {
            throw new XmlException($"elements are nested more than {DeepestElement} deep");
        }
    }
}
