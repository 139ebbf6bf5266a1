using System.Globalization;
using System.Text;
using Hearsay.Claims;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Export;

/// <summary>How claims, events and names are put into words and codes where a format wants a line of text.</summary>
internal static class Wording
{
    /// <summary>"asserts", "not-happened": a value of the record as the record writes it.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        var to = new StringBuilder();
        foreach (char letter in value.ToString())
        {
            if (char.IsUpper(letter) && to.Length > 0)
            {
                to.Append('-');
            }

            to.Append(char.ToLowerInvariant(letter));
        }

        return to.ToString();
    }

    /// <summary>PLOVER's spelling of an event type: "AID".</summary>
    public static string Of(EventType type) => type.ToString().ToUpperInvariant();

    /// <summary>The words of a claim's content, the parts parted by an ellipsis.</summary>
    public static string Content(Claim claim) => string.Join(" … ", claim.Content.Select(part => OneLine(part.Quote)));

    /// <summary>"Marta Kell (Oruvia) accuses: “Veland of selling missiles”".</summary>
    public static string Sentence(Claim claim) => $"{Name(claim.Sources[0])} {Of(claim.Stance)}: “{Content(claim)}”";

    /// <summary>"AID: Veland → Oruvia, anti-ship missiles, at least four (happened)".</summary>
    public static string Sentence(Proposition what)
    {
        var to = new StringBuilder(Of(what.Type)).Append(": ").Append(Names(what.Actors, "?"));
        if (!what.Recipients.IsEmpty)
        {
            to.Append(" → ").Append(Names(what.Recipients, "?"));
        }

        if (!what.Objects.IsEmpty)
        {
            to.Append(", ").AppendJoin("; ", what.Objects.Select(item => OneLine(item.Words.Quote)));
        }

        if (what.Quantity is { } quantity)
        {
            to.Append(", ").Append(OneLine(quantity.Words.Quote));
        }

        return to.Append(" (").Append(Of(what.Status)).Append(')').ToString();
    }

    /// <summary>Names parted by semicolons, or <paramref name="none"/>.</summary>
    public static string Names(IReadOnlyCollection<Participant> who, string none) => who.Count == 0 ? none : string.Join("; ", who.Select(one => one.Name));

    /// <summary>A speaker with the state that it speaks for; one without a name by the words that the text has for it: "Iran's envoy (IRN)".</summary>
    public static string Name(Speaker speaker)
    {
        string name = speaker is { Kind: SpeakerKind.Unnamed, Mention: { } mention } ? OneLine(mention.Quote) : speaker.Name;
        return speaker is { Country: { } country, Kind: SpeakerKind.Person or SpeakerKind.Unnamed } ? $"{name} ({country})" : name;
    }

    /// <summary>What a speaker's claims are gathered under: its name; of unnamed ones, only the state.</summary>
    public static string Heading(Speaker speaker) => speaker is { Kind: SpeakerKind.Unnamed, Country: { } country } ? $"{speaker.Name} ({Coding.State(country)})" : speaker.Name;

    /// <summary>White space and controls become single spaces, so that no format's line or cell is broken.</summary>
    public static string OneLine(string words)
    {
        var to = new StringBuilder(words.Length);
        foreach (char letter in words)
        {
            if (char.IsWhiteSpace(letter) || char.IsControl(letter))
            {
                if (to.Length > 0 && to[^1] != ' ')
                {
                    to.Append(' ');
                }
            }
            else
            {
                to.Append(letter);
            }
        }

        return to.ToString().TrimEnd();
    }

    /// <summary>ISO 8601, or null.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A span as code points of the stored text.</summary>
    public static (int Start, int End) Points(RawText text, TextSpan span) => (text.CodePoints.FromUtf16(span.Start), text.CodePoints.FromUtf16(span.End));

    /// <summary>What the article is called: its headline, or the name it came under.</summary>
    public static string Title(Article article) => OneLine(article.Title ?? article.Id);
}
