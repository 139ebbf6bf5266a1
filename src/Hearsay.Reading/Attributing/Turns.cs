using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Attributing;

/// <summary>
/// Transcripts: paragraphs that begin with who speaks ("THE PRESIDENT:", "MR. PRICE:", "Q", "Reporter:"). A turn runs to the next one; its words are the content of
/// one attribution, whose cue is the colon.
/// </summary>
internal static class Turns
{
    /// <summary>Chosen, not measured: once a text is a transcript its labels are plain.</summary>
    private const float Confidence = 0.95f;

    /// <summary>Words of the longest label: "SECRETARY OF STATE MARCO RUBIO".</summary>
    private const int LongestLabel = 7;

    /// <summary>Labels in mixed case that a text must have to be taken for a transcript: "Price: 20", "Place: Oslo" are forms.</summary>
    private const int FewestTurns = 4;

    /// <summary>Adds a turn for each label and keeps what was found in a turn inside it. True when the text is a transcript.</summary>
    public static bool Add(List<Attribution> all, Document read, float threshold)
    {
        List<Label> labels = Labels(read);
        if (labels.Count == 0 || Confidence < threshold)
        {
            return false;
        }

        var turns = new List<Attribution>(labels.Count);
        var extents = new List<TokenRange>(labels.Count);
        for (int index = 0; index < labels.Count; index++)
        {
            Label label = labels[index];
            ImmutableArray<TokenRange> content = Content(label, index + 1 < labels.Count ? labels[index + 1].Paragraph : int.MaxValue, read);
            int end = index + 1 < labels.Count ? labels[index + 1].Words.Start : content.IsEmpty ? label.Words.End : content[^1].End;
            extents.Add(new TokenRange(label.Words.Start, end));
            if (!content.IsEmpty)
            {
                turns.Add(new Attribution(label.Words, label.Colon < 0 ? default : new TokenRange(label.Colon, label.Colon + 1), content, -1, Confidence));
            }
        }

        Keep(all, labels, extents);
        all.AddRange(turns);
        return true;
    }

    /// <summary>What was found in a turn: not the label itself, and nothing of another turn.</summary>
    private static void Keep(List<Attribution> all, List<Label> labels, List<TokenRange> extents)
    {
        for (int index = all.Count - 1; index >= 0; index--)
        {
            Attribution attribution = all[index];
            int turn = TurnOf(extents, attribution.Cue.Start);
            if (turn < 0)
            {
                continue;
            }

            bool isLabel = attribution.Cue.Start < Math.Max(labels[turn].Words.End, labels[turn].Colon + 1);
            int start = Math.Max(labels[turn].Words.End, labels[turn].Colon + 1);
            ImmutableArray<TokenRange> content = [.. attribution.Content.Select(range => new TokenRange(Math.Max(range.Start, start), Math.Min(range.End, extents[turn].End))).Where(range => range.Start < range.End)];
            if (isLabel || content.IsEmpty)
            {
                all.RemoveAt(index);
            }
            else
            {
                // The label is the turn's source, not that of words inside.
                TokenRange source = attribution.Source;
                TokenRange own = new(Math.Max(source.Start, start), Math.Max(start, source.End));
                all[index] = attribution with { Content = content, Source = source.IsEmpty || !extents[turn].Contains(source.Start) || own.Length <= 0 ? default : own };
            }
        }
    }

    private static int TurnOf(List<TokenRange> extents, int token)
    {
        int low = 0;
        int high = extents.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = extents[middle].Start <= token ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && extents[low - 1].Contains(token) ? low - 1 : -1;
    }

    /// <summary>The paragraphs of a turn, stage directions left out.</summary>
    private static ImmutableArray<TokenRange> Content(Label label, int before, Document read)
    {
        var content = ImmutableArray.CreateBuilder<TokenRange>();
        for (int sentence = label.Sentence; sentence < read.Sentences.Count && read.Sentences.Paragraphs[sentence] < before;)
        {
            int paragraph = read.Sentences.Paragraphs[sentence];
            int start = read.Sentences[sentence].Start;
            while (sentence < read.Sentences.Count && read.Sentences.Paragraphs[sentence] == paragraph)
            {
                sentence++;
            }

            var range = new TokenRange(paragraph == label.Paragraph ? Math.Max(label.Words.End, label.Colon + 1) : start, read.Sentences[sentence - 1].End);
            if (IsEnd(range, read.Tokens))
            {
                break;
            }

            range = WithoutDirections(range, read.Tokens);
            if (!range.IsEmpty && HasWord(range, read.Tokens))
            {
                content.Add(range);
            }
        }

        return content.ToImmutable();
    }

    /// <summary>Without "(Applause.)" at the end, which may be all.</summary>
    private static TokenRange WithoutDirections(TokenRange range, Tokens tokens)
    {
        int end = range.End;
        while (end > range.Start && tokens[end - 1] is ")" or "]")
        {
            int open = end - 1;
            while (open > range.Start && tokens[open] is not ("(" or "["))
            {
                open--;
            }

            bool direction = tokens[open] is "(" or "[" && end - open <= LongestDirection && (open == range.Start || tokens[open - 1] is "." or "?" or "!" or ")" or "]" or "—" or "–" or "--");
            if (!direction)
            {
                break;
            }

            end = open;
        }

        return new TokenRange(range.Start, end);
    }

