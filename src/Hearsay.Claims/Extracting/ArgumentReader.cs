using Hearsay.Claims.Coding;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Claims.Extracting;

/// <summary>
/// Finds the phrases around a predicate in the trees of one document: those that depend on it, those that a relative clause, a participle or a noun lends it, and the subject
/// that it shares with the verb above ("agreed to supply", "was accused of supplying").
/// </summary>
internal sealed class ArgumentReader
{
    /// <summary>How many verbs or nouns up a subject may come from.</summary>
    private const int LongestChain = 8;

    /// <summary>How deep in the phrases of a predicate another phrase may hang that belongs to it ("drones to its ally Russia").</summary>
    private const int Deepest = 3;

    /// <summary>Most phrases looked at for one predicate; a sentence rarely has ten.</summary>
    private const int Most = 48;

    private static readonly WordClass Amounts = new(
    [
        "number", "amount", "hundred", "thousand", "dozen", "score", "lot", "ton", "tonne", "pair", "series", "group", "type", "kind", "range", "batch", "variety", "set", "couple", "piece", "more", "few", "several", "consignment",
        "shipment", "rest", "majority", "part", "barrel", "million", "billion", "fleet", "stock", "quantity", "level", "wave", "barrage", "majority", "most", "some", "many", "half", "worth", "one", "two",
    ]);

    private static readonly WordClass ObjectBlamed = new(["accuse", "suspect", "blame", "charge", "convict", "condemn", "criticise", "criticize", "prevent", "stop", "keep", "ban", "bar", "prohibit", "thank", "praise", "forbid", "warn", "dissuade", "catch", "see", "denounce", "block", "deter", "acquit", "discourage", "interview", "arrest", "detain", "fine", "punish", "question", "investigate", "criticise", "indict", "jail", "sanction"]);

    private static readonly WordClass SubjectKept = new(["promise", "vow", "threaten", "pledge", "agree", "plan", "intend", "show", "need", "use"]);

    private static readonly WordClass ObjectAsked = new(["urge", "call", "ask", "press", "push", "order", "tell", "instruct", "invite", "appeal", "pressure", "lobby", "advise", "encourage", "force", "compel", "persuade", "require", "request", "want", "allow", "permit", "enable", "help", "command", "implore", "beg"]);

    private static readonly WordClass Permitting = new(["allow", "let", "permit"]);

    private readonly Document _doc;
    private readonly WordView _words;
    private readonly List<Argument> _found = new(Most);

    /// <summary>Works on one document with trees.</summary>
    public ArgumentReader(Document doc, WordView words)
    {
        _doc = doc;
        _words = words;
    }

    private Dependencies Syntax => _doc.Syntax;

    /// <summary>The phrases around a predicate, those that depend on it first. The list is filled anew by the next call.</summary>
    public List<Argument> Of(int predicate)
    {
        _found.Clear();
        AddDependents(predicate);
        AddLent(predicate);
        AddShared(predicate);
        for (int at = 0; at < _found.Count && _found.Count < Most; at++)
        {
            Argument argument = _found[at];
            if (argument.Slot != Slot.Subject && argument.Depth < Deepest)
            {
                AddNested(argument.Head, argument.Depth + 1);
            }
        }

        return _found;
    }

    /// <summary>The token that the phrase is about: "drones" in "a limited number of drones", itself in most.</summary>
    public int ThingOf(int head)
    {
        int at = head;
        for (int steps = 0; steps < Deepest && (Amounts.Has(_doc.Words.Lemma(at)) || _doc.Words[at] == PartOfSpeech.Num); steps++)
        {
            int inside = -1;
            for (int child = Syntax.FirstDependent(at); child >= 0; child = Syntax.NextDependent(child))
            {
                if (Syntax.Relation(child) is DependencyRelation.Nmod && SlotOf(child) == Slot.Of)
                {
                    inside = child;
                    break;
                }
            }

            if (inside < 0)
            {
                break;
            }

            at = inside;
        }

        return at;
    }

