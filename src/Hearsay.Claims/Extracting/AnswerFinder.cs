using System.Runtime.InteropServices;
using Hearsay.Text;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Finds what a denial or a rebuttal replies to, in the same document: an accusation inside its own content, the accusations right before it
/// when the content only points at them ("the claims"), or an earlier claim that says much the same.
/// </summary>
internal sealed class AnswerFinder
{
    /// <summary>How many sentences before a denial an accusation may stand.</summary>
    private const int Reach = 8;

    /// <summary>Words that a denial and an earlier claim must share, as part of the smaller of the two.</summary>
    private const double SharedPart = 0.5;

    /// <summary>Words of one content that are compared.</summary>
    private const int ComparedWords = 80;

    private static readonly WordClass Accusations = WordClasses.Of("noun.accusation");
    private static readonly WordClass Stop = WordClasses.Of("stop");

    private readonly WordView _words;

    /// <summary>Works on the words of one document.</summary>
    public AnswerFinder(WordView words) => _words = words;

    /// <summary>What is known of a claim while its document is read.</summary>
    /// <param name="Attribution">Index of its attribution.</param>
    /// <param name="Parent">Index of the claim that holds it, or −1.</param>
    /// <param name="Speaker">Who speaks.</param>
    /// <param name="Stance">The stance.</param>
    /// <param name="Content">Its content.</param>
    /// <param name="Sentence">Sentence of its cue.</param>
    /// <param name="Rebuts">True when it presents the speaker's own good record, as rebuttals do.</param>
    internal sealed record Candidate(int Attribution, int Parent, Speaker Speaker, Stance Stance, List<TokenRange> Content, int Sentence, bool Rebuts);

