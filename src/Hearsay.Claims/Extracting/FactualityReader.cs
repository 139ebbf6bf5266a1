using System.Collections.Frozen;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Tells how sure the words are of an event, and whether they say that it is so: by what governs its predicate ("refused to supply", "plans to supply"), from the root of the
/// sentence down, and by what negates or modifies it ("might supply"). Who speaks does not count where the content of a claim is given: a denied content is negative by its
/// stance, not by this.
/// </summary>
internal sealed class FactualityReader
{
    /// <summary>How many words up the tree may bear on a predicate.</summary>
    private const int LongestChain = 8;

    /// <summary>Score, on the corpus's scale of −3 … +3, below which an event that the rules take for a fact is left open.</summary>
    private const float HardlySo = -1.5f;

    private static readonly FrozenDictionary<string, Signature>.AlternateLookup<ReadOnlySpan<char>> ByLemma = Lexicon();

    private readonly Document _doc;
    private readonly WordView _words;

    /// <summary>Works on one document.</summary>
    public FactualityReader(Document doc, WordView words)
    {
        _doc = doc;
        _words = words;
    }

    /// <summary>What a word makes of the event that it governs or modifies: factuality.tsv explains each.</summary>
    private enum Signature
    {
        None,
        Negative,
        Refusal,
        Implicative,
        Factive,
        Report,
        Probable,
        Doubt,
        Possible,
        Open,
        Intended,
    }

    /// <summary>Certainty and polarity of the event whose predicate is the token with index <paramref name="predicate"/>, as its own sentence puts it.</summary>
    /// <param name="predicate">A verb, a noun ("delivery") or an adjective; a fact where the document has no tree.</param>
    public Factuality Of(int predicate) => Of(predicate, []);

    /// <summary>Certainty and polarity of an event as the content of a claim puts it: what stands outside, as "denied", does not count.</summary>
    /// <param name="predicate">A verb, a noun ("delivery") or an adjective; a fact where the document has no tree.</param>
    /// <param name="content">The ranges of the content; empty for the whole sentence.</param>
    public Factuality Of(int predicate, IReadOnlyList<TokenRange> content)
    {
        State state = Read(predicate, content, 0);
        return new Factuality(state.Certainty, state.Negative ? Polarity.Negative : Polarity.Positive);
    }

    /// <summary>Whether an event is real, as a claim with this content and stance puts it.</summary>
    /// <param name="predicate">The event's predicate.</param>
    /// <param name="content">The ranges of the content; empty for the whole sentence.</param>
    /// <param name="stance">How the source puts the content; <see cref="Stance.Asserts"/> for what is stated without a source.</param>
    public EventStatus StatusOf(int predicate, IReadOnlyList<TokenRange> content, Stance stance = Stance.Asserts)
    {
        State state = Read(predicate, content, 0);
        bool settled = state.Certainty is Certainty.Certain or Certainty.Probable;
        return stance switch
        {
            Stance.Denies => EventStatus.NotHappened,
            Stance.Urges or Stance.Asks => EventStatus.Possible,
            _ when state.Negative && settled && !state.Conditional => EventStatus.NotHappened,
            _ when state.Conditional => EventStatus.Conditional,
            Stance.Pledges or Stance.Threatens => EventStatus.Planned,
            _ when state.Planned => EventStatus.Planned,
            _ when state.Certainty is Certainty.Possible or Certainty.Unknown || (state.Certainty == Certainty.Probable && IsOpenInfinitive(predicate)) => EventStatus.Possible,
            _ when Unlikely(predicate, state, content) => EventStatus.Possible,
            _ => IsOngoing(predicate) ? EventStatus.Ongoing : EventStatus.Happened,
        };
    }