    /// <summary>Head of the phrase that names who does it, or −1: the verb's own subject, or one that it shares with the word above it.</summary>
    public int SubjectOf(int predicate)
    {
        int at = predicate;
        for (int steps = 0; steps < LongestChain; steps++)
        {
            bool passive = IsPassive(at);
            int own = OwnSubject(at);
            if (own >= 0 && !passive)
            {
                return own;
            }

            if (passive && at == predicate)
            {
                return AgentOf(at);
            }

            int head = Syntax.Heads[at];
            if (head < 0)
            {
                return -1;
            }

            DependencyRelation relation = Syntax.Relation(at);
            if (relation is DependencyRelation.Acl or DependencyRelation.Advcl && MarkOf(at) is >= 0 and int linked && Links(linked) && Blamed(at) is >= 0 and int blamed)
            {
                return blamed;
            }

            switch (relation)
            {
                case DependencyRelation.AclRelcl:
                    return IsPassive(at) ? -1 : Syntax.Dependent(at, DependencyRelation.Obj) >= 0 || OwnSubject(at) < 0 ? ThingOf(head) : -1;
                case DependencyRelation.Acl when _doc.Words.Has(at, "VerbForm=Part") || (_doc.Words.Has(at, "VerbForm=Ger") && MarkOf(at) < 0):
                    return IsPassive(at) ? -1 : head;
                case DependencyRelation.Acl:
                    return OwnerOf(head) is >= 0 and int owner ? owner : NounsSubject(head);
                case DependencyRelation.Xcomp or DependencyRelation.Advcl or DependencyRelation.Ccomp:
                    if (_doc.Words[head] is PartOfSpeech.Noun && OwnSubject(head) < 0)
                    {
                        return OwnerOf(head);
                    }

                    if (Controller(at, head, relation) is >= 0 and int controller)
                    {
                        return controller;
                    }

                    if (relation == DependencyRelation.Ccomp && IsFinite(at))
                    {
                        return -1;
                    }

                    if (IsPassive(head) && SubjectAbove(head) is >= 0 and int caught)
                    {
                        return caught;
                    }

                    if (IsPassive(head))
                    {
                        return relation == DependencyRelation.Advcl && MarkOf(at) is >= 0 and int by && _words.Is(by, "by") ? AgentOf(head) : Syntax.Dependent(head, DependencyRelation.NsubjPass) is >= 0 and int subject ? subject : Lender(head);
                    }

                    break;
                case DependencyRelation.Conj or DependencyRelation.Parataxis or DependencyRelation.Csubj:
                    if (relation == DependencyRelation.Conj && IsPassive(head) && !passive)
                    {
                        return Syntax.Dependent(head, DependencyRelation.NsubjPass);
                    }

                    break;
                default:
                    return -1;
            }

            at = head;
        }

        return -1;
    }

    /// <summary>Who does what a noun says, or −1: its owner, its agent, or the subject of the verb that it is the object of ("launched an attack").</summary>
    public int NounsSubject(int noun)
    {
        int at = noun;
        for (int steps = 0; steps < LongestChain && Syntax.Heads[at] is >= 0 and int head; steps++)
        {
            DependencyRelation relation = Syntax.Relation(at);
            if (_doc.Words[head] is PartOfSpeech.Verb or PartOfSpeech.Aux)
            {
                return relation is DependencyRelation.Obj or DependencyRelation.Obl or DependencyRelation.Xcomp or DependencyRelation.NsubjPass && DoingVerbs.Has(_doc.Words.Lemma(head)) ? SubjectOf(head) : -1;
            }

            if (_doc.Words[head] is not (PartOfSpeech.Noun or PartOfSpeech.Adj) || relation is not (DependencyRelation.Nmod or DependencyRelation.Obl or DependencyRelation.Conj or DependencyRelation.Acl or DependencyRelation.Compound))
            {
                return -1;
            }

            if (OwnerOf(head) is >= 0 and int owner)
            {
                return owner;
            }

            if (OwnSubject(head) is >= 0 and int subject)
            {
                return subject;
            }

            at = head;
        }

        return -1;
    }

