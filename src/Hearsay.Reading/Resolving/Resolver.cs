using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Resolving;

/// <summary>
/// Finds mentions and which of them stand for the same person or thing: a mention-ranking model (Denis and Baldridge 2008, Durrett and Klein 2013). For every candidate, from left to right, it weighs
/// "no mention", "somebody new" and each earlier mention in the window. Immutable and safe to share between threads; memory grows with the document, time with its length.
/// </summary>
public sealed class Resolver
{
    private const int Hidden = 64;
    private const int Narrow = 32;
    private const int KindWidth = 16;
    private const int Batch = 128;

    /// <summary>Lead of "no mention" over "somebody new", in the model's scores, from which links are not tried.</summary>
    private const float Hopeless = 4;

    private static readonly ulong Another = WordForm.Hash("another");

    /// <summary>Kinds have a place in their order that the model's outputs follow.</summary>
    private const int Kinds = 11;

    private readonly HeadVectors _vectors;
    private readonly SumTable _candidate;
    private readonly EmbeddingTable _kind;
    private readonly SumTable _pair;
    private readonly Matrix _project;
    private readonly Matrix _mentionHidden;
    private readonly Matrix _mentionScores;
    private readonly Matrix _pairHidden;

    /// <summary>Per scheme the weights of a pair's narrow vector, and what is added.</summary>
    private readonly float[] _pairWeights;
    private readonly float[] _pairBias;
    private readonly float[] _offsets;
    private readonly ConcurrentBag<Scratch> _scratch = [];

    private Resolver(ModelFile model)
    {
        _vectors = new HeadVectors(model.Longs("vocabulary"), model.SignedBytes("vector").ToArray(), model.Floats("vector.scale"));
        _candidate = model.SumTable("candidate", CandidateFeatures.Count);
        _kind = model.Table("kind");
        _pair = model.SumTable("pair", PairFeatures.Count);
        _project = model.Matrix("project");
        _mentionHidden = model.Matrix("mention_hidden");
        _mentionScores = model.Matrix("mention_scores");
        _pairHidden = model.Matrix("pair_hidden");
        _pairWeights = model.Floats("pair_scores.weight");
        _pairBias = model.Floats("pair_scores.bias");
        _offsets = model.Floats("offsets");
        if (_candidate.Rows != CandidateFeatures.Rows || _candidate.Width != 3 * Hidden || _pair.Rows != PairFeatures.Rows || _pair.Width != Hidden || _kind.Width != KindWidth || _offsets.Length != 4 || _pairHidden.Outputs != Narrow || _pairWeights.Length != 2 * Narrow || _pairBias.Length != 2)
        {
            throw ReaderErrors.Mismatch(model.Sha256[..12], "its tables are of another shape");
        }

        Model = model.Sha256;
    }

    /// <summary>SHA-256 of the model's content, 64 lower-case hexadecimal digits.</summary>
    public string Model { get; }

    /// <summary>Loads the model that ships with the product.</summary>
    /// <exception cref="InvalidDataException">The model is missing or damaged.</exception>
    public static Resolver Load()
    {
        using Stream stream = typeof(Resolver).Assembly.GetManifestResourceStream("coreference.hsm") ?? throw ReaderErrors.NoModel("coreference.hsm");
        return Load(stream, "models/en/coreference.hsm");
    }

    /// <summary>Loads another model.</summary>
    /// <param name="model">The model file, read to its end.</param>
    /// <param name="name">Names the model in messages.</param>
    /// <exception cref="InvalidDataException">It is no model or damaged.</exception>
    public static Resolver Load(Stream model, string name) => new(ModelFile.Read(model, name));