    /// <summary>Tokens of the longest stage direction: "(Laughter and applause.)".</summary>
    private const int LongestDirection = 12;

    /// <summary>"END 2:05 P.M. EST", "###": where a transcript ends.</summary>
    private static bool IsEnd(TokenRange range, Tokens tokens) => !range.IsEmpty && (tokens[range.Start] is "END" || tokens[range.Start][0] is '#' or '*' || (tokens[range.Start] is "-" && range.Length < ShortestTurn));

    /// <summary>Tokens that a paragraph with marks of an end has at most.</summary>
    private const int ShortestTurn = 6;

    /// <summary>The labels of a transcript; none where the text is no transcript.</summary>
    private static List<Label> Labels(Document read)
    {
        var strong = new List<Label>();
        var weak = new List<Label>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        bool titled = false;
        int paragraph = -1;
        for (int sentence = 0; sentence < read.Sentences.Count; sentence++)
        {
            if (read.Sentences.Paragraphs[sentence] == paragraph)
            {
                continue;
            }

            paragraph = read.Sentences.Paragraphs[sentence];
            if (Read(read, sentence, out bool isStrong, out bool isTitled) is not { } label)
            {
                continue;
            }

            (isStrong ? strong : weak).Add(label);
            titled |= isTitled;
            string words = read.Tokens.Text.Words(read.Tokens.Span(label.Words));
            seen[words] = seen.GetValueOrDefault(words) + 1;
        }

        if (strong.Count + weak.Count < 2)
        {
            return [];
        }

        int repeated = seen.Values.Count(count => count > 1);
        bool transcript = titled || (strong.Count >= 2 && strong.Count > weak.Count && repeated > 0) || (strong.Count + weak.Count >= FewestTurns && repeated >= 2);
        return !transcript ? [] : [.. strong.Concat(repeated >= 2 || titled ? weak.Where(label => titled || seen[read.Tokens.Text.Words(read.Tokens.Span(label.Words))] > 1) : []).OrderBy(label => label.Words.Start)];
    }

    /// <summary>The label with which the paragraph of a sentence begins, or null.</summary>
    private static Label? Read(Document read, int sentence, out bool strong, out bool titled)
    {
        Tokens tokens = read.Tokens;
        int start = read.Sentences[sentence].Start;
        // A transcript that is quoted whole opens each paragraph with a mark.
        start += tokens[start] is "\"" or "“" or "”" && start + 1 < tokens.Count ? 1 : 0;
        strong = titled = false;
        if (tokens[start] is "Q" or "A" && start + 1 < tokens.Count && (tokens[start + 1] is "." or ":" || (tokens[start] is "Q" && tokens.SpaceBefore(start + 1) && char.IsUpper(tokens[start + 1][0]))))
        {
            strong = true;
            titled = tokens[start] is "Q";
            return new Label(new TokenRange(start, start + 1), tokens[start + 1] is "." or ":" ? start + 1 : -1, sentence, read.Sentences.Paragraphs[sentence]);
        }

        strong = true;
        for (int token = start; token < tokens.Count && token <= start + LongestLabel; token++)
        {
            ReadOnlySpan<char> word = tokens[token];
            if (word is ":")
            {
                return token == start ? null : new Label(new TokenRange(start, token), token, sentence, read.Sentences.Paragraphs[sentence]);
            }

            bool letter = char.IsLetter(word[0]);
            if (letter ? !char.IsUpper(word[0]) && word is not ("of" or "the" or "and" or "de" or "van" or "von") : word is not ("." or "-" or "’" or "'"))
            {
                return null;
            }

            strong &= !letter || !ContainsLower(word) || (word.Length > 3 && word.StartsWith("Mc", StringComparison.Ordinal));
            titled |= word is "MR." or "MS." or "MRS." or "DR." or "MR" or "MS" or "MRS" or "PRESIDENT" or "SECRETARY" or "QUESTION" or "REPORTER" or "MODERATOR" or "SENATOR" or "MINISTER" or "GENERAL"
                or "AMBASSADOR" or "JOURNALIST" or "INTERVIEWER" or "SPOKESPERSON" or "SPOKESMAN" or "SPOKESWOMAN" or "Reporter" or "Interviewer" or "Question" or "Moderator" or "Journalist";
        }

        return null;
    }

    private static bool ContainsLower(ReadOnlySpan<char> word)
    {
        foreach (char letter in word)
        {
            if (char.IsLower(letter))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasWord(TokenRange range, Tokens tokens)
    {
        for (int token = range.Start; token < range.End; token++)
        {
            if (char.IsLetterOrDigit(tokens[token][0]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Who speaks in a paragraph, as it says at its beginning.</summary>
    /// <param name="Words">The words for the speaker.</param>
    /// <param name="Colon">The token after them, or −1 for none.</param>
    /// <param name="Sentence">The first sentence of the paragraph.</param>
    /// <param name="Paragraph">Its number.</param>
    private readonly record struct Label(TokenRange Words, int Colon, int Sentence, int Paragraph);
}