    /// <summary>Verbs whose subject does what their object says: "carry out an attack", "announce a withdrawal".</summary>
    public static WordClass DoingVerbs { get; } = new(
    [
        "carry", "conduct", "launch", "make", "hold", "stage", "take", "undertake", "perform", "mount", "begin", "start", "continue", "resume", "complete", "stop", "halt", "suspend", "announce", "order", "plan", "prepare",
        "give", "provide", "offer", "grant", "send", "impose", "establish", "create", "pay", "declare", "promise", "pledge", "vow", "threaten", "refuse", "deny", "admit", "approve", "commit", "conspire", "speed", "accelerate",
        "speeded", "call", "organise", "organize", "do", "have", "inflict", "authorise", "authorize", "lead", "execute", "increase", "reduce", "expand", "boost", "end", "finish", "want", "agree", "consider", "propose", "pursue", "repeat", "renew",
        "engage", "escalate", "extend", "wage", "show", "express", "voice", "underscore", "reaffirm", "open", "file", "sign", "reach", "maintain", "keep", "postpone", "cancel", "delay", "mull", "discuss", "underline", "stress", "step", "be", "schedule", "hide", "conceal", "disguise", "hatch", "devise", "negotiate", "strike", "seal", "close", "run", "operate",
    ]);

    /// <summary>The one whose noun it is: "Iran's", "its", "Iranian", "Iran" before it, or whom "by" brings; −1 for none.</summary>
    public int OwnerOf(int noun)
    {
        int found = -1;
        for (int child = Syntax.FirstDependent(noun); child >= 0; child = Syntax.NextDependent(child))
        {
            DependencyRelation relation = Syntax.Relation(child);
            if (relation == DependencyRelation.NmodPoss)
            {
                return child;
            }

            if (relation is DependencyRelation.Nmod or DependencyRelation.Obl or DependencyRelation.OblAgent && SlotOf(child) == Slot.By)
            {
                found = child;
            }
        }

        return found;
    }

    /// <summary>What the phrase is to the word that it depends on, by its preposition.</summary>
    public Slot SlotOf(int head)
    {
        for (int child = Syntax.FirstDependent(head); child >= 0 && child < head; child = Syntax.NextDependent(child))
        {
            if (Syntax.Relation(child) is DependencyRelation.Case or DependencyRelation.Mark && !(_words.Joined(child) && _words[child - 1] is "-") && PredicateLexicon.SlotOf(_words[child]) is not Slot.None and var slot)
            {
                // "up to 16 advisers" counts.
                return slot == Slot.To && _words.Is(child - 1, "up") ? Slot.None : slot;
            }
        }

        return Slot.None;
    }

    /// <summary>True when the verb is a passive: it is what its grammatical subject suffers.</summary>
    public bool IsPassive(int verb)
    {
        if (_doc.Words[verb] != PartOfSpeech.Verb)
        {
            return false;
        }

        if (Syntax.Dependent(verb, DependencyRelation.AuxPass) >= 0 || Syntax.Dependent(verb, DependencyRelation.NsubjPass) >= 0)
        {
            return true;
        }

        if (Syntax.Relation(verb) == DependencyRelation.Conj && Syntax.Heads[verb] is >= 0 and int first && _doc.Words[first] == PartOfSpeech.Verb && Syntax.Heads[first] != verb)
        {
            return Syntax.Relation(first) != DependencyRelation.Conj && IsPassive(first);
        }

        return Syntax.Dependent(verb, DependencyRelation.Nsubj) < 0 && Syntax.Dependent(verb, DependencyRelation.Aux) < 0
            && (_doc.Words.Has(verb, "Voice=Pass") || (Syntax.Relation(verb) == DependencyRelation.Acl && _doc.Words.Has(verb, "Tense=Past")));
    }

