using System.Collections.Immutable;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// What sources rely on: "Reuters, citing two officials, reported …", "Citing satellite images, the institute said …", "cited intelligence reports to claim …".
/// Words that only cite are no claim of their own; what they cite is a link in the chain of the claim beside them.
/// </summary>
internal sealed class CitedEvidence
{
    /// <summary>Longest phrase, in tokens, that is taken for what somebody cites.</summary>
    private const int LongestEvidence = 24;

    /// <summary>Attributions on either side, in text order, that may have to do with one: those of its sentence. Keeps the work linear.</summary>
    private const int Reach = 24;

    private static readonly WordClass Citing = WordClasses.Of("verb.cite");
    private static readonly WordClass Showing = WordClasses.Of("verb.detect");

    private readonly WordView _words;
    private readonly Dependencies _syntax;
    private readonly Words _tags;
    private readonly Attribution[] _attributions;
    private readonly List<TokenRange>?[] _evidence;
    private bool _changed;

    private CitedEvidence(Document doc, WordView words)
    {
        _words = words;
        _syntax = doc.Syntax;
        _tags = doc.Words;
        _attributions = [.. doc.Attributions];
        Attributions = doc.Attributions;
        _evidence = new List<TokenRange>?[_attributions.Length];
        if (!words.HasTrees)
        {
            return;
        }

        for (int index = 0; index < _attributions.Length; index++)
        {
            Read(index);
        }

        for (int index = 0; index < _attributions.Length; index++)
        {
            FindBeside(index);
        }

        Attributions = _changed ? new Attributions(_attributions) : doc.Attributions;
    }

    /// <summary>Finds the evidence of every attribution of <paramref name="doc"/>; none where it has no trees.</summary>
    public static CitedEvidence Of(Document doc, WordView words) => new(doc, words);

    /// <summary>The attributions in their order, without what is only cited: one that does nothing but cite for another has no content left.</summary>
    public Attributions Attributions { get; }

    /// <summary>The words for what an attribution relies on, in text order; mostly none.</summary>
    public IReadOnlyList<TokenRange> For(int attribution) => _evidence[attribution] ?? [];

    /// <summary>Whose words an attribution passes on: the source of one that all but fills its content ("Reuters reported a source said …"); empty for none.</summary>
    public TokenRange Relayed(int attribution)
    {
        Attribution outer = _attributions[attribution];
        for (int index = Math.Max(0, attribution - Reach); index < Math.Min(_attributions.Length, attribution + Reach + 1); index++)
        {
            Attribution inner = _attributions[index];
            if (inner.Parent != attribution || inner.Source.IsEmpty || inner.Content.IsEmpty)
            {
                continue;
            }

            int left = 0;
            foreach (TokenRange range in outer.Content)
            {
                for (int token = range.Start; token < range.End; token++)
                {
                    bool covered = inner.Source.Contains(token) || inner.Cue.Contains(token) || Holds(inner.Content, token) || !_words.IsWord(token) || _words.Is(token, "that");
                    left += covered ? 0 : 1;
                }
            }

            if (left <= MostLeft)
            {
                return inner.Source;
            }
        }

        return default;
    }

    /// <summary>Words of a relay's content that need not be the one's who is passed on: "on Monday".</summary>
    private const int MostLeft = 3;

    /// <summary>An attribution whose cue is "citing" or "cited".</summary>
    private void Read(int index)
    {
        Attribution attribution = _attributions[index];
        TokenRange cue = _words.Clamp(attribution.Cue);
        int verb = -1;
        for (int token = cue.Start; token < cue.End; token++)
        {
            verb = Citing.Has(_words[token]) ? token : verb;
        }

        if (verb < 0 || Object(verb) is not { } cited)
        {
            return;
        }

        // "cited reports to claim that …": the claim is what follows.
        int claiming = Claiming(verb);
        if (claiming >= 0 && Owner(index, claiming) is >= 0 and int owner)
        {
            Add(owner, cited);
            _attributions[index] = attribution with { Content = [] };
            return;
        }

        if (claiming >= 0)
        {
            var content = ImmutableArray.CreateBuilder<TokenRange>();
            foreach (TokenRange range in attribution.Content)
            {
                int start = Math.Max(range.Start, claiming + 1);
                if (start < range.End)
                {
                    content.Add(new TokenRange(start, range.End));
                }
            }

            if (content.Count > 0)
            {
                _attributions[index] = attribution with { Cue = new TokenRange(claiming, claiming + 1), Content = content.ToImmutable() };
                Add(index, cited);
            }

            return;
        }

        if (!IsParticiple(verb))
        {
            return;
        }

        if (Host(index, verb) is not (>= 0 and int host))
        {
            // "Reuters reported, citing officials, that …": the cue was read wrong, the claim is the clause.
            ImmutableArray<TokenRange> rest = Without(attribution.Content, new TokenRange(0, cited.End));
            if (rest.Length > 0 && _words.Is(rest[0].Start, "that"))
            {
                Add(index, cited);
                _attributions[index] = attribution with { Content = rest };
            }

            return;
        }

        Add(host, cited);
        _attributions[index] = attribution with { Content = [] };
        TokenRange clause = new(Math.Min(verb, cited.Start), cited.End);
        _attributions[host] = _attributions[host] with { Content = Without(_attributions[host].Content, clause) };
    }

