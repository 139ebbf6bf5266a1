using Hearsay.Claims.Parties;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>Statements and reports that speak: called by who issued them, where the text tells.</summary>
/// <param name="context">What all rules about speakers share.</param>
/// <param name="phrases">Where noun phrases end.</param>
/// <param name="resolve">Who the words for an issuer stand for.</param>
internal sealed class DocumentSpeakers(SpeakerContext context, SourcePhrases phrases, Func<TokenRange, Speaker> resolve)
{
    private static readonly WordClass Statements = WordClasses.Of("document.statement");
    private static readonly WordClass Documents = WordClasses.Of("document.head");
    private static readonly WordClass Copies = WordClasses.Of("noun.copy");
    private static readonly WordClass Issuing = WordClasses.Of("verb.issue");

    private readonly SpeakerContext _context = context;
    private readonly Document _doc = context.Doc;
    private readonly PartyMentions _parties = context.Parties;
    private readonly SourcePhrases _phrases = phrases;
    private readonly Func<TokenRange, Speaker> _resolve = resolve;
    private readonly WordView _words = context.Words;

    /// <summary>
    /// "A statement released by the ministry", "the Turkish statement", "the statement" of one who has just spoken by a statement, "the report" of an outlet: a document, called by who
    /// issued it. Null where that is not told.
    /// </summary>
    public Speaker? Issued(TokenRange range) => ByOwnWords(range) ?? ByVerb(range);

    private Speaker? ByOwnWords(TokenRange range)
    {
        if (_words.Is(range.Start, "part") && _words.Is(range.Start + 1, "of") && range.Length > 3)
        {
            range = range with { Start = range.Start + 2 };
        }

        if (ByOwner(range) is { } owned)
        {
            return owned;
        }

        int start = _phrases.AfterDeterminers(range);

        int end = Math.Max(_phrases.HeadEnd(start, range.End), start + 1);
        ReadOnlySpan<char> head = _words.Core(end - 1);
        bool report = head.Equals("report", StringComparison.OrdinalIgnoreCase);
        if ((!report && !Statements.Has(head)) || (char.IsUpper(head[0]) && _words.Is(end - 1, "post")))
        {
            return null;
        }

        if (end < range.End)
        {
            // "released by", "from": who follows the last of these words.
            int by = end;
            while (by < range.End && _words[by] is "released" or "issued" or "published" or "posted" or "made" or "produced" or "written" or "drafted" or "by" or "from" or ",")
            {
                by++;
            }

            int stop = by;
            while (stop < range.End && !(_words[stop] is "which" or "that" or "," && _words.Is(stop + 1, "which")))
            {
                stop++;
            }

            return by > end && by < stop && (!report || _words.Is(by - 1, "by")) ? AsDocument(range, _resolve(_phrases.TrimPunctuation(new TokenRange(by, stop)))) : null;
        }

        if (end - start > 1 || start > range.Start + 1)
        {
            return !report && end - start == 2 && _parties.At(start) is { IsAdjective: true, Party.IsState: true } state ? AsDocument(range, _context.Make(range, state.Party)) : null;
        }

        if (!_words.Is(range.Start, "the"))
        {
            return null;
        }

        int sentence = _words.Sentence(range.Start);
        for (int index = _context.History.Count - 1; index >= 0; index--)
        {
            (int token, Speaker speaker) = _context.History[index];
            int spoken = _words.Sentence(token);
            if (token >= range.Start || spoken < sentence - StatementReach)
            {
                break;
            }

            if (report ? speaker is { Kind: SpeakerKind.Media } && (speaker.Party is not null || speaker.Name.Contains(' ', StringComparison.Ordinal)) && spoken < sentence : speaker.Kind is not (SpeakerKind.Unnamed or SpeakerKind.Media) && _words.Holds(_words.SentenceRange(spoken) is var said ? said with { End = Math.Min(said.End, range.Start) } : default, head))
            {
                return AsDocument(range, speaker);
            }
        }

        return null;
    }

    /// <summary>Sentences between one who spoke by a statement and "the statement".</summary>
    private const int StatementReach = 3;

    /// <summary>"The judge's statement", "a Reuters translation of his speech": of the one whose it is.</summary>
    private Speaker? ByOwner(TokenRange range)
    {
        int start = _phrases.AfterDeterminers(range);

        int end = _phrases.HeadEnd(start, range.End);
        ReadOnlySpan<char> head = end > start ? _words.Core(end - 1) : [];
        if (end - start < 2 || _words.IsCapital(end - 1) || !(Statements.Has(head) || Copies.Has(head)))
        {
            return null;
        }

        for (int token = end - 2; token > start; token--)
        {
            if (_words[token] is "'s" or "’s")
            {
                return token > range.Start ? AsDocument(range, _resolve(new TokenRange(range.Start, token))) : null;
            }
        }

        return _parties.At(start) is { IsAdjective: false, Party.IsState: false } issuer && issuer.Tokens.End == end - 1 ? AsDocument(range, _context.Make(range, issuer.Party)) : null;
    }

    /// <summary>Tokens back to where a document's issue may be told.</summary>
    private const int IssueReach = 4000;

    /// <summary>"The assembly passed a resolution that …", "the resolution" after it: of whoever is told to have passed, issued or published one, the last before these words.</summary>
    private Speaker? ByVerb(TokenRange range)
    {
        int start = _phrases.AfterDeterminers(range);
        int end = Math.Max(_phrases.HeadEnd(start, range.End), start + 1);
        bool pointing = _words[range.Start] is "the" or "The" or "this" or "This";
        bool introduced = _words[range.Start] is "a" or "an";
        if (!_words.HasTrees || end > range.End || !(pointing || introduced) || _phrases.HasCapital(start, end) || !Documents.Has(_words.Core(end - 1)))
        {
            return null;
        }

        ReadOnlySpan<char> head = _words.Core(end - 1);
        int issuer = introduced ? IssuerAt(end - 1) : -1;
        for (int token = range.Start - 1; issuer < 0 && pointing && token >= Math.Max(0, range.Start - IssueReach); token--)
        {
            issuer = _words.Core(token).Equals(head, StringComparison.OrdinalIgnoreCase) ? IssuerAt(token) : -1;
        }

        return issuer < 0 ? null : AsDocument(range, _resolve(_phrases.TrimPunctuation(_doc.Syntax.Yield(issuer))));
    }

    /// <summary>Who is told to have issued the document that this noun is; −1 where nobody is, or only a pronoun.</summary>
    private int IssuerAt(int noun)
    {
        int verb = _doc.Syntax.Relation(noun) is DependencyRelation.Obj or DependencyRelation.Obl ? _doc.Syntax.Heads[noun] : -1;
        int issuer = verb >= 0 && verb < noun && Issuing.Has(_words[verb]) ? _doc.Syntax.Dependent(verb, DependencyRelation.Nsubj) : -1;
        return issuer < verb && issuer >= 0 && _doc.Words[issuer] != PartOfSpeech.Pron ? issuer : -1;
    }

    private Speaker? AsDocument(TokenRange range, Speaker issuer) => issuer.Kind == SpeakerKind.Unnamed ? null : _context.Make(range, issuer.Name, SpeakerKind.Document, issuer.Country, issuer.Party);
}