    /// <summary>True for an oblique noun without preposition that is no expression of time.</summary>
    private bool IsBare(int token) => Syntax.Relation(token) == DependencyRelation.Obl && _doc.Words[token] is PartOfSpeech.Noun or PartOfSpeech.Propn && SlotOf(token) == Slot.None
        && (Syntax.Dependent(token, DependencyRelation.Case) is var mark && (mark < 0 || _words.Is(mark - 1, "up"))) && !IsTime(token);

    /// <summary>True when the token is part of an expression of time.</summary>
    public bool IsTime(int token)
    {
        int index = TextOrder.FirstFrom(_doc.Times, static time => time.Tokens, token + 1) - 1;
        return index >= 0 && _doc.Times[index].Tokens.Contains(token);
    }

    private bool IsFinite(int verb) => _doc.Words.Has(verb, "VerbForm=Fin") || Syntax.Dependent(verb, DependencyRelation.Aux) >= 0;

    private int OwnSubject(int token)
    {
        for (int child = Syntax.FirstDependent(token); child >= 0; child = Syntax.NextDependent(child))
        {
            if (Syntax.Relation(child) is DependencyRelation.Nsubj or DependencyRelation.NsubjOuter)
            {
                // "has outright rejected": an adverb that the reader takes for a subject is none.
                if (_doc.Words[child] is PartOfSpeech.Adj or PartOfSpeech.Adv)
                {
                    continue;
                }

                return IsRelative(child) ? Antecedent(token) : child;
            }
        }

        for (int child = Syntax.FirstDependent(token); child >= 0 && child < token; child = Syntax.NextDependent(child))
        {
            if (IsBare(child) && _doc.Words[token] == PartOfSpeech.Verb)
            {
                return child;
            }
        }

        return -1;
    }

    private int AgentOf(int verb)
    {
        for (int child = Syntax.FirstDependent(verb); child >= 0; child = Syntax.NextDependent(child))
        {
            if (Syntax.Relation(child) is DependencyRelation.OblAgent or DependencyRelation.Obl or DependencyRelation.Nmod && SlotOf(child) == Slot.By)
            {
                return child;
            }
        }

        return -1;
    }

    /// <summary>The object or the subject of the verb above that is meant as subject: "urged Iran to stop", "Iran was accused of supplying".</summary>
    private int Controller(int verb, int head, DependencyRelation relation)
    {
        ReadOnlySpan<char> lemma = _doc.Words.Lemma(head);
        bool blamed = ObjectBlamed.Has(lemma) && MarkOf(verb) is >= 0 and int mark && (_words.Is(mark, "of") || _words.Is(mark, "for") || _words.Is(mark, "from") || _words.Is(mark, "with") || _words.Is(mark, "against"));

        // "called on China to tighten", where the reader takes what is asked for a purpose.
        bool asked = ObjectAsked.Has(lemma) && MarkOf(verb) is >= 0 and int to && _words.Is(to, "to");
        if (relation == DependencyRelation.Ccomp || (relation == DependencyRelation.Advcl && !blamed && !asked) || SubjectKept.Has(lemma))
        {
            return -1;
        }

        int found = -1;
        for (int child = Syntax.FirstDependent(head); child >= 0 && (child < verb || found < 0); child = Syntax.NextDependent(child))
        {
            if (Syntax.Relation(child) is DependencyRelation.Obj or DependencyRelation.Iobj or DependencyRelation.NsubjPass || (Syntax.Relation(child) == DependencyRelation.Obl && child < verb && SlotOf(child) is Slot.On or Slot.Upon or Slot.For))
            {
                found = child;
            }
        }

        return found;
    }

    private bool Links(int mark) => _words.Is(mark, "of") || _words.Is(mark, "for") || _words.Is(mark, "from") || _words.Is(mark, "with") || _words.Is(mark, "against");