    /// <summary>The claim for which a participle cites: one of the same sentence with the same source or, where it has none, the one whose words it hangs on or stands nearest to.</summary>
    private int Host(int index, int verb)
    {
        Attribution citing = _attributions[index];
        int sentence = _words.Sentence(verb);
        int best = -1;
        int nearest = int.MaxValue;
        for (int other = Math.Max(0, index - Reach); other < Math.Min(_attributions.Length, index + Reach + 1); other++)
        {
            Attribution host = _attributions[other];
            TokenRange words = host.Cue.IsEmpty ? host.Source : host.Cue;
            if (other == index || words.IsEmpty || host.Content.IsEmpty || _words.Sentence(words.Start) != sentence || IsCue(host, Citing))
            {
                continue;
            }

            bool same = !citing.Source.IsEmpty && citing.Source.Overlaps(host.Source);
            if (!same && !citing.Source.IsEmpty)
            {
                continue;
            }

            int distance = Math.Min(Math.Abs(host.Source.IsEmpty ? int.MaxValue : host.Source.End - verb), Math.Abs(words.Start - verb));
            if (distance < nearest)
            {
                (best, nearest) = (other, distance);
            }
        }

        return best;
    }

    /// <summary>The other attribution whose cue holds a token; −1 for none.</summary>
    private int Owner(int index, int token)
    {
        for (int other = Math.Max(0, index - Reach); other < Math.Min(_attributions.Length, index + Reach + 1); other++)
        {
            if (other != index && _attributions[other].Cue.Contains(token) && !_attributions[other].Content.IsEmpty)
            {
                return other;
            }
        }

        return -1;
    }