    /// <summary>True when the cue insists or the content says "always", "strictly", …: how rebuttals speak.</summary>
    public bool Rebuts(TokenRange cue, List<TokenRange> content)
    {
        for (int token = cue.Start; token < cue.End; token++)
        {
            if (_words[token].StartsWith("insist", StringComparison.OrdinalIgnoreCase) || _words[token].StartsWith("maintain", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        const int Opening = 16;
        for (int token = content[0].Start; token < Math.Min(content[0].End, content[0].Start + Opening); token++)
        {
            if (_words[token] is "always" or "strictly" or "consistently" or "fully" or "scrupulously" or "faithfully" or "solely" or "purely")
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Indexes of the claims that the claim with index <paramref name="index"/> replies to, ascending.</summary>
    /// <param name="claims">All claims of the document, in order.</param>
    /// <param name="index">The claim that may be a reply.</param>
    /// <param name="answers">What earlier claims reply to: a continued denial replies to the same.</param>
    public List<int> Of(IReadOnlyList<Candidate> claims, int index, IReadOnlyList<List<int>> answers)
    {
        Candidate claim = claims[index];
        var found = new List<int>();
        if (claim.Stance == Stance.Asserts)
        {
            return claim.Rebuts ? Rebutted(claims, index, answers) : found;
        }

        if (claim.Stance != Stance.Denies)
        {
            return found;
        }

        // Inside its own content: "rejected accusations that …".
        for (int other = Math.Max(0, index - 3); other < Math.Min(claims.Count, index + 4); other++)
        {
            if (other != index && claims[other].Parent == index && claims[other].Stance is Stance.Accuses or Stance.Asserts or Stance.Urges && claims[other].Speaker.Name != claim.Speaker.Name)
            {
                found.Add(other);
            }
        }

        if (found.Count > 0)
        {
            return found;
        }

        // The same speaker goes on denying what it denied a moment ago.
        for (int other = index - 1; other >= 0 && claims[other].Sentence >= claim.Sentence - 1; other--)
        {
            if (answers[other].Count > 0 && claims[other].Speaker.Name == claim.Speaker.Name && claims[other].Stance == Stance.Denies)
            {
                return [.. answers[other]];
            }
        }

        bool points = PointsBack(claim.Content, out bool plural, out bool reports);
        if (!points)
        {
            Overlapping(claims, index, found);
            if (found.Count > 0)
            {
                return found;
            }
        }

        Nearest(claims, index, points && plural, reports, found);
        found.Sort();
        return found;
    }

    /// <summary>What a positive rebuttal ("has always observed the embargo") replies to: what its speaker has just denied, or is about to.</summary>
    private static List<int> Rebutted(IReadOnlyList<Candidate> claims, int index, IReadOnlyList<List<int>> answers)
    {
        for (int other = index - 1; other >= 0 && claims[other].Sentence >= claims[index].Sentence - 2; other--)
        {
            if (answers[other].Count > 0 && claims[other].Speaker.Name == claims[index].Speaker.Name)
            {
                return [.. answers[other]];
            }
        }

        return [];
    }

    /// <summary>True when the content only points at an accusation: "the claims", "it", "that", "all wrongdoing".</summary>
    private bool PointsBack(List<TokenRange> content, out bool plural, out bool reports)
    {
        plural = false;
        reports = false;
        int count = 0;
        for (int token = content[0].Start; token < content[0].End && count < 8; token++)
        {
            if (!_words.IsWord(token))
            {
                continue;
            }

            ReadOnlySpan<char> word = _words[token];
            if (Accusations.Has(word))
            {
                plural = word is [.., 's'];
                reports = word.StartsWith("report", StringComparison.OrdinalIgnoreCase) || word.StartsWith("account", StringComparison.OrdinalIgnoreCase);
                return true;
            }

            if (count == 0 && word is "it" or "this" or "that" or "It" or "This" or "That" && content[0].Length <= 2)
            {
                return true;
            }

            count++;
        }

        return false;
    }

    private void Nearest(IReadOnlyList<Candidate> claims, int index, bool all, bool reports, List<int> found)
    {
        Candidate claim = claims[index];
        for (int other = index - 1; other >= 0 && claims[other].Sentence >= claim.Sentence - Reach; other--)
        {
            Candidate candidate = claims[other];
            bool same = candidate.Speaker.Name == claim.Speaker.Name;
            if (same && candidate.Stance == Stance.Denies && all)
            {
                // What stands before its last denial was answered there.
                return;
            }

            if (same || (candidate.Speaker.Country is not null && candidate.Speaker.Country == claim.Speaker.Country))
            {
                continue;
            }

            if (candidate.Stance == Stance.Accuses || (reports && candidate.Stance == Stance.Asserts && candidate.Speaker.Kind is SpeakerKind.Media or SpeakerKind.Document))
            {
                found.Add(other);
                if (!all)
                {
                    return;
                }
            }
        }
    }

    private void Overlapping(IReadOnlyList<Candidate> claims, int index, List<int> found)
    {
        HashSet<string> own = Words(claims[index].Content);
        for (int other = index - 1; other >= 0 && claims[other].Sentence >= claims[index].Sentence - (2 * Reach); other--)
        {
            Candidate candidate = claims[other];
            if (candidate.Speaker.Name == claims[index].Speaker.Name || candidate.Stance is not (Stance.Accuses or Stance.Asserts or Stance.Urges))
            {
                continue;
            }

            HashSet<string> words = Words(candidate.Content);
            int shared = own.Count(words.Contains);
            if (shared >= 2 && shared >= SharedPart * Math.Min(own.Count, words.Count))
            {
                found.Insert(0, other);
            }
        }
    }

    private HashSet<string> Words(List<TokenRange> content)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (TokenRange range in CollectionsMarshal.AsSpan(content))
        {
            for (int token = range.Start; token < range.End && words.Count < ComparedWords; token++)
            {
                if (_words.IsWord(token) && _words[token].Length > 2 && !Stop.Has(_words[token]))
                {
                    words.Add(_words[token].ToString());
                }
            }
        }

        return words;
    }
}