    /// <summary>Whom the verb above blames or keeps from what the clause says, wherever in its object a reader hung the clause: "accused Iran on Monday of supplying".</summary>
    private int Blamed(int clause)
    {
        int at = Syntax.Heads[clause];
        for (int steps = 0; steps < Deepest && at >= 0 && _doc.Words[at] is not PartOfSpeech.Verb; steps++)
        {
            at = Syntax.Heads[at];
        }

        if (at < 0 || !ObjectBlamed.Has(_doc.Words.Lemma(at)))
        {
            return -1;
        }

        int suffers = Syntax.Dependent(at, DependencyRelation.NsubjPass);
        return suffers >= 0 ? suffers : Syntax.Dependent(at, DependencyRelation.Obj) is >= 0 and int blamed && blamed < clause ? blamed : IsPassive(at) ? SubjectAbove(at) : -1;
    }

    /// <summary>Of "accused China of being caught selling": the one who is caught.</summary>
    private int SubjectAbove(int passive) =>
        Syntax.Relation(passive) is DependencyRelation.Acl or DependencyRelation.Advcl && MarkOf(passive) is >= 0 and int mark && Links(mark) ? Blamed(passive) : -1;

    private int MarkOf(int clause) => Syntax.Dependent(clause, DependencyRelation.Mark);

    /// <summary>The noun that a participle or a relative clause says something about.</summary>
    private int Lender(int verb)
    {
        int at = verb;
        for (int steps = 0; steps < Deepest && Syntax.Heads[at] is >= 0 and int head; steps++)
        {
            DependencyRelation relation = Syntax.Relation(at);
            if (relation is DependencyRelation.Acl or DependencyRelation.AclRelcl || (relation == DependencyRelation.Amod && Syntax.Dependent(at, DependencyRelation.Nsubj) >= 0))
            {
                return head;
            }

            if (relation != DependencyRelation.Conj)
            {
                return -1;
            }

            at = head;
        }

        return -1;
    }

    private int Antecedent(int verb) => Lender(verb);

    private bool IsRelative(int token) => _doc.Words[token] == PartOfSpeech.Pron && (_words.Is(token, "who") || _words.Is(token, "which") || _words.Is(token, "that") || _words.Is(token, "whom"));

    private void AddDependents(int predicate)
    {
        bool noun = _doc.Words[predicate] is PartOfSpeech.Noun or PartOfSpeech.Propn;
        for (int child = Syntax.FirstDependent(predicate); child >= 0 && _found.Count < Most; child = Syntax.NextDependent(child))
        {
            int head = child;
            if (IsRelative(child) && Antecedent(predicate) is >= 0 and int antecedent)
            {
                head = antecedent;
            }

            Slot prepositional = SlotOf(child);
            Slot slot = Syntax.Relation(child) switch
            {
                DependencyRelation.Nsubj when !noun => Slot.Subject,
                DependencyRelation.NsubjPass => Slot.Object,
                DependencyRelation.Obj => prepositional == Slot.None ? Slot.Object : prepositional,
                DependencyRelation.Iobj => Slot.Indirect,
                DependencyRelation.NmodPoss => Slot.Owner,
                DependencyRelation.Amod or DependencyRelation.Compound when noun => Slot.Modifier,
                DependencyRelation.OblAgent => Slot.By,
                DependencyRelation.Obl or DependencyRelation.Nmod or DependencyRelation.OblUnmarked or DependencyRelation.Advmod => prepositional,
                _ => Slot.None,
            };
            if (!noun && slot == Slot.None && IsBare(child))
            {
                // A reader that takes a subject or an object for a circumstance: nothing stands before it and it is no time.
                _found.Add(new Argument(child > predicate ? Slot.Object : Slot.Subject, child, child > predicate && Syntax.Dependent(predicate, DependencyRelation.Obj) >= 0 ? 1 : 0));
                continue;
            }

            if (slot == Slot.None && Syntax.Relation(child) is DependencyRelation.Obl or DependencyRelation.OblUnmarked or DependencyRelation.Nmod or DependencyRelation.NmodUnmarked or DependencyRelation.Advmod)
            {
                // "to Moscow months before": the preposition stands before a name that the tree hangs on something else.
                AddNested(child, 0);
                continue;
            }

            if (slot != Slot.None)
            {
                _found.Add(new Argument(slot, head, 0));
            }
            else if (Syntax.Relation(child) is DependencyRelation.Xcomp or DependencyRelation.Ccomp && Permitting.Has(_doc.Words.Lemma(predicate)))
            {
                // "let oil go to Estonia": what is let go is the verb's own, where to is not.
                if (Syntax.Dependent(child, DependencyRelation.Nsubj) is >= 0 and int goes)
                {
                    _found.Add(new Argument(Slot.Object, goes, 0));
                }

                AddNested(child, 0);
            }
            else if (Syntax.Relation(child) is DependencyRelation.Advcl or DependencyRelation.Acl or DependencyRelation.Xcomp && MarkOf(child) is >= 0 and int mark && _words[mark] is "in" or "at" or "on" or "by")
            {
                // "cooperate in manufacturing drones": what is made.
                int made = Syntax.Dependent(child, DependencyRelation.Obj);
                if (made >= 0)
                {
                    _found.Add(new Argument(Slot.In, made, 1));
                }
            }
        }
    }

