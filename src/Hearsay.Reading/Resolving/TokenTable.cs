using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>What resolving needs of every token, looked up once. All columns have one entry per token.</summary>
internal sealed class TokenTable
{
    /// <summary>No quotation, no speaker.</summary>
    public const int None = -1;

    /// <summary>Tokens searched on either side of a quotation for a verb of saying: a clause of attribution is shorter.</summary>
    private const int AttributionReach = 30;

    /// <summary>Steps upwards in a tree, at most: deeper chains of conjuncts are lists or no trees at all.</summary>
    public const int DeepestClimb = 24;

    public TokenTable(Tokens tokens, Sentences sentences, Words words, Dependencies syntax, Names names, Quotations quotations)
    {
        Tokens = tokens;
        Words = words;
        Syntax = syntax;
        Count = tokens.Count;
        Forms = new ulong[Count];
        Lemmas = new ulong[Count];
        Classes = new NounClass[Count];
        States = new short[Count];
        First = new int[Count];
        After = new int[Count];
        SentenceOf = new int[Count];
        NameOf = new sbyte[Count];
        QuotationOf = new int[Count];
        ParagraphOf = sentences.Paragraphs.ToArray();
        Subject = Filled();
        Determiner = Filled();
        Copula = Filled();
        LookUp();
        for (int token = Count - 1; token >= 0; token--)
        {
            int head = syntax.Heads[token];
            if (head >= 0)
            {
                int[]? column = syntax.Relation(token) switch
                {
                    DependencyRelation.Nsubj or DependencyRelation.NsubjPass or DependencyRelation.NsubjOuter => Subject,
                    DependencyRelation.Det => Determiner,
                    DependencyRelation.Cop => Copula,
                    _ => null,
                };
                if (column is not null)
                {
                    column[head] = token;
                }
            }
        }

        for (int sentence = 0; sentence < sentences.Count; sentence++)
        {
            TokenRange range = sentences[sentence];
            SentenceOf.AsSpan(range.Start, range.Length).Fill(sentence);
        }

        Spread();
        NameOf.AsSpan().Fill(-1);
        foreach (Name name in names)
        {
            NameOf.AsSpan(name.Tokens.Start, name.Tokens.Length).Fill((sbyte)name.Kind);
        }

        QuotationOf.AsSpan().Fill(None);
        Speakers = new int[quotations.Ranges.Count];
        Speakers.AsSpan().Fill(None);
        FindSpeakers(quotations);
    }

    public Tokens Tokens { get; }

    public Words Words { get; }

    public Dependencies Syntax { get; }

    public int Count { get; }

    /// <summary>Hash of each token's normal form.</summary>
    public ulong[] Forms { get; }

    /// <summary>Hash of the normal form of each token's lemma.</summary>
    public ulong[] Lemmas { get; }

    public NounClass[] Classes { get; }

    /// <summary>Number of the state that each token names, comes from or is the capital of; 0 for none.</summary>
    public short[] States { get; }

    /// <summary>First token of all that depends on each token, within its sentence.</summary>
    public int[] First { get; }

    /// <summary>Token after all that depends on each token, within its sentence.</summary>
    public int[] After { get; }

    public int[] SentenceOf { get; }

    /// <summary>Paragraph of each sentence.</summary>
    public int[] ParagraphOf { get; }

    /// <summary>The <see cref="NameKind"/> of the name that holds the token, or −1.</summary>
    public sbyte[] NameOf { get; }

    /// <summary>Outermost quotation that holds the token, or <see cref="None"/>.</summary>
    public int[] QuotationOf { get; }

    /// <summary>First subject that depends on each token, or <see cref="None"/>.</summary>
    public int[] Subject { get; }

    /// <summary>First determiner that depends on each token, or <see cref="None"/>.</summary>
    public int[] Determiner { get; }

    /// <summary>First copula that depends on each token, or <see cref="None"/>.</summary>
    public int[] Copula { get; }

    /// <summary>Per quotation: the token that heads the words for its speaker, or <see cref="None"/>.</summary>
    public int[] Speakers { get; }

    /// <summary>Head of a token, or <see cref="Dependencies.Root"/>.</summary>
    public int Head(int token) => Syntax.Heads[token];

    private int[] Filled()
    {
        int[] column = new int[Count];
        column.AsSpan().Fill(None);
        return column;
    }