    /// <summary>Finds the mentions of a document and their entities.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="sentences">The sentences.</param>
    /// <param name="words">Tags, lemmas and features of the tokens.</param>
    /// <param name="syntax">A tree over each sentence.</param>
    /// <param name="names">The names found.</param>
    /// <param name="quotations">What stands in quotation marks.</param>
    /// <param name="scheme">Which habit to follow.</param>
    /// <returns><see cref="Coreference.None"/> where there is no syntax.</returns>
    public Coreference Find(Tokens tokens, Sentences sentences, Words words, Dependencies syntax, Names names, Quotations quotations, CoreferenceScheme scheme = CoreferenceScheme.Gum)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        ArgumentNullException.ThrowIfNull(sentences);
        ArgumentNullException.ThrowIfNull(words);
        ArgumentNullException.ThrowIfNull(syntax);
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(quotations);
        if (words.Count != tokens.Count || syntax.Count != tokens.Count || tokens.Count == 0)
        {
            return Coreference.None;
        }

        var table = new TokenTable(tokens, sentences, words, syntax, names, quotations);
        Scratch scratch = _scratch.TryTake(out Scratch? used) ? used : new Scratch(this);
        scratch.Words.Clear();
        MentionFinder.Find(table, scratch.Words, scratch.Candidates);
        Span<Candidate> candidates = CollectionsMarshal.AsSpan(scratch.Candidates);
        scratch.Fit(candidates.Length);
        Link(candidates, CollectionsMarshal.AsSpan(scratch.Words), table, scheme, scratch);
        Coreference found = Assemble(candidates, scratch.Antecedents.AsSpan(0, candidates.Length));
        _scratch.Add(scratch);
        return found;
    }

    /// <summary>Decides for every candidate: −2 no mention, −1 somebody new, else the index of its antecedent.</summary>
    private void Link(Span<Candidate> candidates, ReadOnlySpan<ulong> words, TokenTable table, CoreferenceScheme scheme, Scratch scratch)
    {
        int wide = _project.PaddedOutputs;
        float[] vectors = scratch.Vectors;
        float[] projected = scratch.Projected;
        float[] behind = scratch.Behind;
        int[] rows = scratch.Rows;
        float[] hidden = scratch.Hidden;
        float[] narrow = scratch.Narrowed;
        float[] scores = scratch.Scores;
        int[] antecedents = scratch.Antecedents;
        Span<int> features = stackalloc int[CandidateFeatures.Count];
        Span<int> pair = stackalloc int[PairFeatures.Count];
        Span<float> sum = stackalloc float[3 * Hidden];
        Span<float> kinds = stackalloc float[KindWidth];
        int[] entityOf = scratch.EntityOf;
        EntityState[] states = scratch.States;
        AntecedentWindow window = scratch.Window;
        window.Clear();
        int output = scheme == CoreferenceScheme.Gum ? 0 : 1;
        for (int start = 0; start < candidates.Length; start += Batch)
        {
            int count = Math.Min(Batch, candidates.Length - start);
            for (int i = 0; i < count; i++)
            {
                rows[start + i] = _vectors.Row(table.Forms[candidates[start + i].Head]);
                _vectors.Copy(rows[start + i], vectors.AsSpan(i * HeadVectors.Width));
            }

            _project.Multiply(vectors, HeadVectors.Width, 1, 0, count, projected);
            for (int i = start; i < start + count; i++)
            {
                ref Candidate one = ref candidates[i];
                ReadOnlySpan<float> from = projected.AsSpan((i - start) * wide, wide);
                CandidateFeatures.Describe(i, candidates, table, features);
                from.Slice(3 * Hidden, KindWidth).CopyTo(kinds);
                from[..(3 * Hidden)].CopyTo(sum);
                foreach (int row in features[..^1])
                {
                    _kind.AddTo(row, kinds);
                }

                one.Kind = CandidateKinds.Of(one, kinds[..Kinds]);
                features[^1] = CandidateFeatures.Row(one.Kind, one);
                _candidate.AddTo(features, sum);
                sum.Slice(Hidden, Hidden).CopyTo(behind.AsSpan(i * Hidden));

                Rectify(sum[(2 * Hidden)..], hidden);
                _mentionHidden.Multiply(hidden, Hidden, 1, 0, 1, narrow);
                Rectify(narrow.AsSpan(0, _mentionHidden.PaddedOutputs), narrow);
                _mentionScores.Multiply(narrow, _mentionHidden.Outputs, 1, 0, 1, scores);
                float none = scores[output * 2] + _offsets[output * 2];
                float best = scores[(output * 2) + 1] + _offsets[(output * 2) + 1];
                int chosen = best > none ? -1 : -2;

                // What is most likely no mention is not compared with others.
                int found = none > best + Hopeless ? 0 : window.Find(one, words);
                best = Math.Max(best, none);
                int fitting = 0;
                for (int k = 0; k < found; k++)
                {
                    int other = window.Found[k];
                    float cosine = one.Form == MentionForm.Pronoun || candidates[other].Form == MentionForm.Pronoun ? 0 : _vectors.Cosine(rows[i], rows[other]);
                    PairFeatures.Describe(one, candidates[other], table, words, window.Distances[k], Math.Min(fitting, PairFeatures.HighestRank), cosine, states[entityOf[other]], other, pair);
                    fitting += PairFeatures.Fits(one, candidates[other]) ? 1 : 0;
                    Span<float> to = hidden.AsSpan(k * Hidden, Hidden);
                    VectorSum.Write(sum[..Hidden], behind.AsSpan(other * Hidden, Hidden), to);
                    _pair.AddTo(pair, to);
                    Rectify(to, to);
                }

                _pairHidden.Multiply(hidden, Hidden, 1, 0, found, narrow);
                ReadOnlySpan<float> weights = _pairWeights.AsSpan(output * Narrow, Narrow);
                for (int k = 0; k < found; k++)
                {
                    float score = Rectified(narrow.AsSpan(k * Narrow, Narrow), weights) + _pairBias[output];
                    int other = window.Found[k];
                    if (SpeaksOfItself(one, candidates[other], table))
                    {
                        chosen = other;
                        break;
                    }

                    if (score > best && !RuledOut(one, candidates[other], states[entityOf[other]], table))
                    {
                        best = score;
                        chosen = other;
                    }
                }

                antecedents[i] = chosen;
                if (chosen != -2)
                {
                    window.Add(i, one, words);
                    entityOf[i] = chosen < 0 ? i : entityOf[chosen];
                    states[entityOf[i]].Join(i, one);
                }
            }
        }
    }

    /// <summary>"I" in a quotation is its speaker, whichever of the two comes first.</summary>
    private static bool SpeaksOfItself(in Candidate one, in Candidate other, TokenTable table) =>
        (one.Class == ReferenceClass.I && one.Quotation >= 0 && table.Speakers[one.Quotation] == other.Head && other.Person == 3)
        || (other.Class == ReferenceClass.I && other.Quotation >= 0 && one.Quotation != other.Quotation && table.Speakers[other.Quotation] == one.Head);

    /// <summary>
    /// True where grammar forbids that both are the same: a man and a woman; subject and object of one verb, unless one is reflexive; "another" and whatever came before; "two" and "three" of a kind.
    /// </summary>
    private static bool RuledOut(in Candidate one, in Candidate other, in EntityState entity, TokenTable table)
    {
        if (one.Gender is MentionGender.Masculine or MentionGender.Feminine && entity.Agrees(one.Gender) == 2)
        {
            return true;
        }

        if (one.Governor >= 0 && one.Governor == other.Governor && !one.Reflexive && one.Sentence == other.Sentence && IsSubject(one.Role) != IsSubject(other.Role) && (IsObject(one.Role) || IsObject(other.Role)))
        {
            return true;
        }

        if (one.Form == MentionForm.Nominal && one.Determiner >= 0)
        {
            ulong determiner = table.Forms[one.Determiner];
            return determiner == Another
                || (other.Form == MentionForm.Nominal && other.Determiner >= 0 && table.Words[one.Determiner] == PartOfSpeech.Num && table.Words[other.Determiner] == PartOfSpeech.Num && determiner != table.Forms[other.Determiner]);
        }

        return false;
    }

    private static bool IsSubject(DependencyRelation role) => role is DependencyRelation.Nsubj or DependencyRelation.NsubjPass or DependencyRelation.NsubjOuter;

    private static bool IsObject(DependencyRelation role) => role is DependencyRelation.Obj or DependencyRelation.Iobj or DependencyRelation.Obl or DependencyRelation.OblAgent;

    private static Coreference Assemble(ReadOnlySpan<Candidate> candidates, ReadOnlySpan<int> antecedents)
    {
        int count = antecedents.Length - antecedents.Count(-2);
        var mentions = new Mention[count];
        int[] entities = new int[count];
        int[] entityOf = new int[candidates.Length];
        var kinds = new EntityKind[candidates.Length];
        int at = 0;
        for (int i = 0; i < candidates.Length; i++)
        {
            if (antecedents[i] == -2)
            {
                continue;
            }

            ref readonly Candidate one = ref candidates[i];
            entityOf[i] = antecedents[i] < 0 ? i : entityOf[antecedents[i]];
            entities[at] = entityOf[i];
            mentions[at++] = new Mention(new TokenRange(one.Start, one.End), one.Head, one.Form, one.Kind, one.Number, one.Gender, one.Person);
            if (one.Form != MentionForm.Pronoun && (kinds[entityOf[i]] == EntityKind.Unknown || one.Form == MentionForm.Name))
            {
                kinds[entityOf[i]] = one.Kind;
            }
        }

        for (int i = 0; i < count; i++)
        {
            if (mentions[i].Form == MentionForm.Pronoun && kinds[entities[i]] is not EntityKind.Unknown and var kind)
            {
                mentions[i] = mentions[i] with { Kind = kind };
            }
        }

        return new Coreference(mentions, entities);
    }

    /// <summary>Sum of products with the rectified <paramref name="x"/>, in eight fixed lanes.</summary>
    private static float Rectified(ReadOnlySpan<float> x, ReadOnlySpan<float> weights)
    {
        ReadOnlySpan<Vector256<float>> a = MemoryMarshal.Cast<float, Vector256<float>>(x);
        ReadOnlySpan<Vector256<float>> b = MemoryMarshal.Cast<float, Vector256<float>>(weights);
        Vector256<float> sum = Vector256<float>.Zero;
        for (int i = 0; i < a.Length; i++)
        {
            sum = Vector256.FusedMultiplyAdd(Vector256.Max(a[i], Vector256<float>.Zero), b[i], sum);
        }

        Vector128<float> four = sum.GetLower() + sum.GetUpper();
        return (four[0] + four[2]) + (four[1] + four[3]);
    }

    private static void Rectify(ReadOnlySpan<float> from, Span<float> to)
    {
        ReadOnlySpan<Vector256<float>> x = MemoryMarshal.Cast<float, Vector256<float>>(from);
        Span<Vector256<float>> y = MemoryMarshal.Cast<float, Vector256<float>>(to);
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = Vector256.Max(x[i], Vector256<float>.Zero);
        }
    }

    /// <summary>Memory that one thread resolves in, reused from document to document.</summary>
    private sealed class Scratch(Resolver resolver)
    {
        public float[] Vectors { get; } = new float[Batch * HeadVectors.Width];

        public float[] Projected { get; } = new float[Batch * resolver._project.PaddedOutputs];

        public float[] Hidden { get; } = new float[AntecedentWindow.MaximumAntecedents * Resolver.Hidden];

        public float[] Narrowed { get; } = new float[AntecedentWindow.MaximumAntecedents * Resolver.Narrow];

        public float[] Scores { get; } = new float[resolver._mentionScores.PaddedOutputs];

        public AntecedentWindow Window { get; } = new();

        public List<Candidate> Candidates { get; } = [];

        public List<ulong> Words { get; } = [];

        public float[] Behind { get; private set; } = [];

        public int[] Rows { get; private set; } = [];

        public int[] EntityOf { get; private set; } = [];

        public int[] Antecedents { get; private set; } = [];

        public EntityState[] States { get; private set; } = [];

        /// <summary>Makes room for <paramref name="count"/> candidates, with no entity begun.</summary>
        public void Fit(int count)
        {
            if (Rows.Length < count)
            {
                int size = Math.Max(256, (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)count));
                Behind = new float[size * Resolver.Hidden];
                Rows = new int[size];
                EntityOf = new int[size];
                Antecedents = new int[size];
                States = new EntityState[size];
            }

            States.AsSpan(0, count).Clear();
        }
    }
}