    /// <summary>What a relative clause or a participle says something about is its object where that is missing: "drones supplied by Iran", "drones that Iran supplied".</summary>
    private void AddLent(int predicate)
    {
        if (Lender(predicate) is not (>= 0 and int noun) || _found.Exists(static argument => argument is { Slot: Slot.Object, Depth: 0 }))
        {
            return;
        }

        if (IsPassive(predicate) || (Syntax.Relation(predicate) is DependencyRelation.AclRelcl or DependencyRelation.Amod && OwnSubject(predicate) is >= 0 and int subject && subject != noun))
        {
            _found.Insert(0, new Argument(Slot.Object, noun, 0));
        }
    }

    /// <summary>"seized and searched a ship": the first verb's object stands after the second.</summary>
    private void AddShared(int predicate)
    {
        if (_doc.Words[predicate] != PartOfSpeech.Verb || IsPassive(predicate) || _found.Exists(static argument => argument is { Slot: not Slot.Subject, Depth: 0 })
            || Syntax.Dependent(predicate, DependencyRelation.Conj) is not (>= 0 and int second) || _doc.Words[second] != PartOfSpeech.Verb || second - predicate > 2)
        {
            return;
        }

        if (Syntax.Dependent(second, DependencyRelation.Nsubj) < 0 && Syntax.Dependent(second, DependencyRelation.Obj) is >= 0 and int shared)
        {
            _found.Add(new Argument(Slot.Object, shared, 0));
        }
    }

    /// <summary>Phrases inside a phrase: they may belong to the predicate, where a reader hung them too low.</summary>
    private void AddNested(int phrase, int depth)
    {
        for (int child = Syntax.FirstDependent(phrase); child >= 0 && _found.Count < Most; child = Syntax.NextDependent(child))
        {
            if (Syntax.Relation(child) is DependencyRelation.Nmod or DependencyRelation.Obl or DependencyRelation.Compound or DependencyRelation.OblAgent or DependencyRelation.NmodUnmarked or DependencyRelation.Appos
                && SlotOf(child) is not (Slot.None or Slot.Like) and var slot)
            {
                _found.Add(new Argument(slot, child, depth));
            }
            else if (depth <= Deepest && (Syntax.Relation(child) == DependencyRelation.Conj || (Syntax.Relation(child) == DependencyRelation.Acl && MarkOf(child) < 0)))
            {
                AddNested(child, depth + 1);
            }
        }
    }
}