    /// <summary>
    /// True where no word that the rules know opens the event and yet people would hardly take it to have happened. The judgement is of the whole sentence, so it counts only where all that
    /// governs the predicate lies in the content.
    /// </summary>
    private bool Unlikely(int predicate, State state, IReadOnlyList<TokenRange> content)
    {
        if (state != default || _doc.Happenings[predicate] is not < HardlySo)
        {
            return false;
        }

        for (int at = predicate, steps = 0; at >= 0 && steps < LongestChain; at = _doc.Syntax.Heads[at], steps++)
        {
            if (!IsInside(at, content))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>"to arrive", not "to have arrived", "to be arriving": what is yet to come.</summary>
    private bool IsOpenInfinitive(int predicate) =>
        (uint)predicate < (uint)_doc.Syntax.Count && Mark(predicate) is >= 0 and int mark && _words.Is(mark, "to") && !_words.Is(predicate, "have") && !(Child(predicate, DependencyRelation.Aux) is >= 0 and int auxiliary && _doc.Words.Lemma(auxiliary) is "have" or "be");

    /// <summary>The word that says what the content as a whole tells, "supply" in "plans to supply"; −1 where there is no tree.</summary>
    /// <param name="content">The ranges of the content, at least one.</param>
    public int MainPredicate(IReadOnlyList<TokenRange> content)
    {
        int best = TopPredicate(content);
        // "planning to supply", "tried to smuggle": the event is what is planned or tried.
        for (int steps = 0; best >= 0 && steps < LongestChain && SignatureOf(best) is not (Signature.None or Signature.Report) && Child(best, DependencyRelation.Xcomp) is >= 0 and int inner && _doc.Words[inner] == PartOfSpeech.Verb && IsInside(inner, content); steps++)
        {
            best = inner;
        }

        // "have shown interest in buying", "has a plan to buy": what the noun is about.
        if (best >= 0 && _doc.Words[best] == PartOfSpeech.Verb && Child(best, DependencyRelation.Obj) is >= 0 and int noun && IsInside(noun, content) && SignatureOf(noun) is Signature.Open or Signature.Intended or Signature.Possible
            && Child(noun, DependencyRelation.Acl) is >= 0 and int about && Mark(about) >= 0)
        {
            return about;
        }

        // "the shipment to arrive", where the tree hangs the clause on the noun.
        return best >= 0 && _doc.Words[best] is PartOfSpeech.Noun && SignatureOf(best) == Signature.None && Child(best, DependencyRelation.Acl) is >= 0 and int clause && Mark(clause) is >= 0 and int to && _words.Is(to, "to") ? clause : best;
    }

    /// <summary>The word that the content hangs on: the verb highest in its tree, else the noun or adjective; −1 where there is no tree.</summary>
    /// <param name="content">The ranges of the content, at least one.</param>
    public int TopPredicate(IReadOnlyList<TokenRange> content)
    {
        int best = -1;
        int bestRank = int.MaxValue;
        foreach (TokenRange range in content)
        {
            for (int token = range.Start; token < range.End && token < _doc.Syntax.Count; token++)
            {
                if (_doc.Syntax.Heads[token] >= 0 && IsInside(_doc.Syntax.Heads[token], content))
                {
                    continue;
                }

                int rank = _doc.Syntax.Relation(token) switch
                {
                    DependencyRelation.Root or DependencyRelation.Ccomp or DependencyRelation.Xcomp or DependencyRelation.Advcl or DependencyRelation.Acl when _doc.Words[token] is PartOfSpeech.Verb => 0,
                    DependencyRelation.Root or DependencyRelation.Ccomp or DependencyRelation.Xcomp => 1,
                    _ when _doc.Words[token] is PartOfSpeech.Verb => 2,
                    _ when _doc.Words[token] is PartOfSpeech.Noun or PartOfSpeech.Adj => 3,
                    _ => 4,
                };
                if (rank < bestRank)
                {
                    (best, bestRank) = (token, rank);
                }
            }
        }

        return best;
    }

    private static FrozenDictionary<string, Signature>.AlternateLookup<ReadOnlySpan<char>> Lexicon() =>
        EmbeddedTable.Rows("factuality.tsv", columns: 2).SelectMany(row => row[1].Split('|').Select(word => (Word: word, Signature: Enum.Parse<Signature>(row[0], ignoreCase: true))))
            .DistinctBy(pair => pair.Word, StringComparer.Ordinal).ToFrozenDictionary(pair => pair.Word, pair => pair.Signature, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The event as what governs it leaves it, then as its own clause puts it.</summary>
    private State Read(int predicate, IReadOnlyList<TokenRange> content, int depth)
    {
        if ((uint)predicate >= (uint)_doc.Syntax.Count)
        {
            return default;
        }

        int governor = _doc.Syntax.Heads[predicate];
        DependencyRelation relation = _doc.Syntax.Relation(predicate);
        State state = default;
        if (governor >= 0 && depth < LongestChain)
        {
            if (relation == DependencyRelation.Conj && IsInside(governor, content))
            {
                // "did not sell or give", "may sell and give": what stands beside the first counts for both, unless the second has a subject or an auxiliary of its own.
                bool own = SubjectOf(predicate) >= 0 || Child(predicate, DependencyRelation.Aux) >= 0 || Contrasts(predicate);
                state = own ? Governed(governor, content, depth) : Read(governor, content, depth + 1);
            }
            else
            {
                state = Governed(predicate, content, depth);
            }
        }

        return Clause(predicate, state, content);
    }

    /// <summary>What the word above makes of the event.</summary>
    private State Governed(int predicate, IReadOnlyList<TokenRange> content, int depth)
    {
        int governor = _doc.Syntax.Heads[predicate];
        if (governor < 0 || depth >= LongestChain)
        {
            return default;
        }

        // "told them to attack" is an order, "told them that they attacked" a report.
        bool told = _doc.Words.Lemma(governor) is "tell" && Mark(predicate) is >= 0 and int infinitive && _words.Is(infinitive, "to");
        Signature signature = told ? Signature.Open : SignatureOf(governor);
        if (!IsInside(governor, content))
        {
            if (told)
            {
                return new State { Certainty = Certainty.Unknown };
            }

            // Belief and fear are the source's own doubt: "expects the ship to arrive", "fears that it sank".
            return signature is Signature.Probable or Signature.Possible ? Under(default, signature) : default;
        }

        if (_words.Is(governor, "going") && _doc.Syntax.Relation(predicate) == DependencyRelation.Xcomp && Mark(predicate) >= 0)
        {
            signature = Signature.Intended;
        }

        switch (_doc.Syntax.Relation(predicate))
        {
            case DependencyRelation.Xcomp or DependencyRelation.Ccomp or DependencyRelation.Csubj or DependencyRelation.CsubjPass:
                return Under(Read(governor, content, depth + 1), signature == Signature.None ? Complement(governor, predicate) : signature);
            case DependencyRelation.Acl:
                // "a plan to supply", "the accusation that …"; "drones supplied by …" says what it says.
                bool clause = Mark(predicate) >= 0 || Child(predicate, DependencyRelation.Case) >= 0;
                return !clause ? default : signature == Signature.None ? Mark(predicate) is >= 0 and int to && _words.Is(to, "to") ? new State { Certainty = Certainty.Unknown } : default : Under(Read(governor, content, depth + 1), signature);
            case DependencyRelation.Obj or DependencyRelation.Nmod or DependencyRelation.Obl or DependencyRelation.Compound or DependencyRelation.NsubjPass or DependencyRelation.Nsubj or DependencyRelation.NmodPoss:
                return signature is Signature.None or Signature.Implicative or Signature.Factive ? Light(governor, predicate) ? Read(governor, content, depth + 1) : default : Under(Read(governor, content, depth + 1), signature);
            case DependencyRelation.Advcl:
                if (Mark(predicate) is >= 0 and int mark)
                {
                    if (_words.Is(mark, "to"))
                    {
                        return new State { Certainty = Certainty.Unknown, Planned = true };
                    }

                    if (signature is Signature.Negative or Signature.Refusal && _words.Is(mark, "from"))
                    {
                        return Under(Read(governor, content, depth + 1), signature);
                    }
                }

                return signature is Signature.Report or Signature.Negative or Signature.Refusal && Child(predicate, DependencyRelation.Mark) is >= 0 and int of && _words.Is(of, "of") ? Under(Read(governor, content, depth + 1), signature) : default;
            case DependencyRelation.Parataxis:
                return default;
            default:
                return default;
        }
    }

    /// <summary>A complement of a word without signature: an infinitive is open, a clause says what it says.</summary>
    private Signature Complement(int governor, int predicate) =>
        _doc.Syntax.Relation(predicate) == DependencyRelation.Xcomp && Mark(predicate) is >= 0 and int mark && _words.Is(mark, "to") && _doc.Words[governor] is PartOfSpeech.Verb or PartOfSpeech.Adj ? Signature.Open : Signature.Report;

    /// <summary>True for "carried out the attack", "made a delivery": the noun is the event, the verb has its tense and negation.</summary>
    private bool Light(int governor, int noun) =>
        _doc.Words[governor] == PartOfSpeech.Verb && _doc.Syntax.Relation(noun) is DependencyRelation.Obj or DependencyRelation.NsubjPass or DependencyRelation.Nsubj && LightVerbs.Has(_words[governor]);

    private static readonly WordClass LightVerbs = WordClasses.Of("verb.light");

    private static State Under(State above, Signature signature) => signature switch
    {
        Signature.Negative => above with { Negative = !above.Negative },
        Signature.Refusal => above.Negative ? above with { Negative = false, Certainty = Weaker(above.Certainty, Certainty.Possible) } : above with { Negative = true },
        Signature.Factive => above.Planned ? above with { Negative = false } : default,
        Signature.Report => above.Negative ? new State { Certainty = Certainty.Unknown } : new State { Certainty = above.Planned || above.Conditional ? Certainty.Unknown : Certainty.Certain, Conditional = above.Conditional },
        Signature.Probable => above with { Certainty = Weaker(above.Certainty, Certainty.Probable) },
        Signature.Doubt => above with { Negative = !above.Negative, Certainty = Weaker(above.Certainty, Certainty.Probable) },
        Signature.Possible => above with { Certainty = Weaker(above.Certainty, above.Negative ? Certainty.Certain : Certainty.Possible) },
        Signature.Open => above.Negative ? above : above with { Certainty = Certainty.Unknown },
        Signature.Intended => above.Negative ? above : above with { Certainty = Weaker(above.Certainty, Certainty.Probable), Planned = true },
        _ => above,
    };

    /// <summary>What stands beside a predicate: negation, modals, adverbs, conjunctions, conditions.</summary>
    private State Clause(int predicate, State state, IReadOnlyList<TokenRange> content)
    {
        bool negated = false;
        bool could = false;
        bool perfect = false;
        for (int child = _doc.Syntax.FirstDependent(predicate); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (!IsInside(child, content))
            {
                continue;
            }

            switch (_doc.Syntax.Relation(child))
            {
                case DependencyRelation.Aux or DependencyRelation.AuxPass or DependencyRelation.Cop:
                    perfect |= _words[child] is "have";
                    could |= _words[child] is "could" or "can" or "would";
                    state = Modal(child, state);
                    negated |= _words[child].EndsWith("n't", StringComparison.Ordinal) || _words[child].EndsWith("n’t", StringComparison.Ordinal) || _words[child] is "cannot";
                    break;
                case DependencyRelation.Advmod or DependencyRelation.Det or DependencyRelation.CcPreconj or DependencyRelation.Cc when IsNegation(child):
                    negated = true;
                    break;
                case DependencyRelation.Advmod when _words[child] is "almost" or "nearly":
                    state = state with { Negative = true };
                    break;
                case DependencyRelation.Advmod or DependencyRelation.Amod when SignatureOf(child) is Signature.Probable or Signature.Possible or Signature.Intended or Signature.Doubt:
                    state = Under(state, SignatureOf(child));
                    break;
                case DependencyRelation.Mark or DependencyRelation.Case when _words[child] is "without" or "Without" or "despite" && _words.Is(child, "without"):
                    negated = true;
                    break;
                case DependencyRelation.Mark when _words[child] is "if" or "If" or "unless" or "Unless" or "lest" or "whether" or "Whether":
                    state = _words.Is(child, "whether") || _doc.Syntax.Relation(predicate) == DependencyRelation.Ccomp ? state with { Certainty = Certainty.Unknown } : state with { Certainty = Certainty.Unknown, Conditional = true };
                    break;
                case DependencyRelation.Advcl or DependencyRelation.Obl when IsCondition(child) && !IsPast(predicate):
                    state = state with { Certainty = Certainty.Unknown, Conditional = true };
                    break;
                case DependencyRelation.Nsubj or DependencyRelation.NsubjPass or DependencyRelation.Obj when IsNone(child):
                    negated = true;
                    break;
            }
        }

        if (_doc.Words.Has(predicate, "Mood=Imp") && _doc.Syntax.Relation(predicate) is DependencyRelation.Root or DependencyRelation.Conj or DependencyRelation.Ccomp or DependencyRelation.Parataxis)
        {
            state = state with { Certainty = Certainty.Unknown };
        }

        if (_doc.Syntax.Heads[predicate] < 0 && EndsInQuestion(predicate))
        {
            state = state with { Certainty = Certainty.Unknown };
        }

        // "could not supply": it did not; "may not have supplied": perhaps it did not.
        return negated ? state with { Negative = !state.Negative, Certainty = could && !perfect && state.Certainty == Certainty.Possible ? Certainty.Certain : state.Certainty } : state;
    }

    private State Modal(int auxiliary, State state) => _words[auxiliary] switch
    {
        "will" or "Will" or "shall" or "'ll" or "’ll" or "wo" or "won't" or "won’t" => state with { Planned = true },
        "would" or "'d" or "’d" or "wouldn't" or "wouldn’t" => state with { Planned = true },
        _ => SignatureOf(auxiliary) switch
        {
            Signature.Possible => state with { Certainty = Weaker(state.Certainty, Certainty.Possible) },
            Signature.Open => state with { Certainty = Certainty.Unknown },
            _ => state,
        },
    };

    private bool IsNegation(int token) => _words.IsNegation(token) || _words[token] is "hardly" or "scarcely" or "barely";

    /// <summary>"no weapons were supplied", "not one missile", "nobody", "nothing", "none of the ships".</summary>
    public bool IsNone(int noun)
    {
        if (_words.Is(noun, "nobody") || _words.Is(noun, "nothing") || _words.Is(noun, "none") || _words.Is(noun, "neither"))
        {
            return true;
        }

        int determiner = Child(noun, DependencyRelation.Det);
        int number = Child(noun, DependencyRelation.Nummod);
        return (determiner >= 0 && (_words.Is(determiner, "no") || _words.Is(determiner, "neither"))) || (number > 0 && _words.Is(number, "one") && _words.Is(number - 1, "not"));
    }

    /// <summary>"if it is attacked", "unless …", "in the event of an attack".</summary>
    private bool IsCondition(int clause)
    {
        int mark = _doc.Syntax.Relation(clause) == DependencyRelation.Advcl ? Mark(clause) : Child(clause, DependencyRelation.Case);
        if (mark < 0)
        {
            return false;
        }

        return _words[mark] is "if" or "If" or "unless" or "Unless" or "provided" || (_words.Is(mark, "in") && (_words.Is(mark + 1, "case") || (_words.Is(mark + 1, "the") && _words.Is(mark + 2, "event")) || _words.Is(clause, "event") || _words.Is(clause, "case")));
    }

    private bool Contrasts(int conjunct)
    {
        int conjunction = Child(conjunct, DependencyRelation.Cc);
        return conjunction >= 0 && _words.Is(conjunction, "but");
    }

    /// <summary>Present tense, or progressive; a noun is not.</summary>
    private bool IsOngoing(int predicate)
    {
        if ((uint)predicate >= (uint)_doc.Syntax.Count)
        {
            return false;
        }

        bool participle = _words[predicate].EndsWith("ing", StringComparison.OrdinalIgnoreCase);
        bool be = false;
        bool ongoing = false;
        for (int child = _doc.Syntax.FirstDependent(predicate); child >= 0; child = _doc.Syntax.NextDependent(child))
        {
            if (_doc.Syntax.Relation(child) is DependencyRelation.Aux or DependencyRelation.AuxPass or DependencyRelation.Cop && _doc.Words.Lemma(child) is "be")
            {
                // "was supplied" is past, "was supplying" went on, "was being supplied" went on, "is supplied" goes on.
                be = true;
                ongoing |= participle || _words[child] is "being" or "is" or "are" or "'s" or "’s" or "'re" or "’re" or "am";
            }
        }

        if (be)
        {
            return ongoing;
        }

        if (_doc.Words.Has(predicate, "Tense=Pres") && _doc.Words.Has(predicate, "VerbForm=Fin"))
        {
            return true;
        }

        // "continues to supply", "keeps supplying".
        int governor = _doc.Syntax.Heads[predicate];
        if (governor < 0)
        {
            return false;
        }

        return _doc.Syntax.Relation(predicate) switch
        {
            DependencyRelation.Xcomp => _doc.Words.Lemma(governor) is "continue" or "keep" ? !_words[governor].EndsWith("ed", StringComparison.Ordinal) || IsOngoing(governor) : SignatureOf(governor) == Signature.Implicative && IsOngoing(governor),
            DependencyRelation.Conj when SubjectOf(predicate) < 0 && !_doc.Words.Has(predicate, "Tense=Past") => IsOngoing(governor),
            DependencyRelation.Obj or DependencyRelation.NsubjPass when Light(governor, predicate) => IsOngoing(governor),
            _ => false,
        };
    }

    private bool IsPast(int predicate) => _doc.Words.Has(predicate, "Tense=Past") && Child(predicate, DependencyRelation.Aux) < 0;

    private bool EndsInQuestion(int predicate)
    {
        TokenRange sentence = _words.SentenceRange(_words.Sentence(predicate));
        return _words[sentence.End - 1] is "?" || _words[sentence.End - 2] is "?";
    }

    private int SubjectOf(int predicate) => _doc.Syntax.Dependent(predicate, DependencyRelation.Nsubj) is >= 0 and int subject ? subject : _doc.Syntax.Dependent(predicate, DependencyRelation.NsubjPass);

    private int Child(int token, DependencyRelation relation) => _doc.Syntax.Dependent(token, relation);

    private int Mark(int predicate) => Child(predicate, DependencyRelation.Mark);

    private Signature SignatureOf(int token) => ByLemma.TryGetValue(_doc.Words.Lemma(token), out Signature signature) ? signature : Signature.None;

    private static bool IsInside(int token, IReadOnlyList<TokenRange> content)
    {
        if (content.Count == 0)
        {
            return true;
        }

        foreach (TokenRange range in content)
        {
            if (range.Contains(token))
            {
                return true;
            }
        }

        return false;
    }

    private static Certainty Weaker(Certainty one, Certainty other) => one > other ? one : other;

    /// <summary>What is known of an event on the way down the tree; the default is a fact.</summary>
    private readonly record struct State
    {
        public Certainty Certainty { get; init; }

        public bool Negative { get; init; }

        /// <summary>It lies ahead.</summary>
        public bool Planned { get; init; }

        /// <summary>It depends on something else, or something else depends on it.</summary>
        public bool Conditional { get; init; }
    }
}