    private bool IsCue(Attribution attribution, WordClass verbs)
    {
        for (int token = attribution.Cue.Start; token < attribution.Cue.End; token++)
        {
            if (verbs.Has(_words[token]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Evidence that stands beside a claim without being read as an attribution: "citing …", "based on …" on its source or cue, "as detected by …" on its content.</summary>
    private void FindBeside(int index)
    {
        Attribution attribution = _attributions[index];
        TokenRange cue = _words.Clamp(attribution.Cue);
        if (cue.IsEmpty || attribution.Content.IsEmpty)
        {
            return;
        }

        TokenRange sentence = _words.SentenceRange(_words.Sentence(cue.Start));
        TokenRange source = _words.Clamp(attribution.Source);
        for (int token = sentence.Start; token < sentence.End; token++)
        {
            bool candidate = _words[token] is ['c' or 'C' or 'q' or 'Q' or 'b' or 'B' or 'a', ..] && (Citing.Has(_words[token]) || _words.Is(token, "based") || _words[token] is "as");
            if (!candidate || cue.Contains(token) || Holds(attribution.Content, token) || IsTaken(token, index))
            {
                continue;
            }

            int head = _syntax.Heads[token];
            bool hangs = head >= 0 && (cue.Contains(head) || source.Contains(head) || (source.Contains(token) && _syntax.Relation(token) is DependencyRelation.Acl or DependencyRelation.Advcl));
            if (hangs && Citing.Has(_words[token]) && IsParticiple(token) && Object(token) is { } cited)
            {
                Add(index, cited);
            }
            else if (_words.Is(token, "based") && _words.Is(token + 1, "on") && (hangs || token == sentence.Start) && Complement(token, token + 1) is { } basis)
            {
                Add(index, basis);
            }
            else if (_words.Is(token, "as") && Showing.Has(_words[token + 1]) && _words[token + 2] is "by" or "in" or "from" && EndsBefore(attribution.Content, token) && Complement(token + 1, token + 2) is { } shown)
            {
                Add(index, shown);
            }
        }
    }

    private bool IsTaken(int token, int index)
    {
        for (int other = Math.Max(0, index - Reach); other < Math.Min(_evidence.Length, index + Reach + 1); other++)
        {
            List<TokenRange>? ranges = _evidence[other];
            for (int at = 0; at < ranges?.Count; at++)
            {
                if (ranges[at].Contains(token) || ranges[at].Start == token + 1)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool Holds(ImmutableArray<TokenRange> content, int token)
    {
        foreach (TokenRange range in content)
        {
            if (range.Contains(token))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True when the content ends right before the token, but for a comma.</summary>
    private bool EndsBefore(ImmutableArray<TokenRange> content, int token)
    {
        foreach (TokenRange range in content)
        {
            if (range.End == token || (range.End == token - 1 && !_words.IsWord(token - 1)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>"Citing", "quoting officials": not the finite verb.</summary>
    private bool IsParticiple(int verb) => _words[verb].EndsWith("ing", StringComparison.OrdinalIgnoreCase);

    /// <summary>The verb of saying for which something is cited: "cited reports to claim", "cites videos as it accuses"; −1 for none.</summary>
    private int Claiming(int verb)
    {
        for (int child = _syntax.FirstDependent(verb); child >= 0; child = _syntax.NextDependent(child))
        {
            if (child > verb && _syntax.Relation(child) is DependencyRelation.Advcl or DependencyRelation.Xcomp && _words.Is(child - 1, "to") && CueLexicon.IsVerbForm(_words[child]))
            {
                return child;
            }
        }

        // "reports to claim": the tree may hang the clause on the noun.
        if (_syntax.Dependent(verb, DependencyRelation.Obj) is >= 0 and int thing)
        {
            for (int child = _syntax.FirstDependent(thing); child >= 0; child = _syntax.NextDependent(child))
            {
                if (_syntax.Relation(child) == DependencyRelation.Acl && _words.Is(child - 1, "to") && CueLexicon.IsVerbForm(_words[child]))
                {
                    return child;
                }
            }
        }

        return -1;
    }

    /// <summary>What is cited: the object of the verb, up to a clause on it.</summary>
    private TokenRange? Object(int verb)
    {
        int thing = _syntax.Dependent(verb, DependencyRelation.Obj);
        return thing < verb ? null : Phrase(verb + 1, thing);
    }

    /// <summary>What stands after a preposition that follows a participle.</summary>
    private TokenRange? Complement(int verb, int preposition)
    {
        for (int child = _syntax.FirstDependent(verb); child >= 0; child = _syntax.NextDependent(child))
        {
            if (child > preposition && _syntax.Relation(child) is DependencyRelation.Obl or DependencyRelation.OblAgent or DependencyRelation.Nmod)
            {
                return Phrase(preposition + 1, child);
            }
        }

        return _tags[preposition + 1] is PartOfSpeech.Noun or PartOfSpeech.Propn ? Phrase(preposition + 1, preposition + 1) : null;
    }

    private TokenRange? Phrase(int start, int noun)
    {
        int end = Math.Min(_syntax.Yield(noun).End, start + LongestEvidence);
        for (int token = noun + 1; token < end; token++)
        {
            // "two officials , reported", "a person familiar with the talks , that …".
            if (_words.Is(token, "to") && CueLexicon.IsVerbForm(_words[token + 1]) || _words[token] is "," or ";" or "." or "—" or "–" || _words[token] is "that" or "who" or "which" || _words.IsPossessive(token) && _words[token] is "\"" or "”")
            {
                end = token;
            }
        }

        return end > start ? new TokenRange(start, end) : null;
    }

    private void Add(int index, TokenRange range)
    {
        (_evidence[index] ??= []).Add(range);
        _changed = true;
    }

    /// <summary>The content without a clause that stands at the edge of one of its ranges; commas beside it go, too.</summary>
    private ImmutableArray<TokenRange> Without(ImmutableArray<TokenRange> content, TokenRange clause)
    {
        var left = ImmutableArray.CreateBuilder<TokenRange>();
        foreach (TokenRange range in content)
        {
            if (clause.End <= range.Start || clause.Start >= range.End)
            {
                left.Add(range);
                continue;
            }

            Keep(new TokenRange(range.Start, Math.Max(range.Start, clause.Start)));
            Keep(new TokenRange(Math.Min(clause.End, range.End), range.End));
        }

        return left.Count > 0 ? left.ToImmutable() : content;

        void Keep(TokenRange part)
        {
            int start = part.Start;
            while (start < part.End && _words[start] is "," or ";")
            {
                start++;
            }

            if (start < part.End)
            {
                left.Add(new TokenRange(start, part.End));
            }
        }
    }
}
