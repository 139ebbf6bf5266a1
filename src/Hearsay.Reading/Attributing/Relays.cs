using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Two attributions in one clause: "State media quoted the minister as saying …" is the media's, and inside it the minister's. The network reads the outer one,
/// and gives the inner one, where it reads it, the same source.
/// </summary>
internal static class Relays
{
    /// <summary>Chosen, not measured: the construction leaves little doubt.</summary>
    private const float Confidence = 0.9f;

    /// <summary>Tokens between "quoted" and "as saying".</summary>
    private const int LongestSource = 30;

    /// <summary>Adds the inner attribution, or gives it its own source. True when something was changed.</summary>
    public static bool Add(List<Attribution> all, Document read, float threshold)
    {
        bool changed = false;
        int count = all.Count;
        for (int index = 0; index < count; index++)
        {
            Attribution outer = all[index];
            int quoted = Quoting(outer.Cue, read.Tokens);
            int saying = quoted < 0 || outer.Source.IsEmpty ? -1 : Saying(outer.Content, read.Tokens);
            if (saying < 0 && quoted >= 0 && Beyond(all, index, read.Tokens) is { } whole)
            {
                // "cited [the chief of staff] as saying [that …]": what he says is in the content, too.
                all[index] = outer = whole;
                saying = Saying(outer.Content, read.Tokens);
                changed = true;
            }

            if (saying < 0 || Quoted(quoted, saying, read.Syntax) is not { } source || source.Overlaps(outer.Source))
            {
                continue;
            }

            ImmutableArray<TokenRange> content = Said(outer.Content, saying, source, read.Quotations);
            if (content.IsEmpty)
            {
                continue;
            }

            int inner = all.FindIndex(other => other.Cue.Contains(saying) && !other.Cue.Contains(quoted));
            if (inner >= 0)
            {
                all[inner] = all[inner] with { Source = source, Content = content };
                changed = true;
            }
            else if (Confidence >= threshold)
            {
                all.Add(new Attribution(source, new TokenRange(saying, saying + 1), content, -1, Math.Min(Confidence, outer.Confidence)));
                changed = true;
            }
        }

        for (int index = 0; index < count && Confidence >= threshold; index++)
        {
            changed |= According(index, all, read);
        }

        return changed;
    }

    /// <summary>"The minister said the ships were sold, according to Reuters": the end of the content is a relay of the whole.</summary>
    private static bool According(int index, List<Attribution> all, Document read)
    {
        Attribution inner = all[index];
        TokenRange last = inner.Content[^1];
        for (int token = last.Start + 1; token + 2 < last.End; token++)
        {
            if (!(read.Tokens[token] is "according" && read.Tokens[token + 1] is "to" && read.Tokens[token - 1] is ",") || read.Quotations[token] != QuotationState.Outside || inner.Cue.Start > token || inner.Source.IsEmpty)
            {
                continue;
            }

            int head = read.Syntax.Heads[token];
            TokenRange whole = head > token + 1 ? read.Syntax.Yield(head) : default;
            int cue = token;
            if (whole.Start < token - 1 || whole.End != last.End || whole.Length > LongestSource || all.Exists(other => other.Cue.Contains(cue)))
            {
                continue;
            }

            all[index] = inner with { Content = inner.Content.SetItem(inner.Content.Length - 1, new TokenRange(last.Start, token - 1)) };
            int start = Math.Min(inner.Source.Start, Math.Min(inner.Cue.Start, inner.Content[0].Start));
            all.Add(new Attribution(new TokenRange(token + 2, whole.End), new TokenRange(token, token + 2), [new TokenRange(start, token - 1)], -1, Math.Min(Confidence, inner.Confidence)));
            return true;
        }

        return false;
    }

    private static int Quoting(TokenRange cue, Tokens tokens)
    {
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (tokens[token] is "quoted" or "quotes" or "quoting" or "cited" or "cites" or "citing")
            {
                return token;
            }
        }

        return -1;
    }

    /// <summary>The "saying" of "as saying" in the content; −1 for none.</summary>
    private static int Saying(ImmutableArray<TokenRange> content, Tokens tokens)
    {
        foreach (TokenRange range in content)
        {
            for (int token = range.Start; token + 1 < range.End && token < range.Start + LongestSource; token++)
            {
                if (tokens[token] is "as" && tokens[token + 1] is "saying" or "telling" or "claiming" or "stating" or "declaring" or "warning" or "adding" or "denying" or "arguing" or "confirming")
                {
                    return token + 1;
                }
            }
        }

        return -1;
    }

    /// <summary>The attribution with the content of the next one in its own, where its content ends just before "as saying" and the network gave both one source.</summary>
    private static Attribution? Beyond(List<Attribution> all, int index, Tokens tokens)
    {
        Attribution outer = all[index];
        int end = outer.Content[^1].End;
        end += end < tokens.Count && tokens[end] is "," ? 1 : 0;
        if (outer.Source.IsEmpty || outer.Content[^1].Start < outer.Cue.End || end + 2 > tokens.Count || Saying([new TokenRange(end, end + 2)], tokens) != end + 1)
        {
            return null;
        }

        return all.Find(other => other.Cue.Start == end + 1 && other.Source == outer.Source && other.Content[0].Start >= other.Cue.End) is { } inner
            ? outer with { Content = [.. outer.Content[..^1], new TokenRange(outer.Content[^1].Start, inner.Content[0].End), .. inner.Content[1..]] }
            : null;
    }

    /// <summary>Who is quoted: the object of "quoted", or its subject in the passive.</summary>
    private static TokenRange? Quoted(int quoted, int saying, Dependencies syntax)
    {
        if (syntax.Dependent(quoted, DependencyRelation.Obj) is >= 0 and int thing && thing > quoted && thing < saying)
        {
            return new TokenRange(quoted + 1, saying - 1);
        }

        return syntax.Dependent(quoted, DependencyRelation.NsubjPass) is >= 0 and int subject && subject < quoted ? syntax.Yield(subject) : null;
    }

    /// <summary>The content without "him as saying"; the mark of a quotation that follows belongs to it.</summary>
    private static ImmutableArray<TokenRange> Said(ImmutableArray<TokenRange> content, int saying, TokenRange source, Quotations quotations)
    {
        var said = ImmutableArray.CreateBuilder<TokenRange>();
        foreach (TokenRange range in content)
        {
            TokenRange rest = range.Contains(saying) ? new TokenRange(saying + 1, range.End) : source.Start <= range.Start && range.End <= source.End ? default : range;
            if (!rest.IsEmpty && !(rest.Length == 1 && quotations[rest.Start] != QuotationState.Outside))
            {
                said.Add(rest);
            }
        }

        return said.ToImmutable();
    }
}
