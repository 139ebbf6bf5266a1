using System.Collections.Immutable;
using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Reads what an article says in its own voice: the events of passages that are attributed to nobody, as claims of the outlet.</summary>
internal sealed class NarrationReader
{
    private readonly Document _doc;
    private readonly WordView _words;
    private readonly PropositionReader _reader;
    private readonly Speaker _outlet;

    /// <summary>Works on one document.</summary>
    public NarrationReader(Document doc, WordView words, PropositionReader reader, PartyRegistry registry)
    {
        _doc = doc;
        _words = words;
        _reader = reader;
        Party? party = doc.Article.Outlet is { Length: > 0 } name ? registry.Find(name) : null;
        _outlet = new Speaker(null, party?.Name ?? (doc.Article.Outlet is { Length: > 0 } outlet ? outlet : SpeakerContext.Unnamed), party?.Kind ?? SpeakerKind.Media, party?.Country, party?.Id);
    }

    /// <summary>One claim for each sentence, or part of a sentence beside what others say, that tells an event; in text order.</summary>
    public ImmutableArray<Claim> Read()
    {
        var taken = new bool[_doc.Tokens.Count];
        foreach (Attribution attribution in _doc.Attributions)
        {
            foreach (TokenRange range in attribution.Content.Add(attribution.Cue).Add(attribution.Source))
            {
                TokenRange inside = _words.Clamp(range);
                taken.AsSpan(inside.Start, inside.Length).Fill(true);
            }
        }

        var claims = ImmutableArray.CreateBuilder<Claim>();
        for (int sentence = 0; sentence < _doc.Sentences.Count; sentence++)
        {
            TokenRange whole = _words.SentenceRange(sentence);
            for (int start = whole.Start; start < whole.End;)
            {
                int end = start;
                while (end < whole.End && !taken[end])
                {
                    end++;
                }

                TokenRange passage = Trimmed(start, end);
                if (!passage.IsEmpty && _reader.Read([passage], _outlet, Stance.Asserts) is { IsEmpty: false } told)
                {
                    claims.Add(ClaimOf(passage, sentence, told));
                }

                start = Math.Max(end, start + 1);
            }
        }

        return claims.ToImmutable();
    }

    private TokenRange Trimmed(int start, int end)
    {
        while (start < end && !_words.IsWord(start))
        {
            start++;
        }

        while (end > start && !_words.IsWord(end - 1))
        {
            end--;
        }

        return new TokenRange(start, end);
    }

    private Claim ClaimOf(TokenRange passage, int sentence, ImmutableArray<Proposition> told)
    {
        RawText text = _doc.Article.Text;
        TextSpan span = _doc.Tokens.Span(passage);
        var points = new TextSpan(text.CodePoints.FromUtf16(span.Start), text.CodePoints.FromUtf16(span.End));
        return new Claim(
            ClaimId.Of(text.Sha256, [points], [(null, _outlet.Name)], Stance.Asserts),
            _doc.Article.Id,
            text.Sha256,
            [_outlet],
            null,
            [new Evidence(span, text.Words(span))],
            [span],
            null,
            Form.Indirect,
            Stance.Asserts,
            [],
            told,
            null,
            sentence,
            _doc.Reader,
            1);
    }
}
