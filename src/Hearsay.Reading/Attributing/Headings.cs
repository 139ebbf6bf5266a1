using System.Collections.Frozen;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>Headings that name who speaks: "Morel: we will never sell these ships", "Oruvia supplied drones to rebels: officials".</summary>
internal static class Headings
{
    /// <summary>Chosen, not measured: topics ("Oslo: two hurt") look alike.</summary>
    private const float Confidence = 0.6f;

    /// <summary>Tokens of the longest heading.</summary>
    private const int LongestHeading = 30;

    /// <summary>Tokens of the longest speaker in a heading.</summary>
    private const int LongestSource = 5;

    /// <summary>Words that say who speaks in a heading without a name.</summary>
    private static readonly FrozenSet<string> Speakers = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "officials", "official", "minister", "ministry", "president", "police", "report", "reports", "sources", "source", "experts", "expert", "analysts", "analyst", "army", "military", "spokesman", "spokeswoman",
        "government", "watchdog", "pm", "study", "survey", "poll", "court", "rebels", "activists", "witnesses", "governor", "mayor", "media", "prosecutors", "prosecutor", "general", "ambassador", "envoy");

    /// <summary>Adds one for each line of the text that is such a heading. True when one was added.</summary>
    public static bool Add(List<Attribution> all, Document read, float threshold)
    {
        bool added = false;
        for (int sentence = 0; sentence < read.Sentences.Count && Confidence >= threshold; sentence++)
        {
            TokenRange line = read.Sentences[sentence];
            bool alone = (sentence == 0 || read.Sentences.Paragraphs[sentence - 1] != read.Sentences.Paragraphs[sentence])
                && (sentence + 1 == read.Sentences.Count || read.Sentences.Paragraphs[sentence + 1] != read.Sentences.Paragraphs[sentence]);
            if (!alone || line.Length is 0 or > LongestHeading || read.Tokens[line.End - 1] is "." or "!" or ":")
            {
                continue;
            }

            int colon = line.Start;
            while (colon < line.End && read.Tokens[colon] is not ":")
            {
                colon++;
            }

            if (colon >= line.End - 1 || colon == line.Start || all.Exists(other => other.Cue.Start < line.End && other.Cue.End > line.Start && !other.Cue.IsEmpty))
            {
                continue;
            }

            var before = new TokenRange(line.Start, colon);
            var after = new TokenRange(colon + 1, line.End);
            bool first = IsSpeaker(before, read) && IsClause(after, read);
            bool last = !first && IsSpeaker(after, read) && IsClause(before, read);
            if (first || last)
            {
                all.Add(new Attribution(first ? before : after, new TokenRange(colon, colon + 1), [first ? after : before], -1, Confidence));
                added = true;
            }
        }

        return added;
    }

    /// <summary>A person's or organisation's name, or one of the words for those who speak; no verb.</summary>
    private static bool IsSpeaker(TokenRange words, Document read)
    {
        if (words.Length > LongestSource || HasVerb(words, read))
        {
            return false;
        }

        int last = words.End - 1;
        return Speakers.GetAlternateLookup<ReadOnlySpan<char>>().Contains(read.Tokens[last])
            || read.Names.Any(name => name.Kind is NameKind.Person or NameKind.Organization && name.Tokens.End == words.End && name.Tokens.Start >= words.Start);
    }

    private static bool IsClause(TokenRange words, Document read) => words.Length >= ShortestClause && HasVerb(words, read);

    /// <summary>Tokens of the shortest clause: a subject, a verb and something.</summary>
    private const int ShortestClause = 3;

    private static bool HasVerb(TokenRange words, Document read)
    {
        for (int token = words.Start; token < words.End; token++)
        {
            if (read.Words[token] is PartOfSpeech.Verb or PartOfSpeech.Aux)
            {
                return true;
            }
        }

        return false;
    }
}