    private void LookUp()
    {
        Span<char> form = stackalloc char[WordForm.MaximumLength];
        ulong pairBefore = 0;
        for (int token = 0; token < Count; token++)
        {
            ReadOnlySpan<char> normal = form[..WordForm.Normalize(Tokens[token], form)];
            Forms[token] = WordForm.Hash(normal);
            ulong pair = token == 0 ? 0 : WordForm.Extend(WordForm.Extend(Forms[token - 1], "_"), normal);
            NounLexicon.Entry entry = NounLexicon.Of(Forms[token]);
            if (token > 0 && Tokens[token] is [char first, ..] && char.IsUpper(first))
            {
                NounLexicon.Entry two = NounLexicon.Of(pair);
                NounLexicon.Entry three = NounLexicon.Of(WordForm.Extend(WordForm.Extend(pairBefore, "_"), normal));
                entry = three.State != 0 ? three : two.State != 0 ? two : entry;
            }

            pairBefore = pair;
            normal = form[..WordForm.Normalize(Words.Lemma(token), form)];
            Lemmas[token] = WordForm.Hash(normal);
            if (Lemmas[token] != Forms[token])
            {
                NounLexicon.Entry lemma = NounLexicon.Of(Lemmas[token]);
                entry = new NounLexicon.Entry(entry.Class | lemma.Class, entry.State != 0 ? entry.State : lemma.State);
            }

            Classes[token] = entry.Class;
            States[token] = (short)entry.State;
        }
    }

    /// <summary>Widens each token to what depends on it, leaves first. Tokens on a circle, which no tree has, keep what was reached.</summary>
    private void Spread()
    {
        ReadOnlySpan<int> heads = Syntax.Heads;
        int[] waiting = new int[Count];
        for (int token = 0; token < Count; token++)
        {
            First[token] = token;
            After[token] = token + 1;
            if (heads[token] >= 0)
            {
                waiting[heads[token]]++;
            }
        }

        for (int leaf = 0; leaf < Count; leaf++)
        {
            int at = waiting[leaf] == 0 ? leaf : None;
            while (at >= 0)
            {
                waiting[at] = -1;
                int head = heads[at];
                if (head >= 0 && SentenceOf[head] == SentenceOf[at])
                {
                    First[head] = Math.Min(First[head], First[at]);
                    After[head] = Math.Max(After[head], After[at]);
                }

                at = head >= 0 && --waiting[head] == 0 && head < leaf ? head : None;
            }
        }
    }

    private void FindSpeakers(Quotations quotations)
    {
        int end = 0;
        int before = None;
        for (int quotation = 0; quotation < quotations.Ranges.Count; quotation++)
        {
            Quotation range = quotations.Ranges[quotation];
            if (range.Tokens.Start < end || range.Tokens.IsEmpty)
            {
                continue;
            }

            end = range.Tokens.End;
            QuotationOf.AsSpan(range.Tokens.Start, range.Tokens.Length).Fill(quotation);
            int speaker = Speaker(range.Tokens);
            if (speaker == None && before != None && (range.Continues >= 0 || SameParagraph(quotations.Ranges[before].Tokens.End - 1, range.Tokens.Start)))
            {
                speaker = Speakers[before];
            }

            Speakers[quotation] = speaker;
            before = quotation;
        }
    }

    private bool SameParagraph(int token, int other) => ParagraphOf[SentenceOf[token]] == ParagraphOf[SentenceOf[other]];

    /// <summary>The subject of the nearest verb of saying in the sentence that the quotation ends in, after it, or begins in, before it.</summary>
    private int Speaker(TokenRange quotation)
    {
        int last = quotation.End - 1;
        for (int token = quotation.End; token < Math.Min(Count, quotation.End + AttributionReach) && SentenceOf[token] == SentenceOf[last]; token++)
        {
            int subject = SubjectOfSaying(token, quotation);
            if (subject != None)
            {
                return subject;
            }
        }

        for (int token = quotation.Start - 1; token >= Math.Max(0, quotation.Start - AttributionReach) && SentenceOf[token] == SentenceOf[quotation.Start]; token--)
        {
            int subject = SubjectOfSaying(token, quotation);
            if (subject != None)
            {
                return subject;
            }
        }

        return None;
    }

    private int SubjectOfSaying(int token, TokenRange quotation)
    {
        if ((Classes[token] & NounClass.Saying) == NounClass.None || Words[token] is not PartOfSpeech.Verb)
        {
            return None;
        }

        int verb = token;
        for (int step = 0; step < DeepestClimb && verb >= 0; step++)
        {
            int subject = Subject[verb];
            if (subject >= 0)
            {
                return quotation.Contains(subject) ? None : subject;
            }

            if (Syntax.Relation(verb) != DependencyRelation.Conj)
            {
                break;
            }

            verb = Head(verb);
        }

        return None;
    }
}
