using System.Buffers;
using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Hearsay.Ingest.Html;

/// <summary>What surrounds an article on a page: told by the names of elements and by the shape of short paragraphs, never by the page it is on.</summary>
internal static class Boilerplate
{
    /// <summary>Elements that hold no article by their nature, and the credits of pictures.</summary>
    private const string NeverArticle = "figcaption cite, figcaption small, figcaption [class*=credit], figcaption [class*=Credit], [itemprop=copyrightHolder], nav, aside, footer nav, form, dialog, menu, [role=navigation], [role=complementary], [role=dialog], [role=alertdialog], [role=search], [role=contentinfo], [aria-hidden=true], [hidden]";

    /// <summary>Words that, as a word of a class or id, name a part that is not the article.</summary>
    private static readonly FrozenSet<string> PartNames = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ad", "ads", "advert", "adverts", "advertisement", "advertising", "sponsor", "sponsored", "promo", "promos", "promotion", "newsletter", "newsletters", "subscribe", "subscription", "signup", "related", "recirc", "recirculation",
        "recommended", "recommendations", "readmore", "outbrain", "taboola", "disqus", "comments", "share", "sharing", "social", "sharebar", "cookie", "cookies", "consent", "gdpr", "breadcrumb", "breadcrumbs", "paywall", "credit", "credits",
        "copyright", "photographer", "trending", "popular", "mostread", "toolbar", "pagination", "pager", "tags", "topics", "masthead", "authorbio", "bio", "byline", "dateline-meta", "timestamp", "login", "modal", "popup", "feedback", "donate", "donation");

    /// <summary>Largest share of the page's text that a part may hold and still be taken for boilerplate: three tenths. A class on the body or on the article itself names a feature, not the part.</summary>
    private const double LargestPart = 0.3;

    /// <summary>Beginnings of short paragraphs that lead elsewhere, when most of the paragraph is a link.</summary>
    private static readonly string[] LeadsElsewhere =
    [
        "read more", "read also", "also read", "read:", "read next", "related", "more:", "more on", "more from", "more in", "see also", "see more", "watch", "listen", "subscribe", "sign up", "click here", "follow", "download", "get the",
        "explore more", "recommended", "share", "join", "view", "up next", "next:", "in pictures", "go to", "our standards",
    ];

    /// <summary>Short paragraphs that are furniture whatever stands around them, in lower case without closing marks.</summary>
    private static readonly FrozenSet<string> Furniture = FrozenSet.Create(
        StringComparer.Ordinal,
        "advertisement", "advertising", "ad", "ads", "sponsored", "sponsored content", "story continues below advertisement", "article continues below advertisement", "advertisement - scroll to continue", "advertisement – scroll to continue",
        "continue reading", "continue reading below", "read more", "more", "share", "share this", "share this article", "share this story", "print", "email", "save", "comments", "comment", "related", "related articles", "related stories",
        "related content", "recommended", "most read", "most popular", "trending", "follow us", "subscribe", "sign up", "sign in", "log in", "register", "facebook", "twitter", "linkedin", "whatsapp", "reddit", "copy link", "close", "menu",
        "loading", "play", "play video", "video", "getty images", "getty", "ap photo", "reuters", "afp", "image", "photo", "caption", "toggle caption", "hide caption", "listen to this article", "view comments", "show comments",
        "read the full story", "read full article", "back to top", "skip to content", "all rights reserved", "this article is more than 1 year old", "see more", "more about", "current issue", "view more", "show more", "load more");

    /// <summary>Phrases of consent banners and sign-ups; a short paragraph with one of them is furniture.</summary>
    private static readonly string[] NoticePhrases =
    [
        "value your privacy", "accept all cookies", "uses cookies", "use cookies", "cookie policy", "privacy policy", "terms of service", "terms of use", "all rights reserved", "sign up for", "sign up to", "signing up", "subscribe to our", "subscribe now",
        "newsletter", "enable javascript", "turn on javascript", "browser does not support", "download our app", "follow us on", "we're sorry, this", "thank you for subscribing", "something went wrong", "click here to",
    ];

    /// <summary>Words of a class that hide text from the eye, though not from a screen reader: "opens new tab" and the like.</summary>
    private static readonly string[] HiddenClasses = ["sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screenreader", "a11y-hidden", "u-hidden"];

    /// <summary>Declarations of a style that do the same.</summary>
    private static readonly string[] HidingStyles = ["display:none", "visibility:hidden", "clip:rect("];

    /// <summary>Characters of which rules and bullets between paragraphs are made.</summary>
    private static readonly SearchValues<char> Rules = SearchValues.Create("-–—|•·*_=.…: \t\n");

    /// <summary>Most characters of a paragraph that may be a notice: 240. A longer one that mentions cookies may be news about cookies.</summary>
    private const int LongestNotice = 240;

    /// <summary>Removes from <paramref name="page"/> the parts that are named as something other than the article.</summary>
    public static void Remove(IHtmlDocument page)
    {
        if (page.Body is null)
        {
            return;
        }

        double whole = Math.Max(1, page.Body.TextContent.Length);
        foreach (IElement element in page.QuerySelectorAll(NeverArticle).ToArray())
        {
            if (element.TextContent.Length <= LargestPart * whole)
            {
                element.Remove();
            }
        }

        foreach (IElement element in page.Body.QuerySelectorAll("[class], [id], [style]").ToArray())
        {
            if (IsHidden(element) && element.TextContent.Length <= LargestPart * whole)
            {
                element.Remove();
            }
            else if (NamesPart(element) && element.LocalName is not ("article" or "main" or "body" or "html" or "h1" or "p" or "a" or "span" or "em" or "strong" or "b" or "i") && element.TextContent.Length <= LargestPart * whole && !element.Matches(":has(h1)"))
            {
                element.Remove();
            }
        }
    }

    /// <summary>True when <paramref name="paragraph"/> is furniture of the page and no part of what the article says.</summary>
    public static bool Is(Paragraph paragraph)
    {
        string text = paragraph.Text;
        if (!text.AsSpan().ContainsAnyExcept(Rules))
        {
            return true;
        }

        if (text.Length > LongestNotice)
        {
            return false;
        }

        string lower = text.ToLowerInvariant();
        if (Furniture.Contains(lower.TrimEnd(':', '.', '!', ' ', '»', '›', '>', '…')) || Array.Exists(NoticePhrases, phrase => lower.Contains(phrase, StringComparison.Ordinal)))
        {
            return true;
        }

        // The headline of another article: all of it a link, and no sentence.
        if (paragraph.LinkShare > 0.95 && text[^1] is not ('.' or '!' or '?' or '”' or '"' or '’'))
        {
            return true;
        }

        return paragraph.LinkShare > 0.5 && Array.Exists(LeadsElsewhere, lead => lower.StartsWith(lead, StringComparison.Ordinal));
    }

    private static bool IsHidden(IElement element)
    {
        if (element.GetAttribute("style") is { Length: > 0 } style)
        {
            string packed = style.Replace(" ", "", StringComparison.Ordinal);
            if (Array.Exists(HidingStyles, declaration => packed.Contains(declaration, StringComparison.OrdinalIgnoreCase)))
            {
                return true;
            }
        }

        return element.ClassName is { Length: > 0 } names && Array.Exists(HiddenClasses, hidden => names.Contains(hidden, StringComparison.OrdinalIgnoreCase));
    }

    private static bool NamesPart(IElement element) => NamesPart(element.ClassName) || NamesPart(element.Id);

    /// <summary>Looks at the words of a class or id: "article__related-links" has article, related and links.</summary>
    private static bool NamesPart(string? names)
    {
        if (string.IsNullOrEmpty(names))
        {
            return false;
        }

        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> parts = PartNames.GetAlternateLookup<ReadOnlySpan<char>>();
        int start = 0;
        for (int at = 0; at <= names.Length; at++)
        {
            bool ends = at == names.Length || !char.IsAsciiLetterOrDigit(names[at]) || (at > start && char.IsAsciiLetterUpper(names[at]) && char.IsAsciiLetterLower(names[at - 1]));
            if (ends)
            {
                if (at > start && parts.Contains(names.AsSpan(start, at - start)))
                {
                    return true;
                }

                start = at < names.Length && !char.IsAsciiLetterOrDigit(names[at]) ? at + 1 : at;
            }
        }

        return false;
    }
}
