using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Judging;

/// <summary>
/// Judges whether what predicates tell has happened: a regression over features of the predicate, of its tree and of the base encoder's vectors of the predicate and its governor. Immutable and safe
/// to share between threads.
/// </summary>
internal sealed class Judge
{
    /// <summary>Vectors that count per predicate: its own and its governor's.</summary>
    public const int Vectors = 2;

    private const int Hidden = 64;
    private const int Batch = 64;

    /// <summary>Ends of the corpus's scale.</summary>
    private const float Highest = 3;

    private readonly SumTable _features;
    private readonly Matrix _project;
    private readonly Matrix _hidden;
    private readonly float[] _weights;
    private readonly float _bias;
    private readonly int _width;

    private Judge(ModelFile model, int width)
    {
        _features = model.SumTable("features", PredicateFeatures.Count);
        _project = model.Matrix("project");
        _hidden = model.Matrix("hidden");
        _weights = model.Floats("score.weight");
        _bias = model.Floats("score.bias")[0];
        _width = width;
        Model = model.Sha256;
        if (_features.Rows != PredicateFeatures.Rows || _features.Width != Hidden || _project.Inputs != Vectors * width || _project.PaddedOutputs != Hidden || _hidden.Inputs != Hidden || _hidden.Outputs != _weights.Length)
        {
            throw ReaderErrors.Mismatch(model.Sha256[..12], "its tables are of another shape");
        }
    }

    /// <summary>SHA-256 of the model's content, 64 lower-case hexadecimal digits.</summary>
    public string Model { get; }

    /// <summary>Loads the model that ships with the product.</summary>
    /// <param name="baseModel">The base model whose vectors it reads.</param>
    /// <param name="width">Numbers per vector.</param>
    /// <exception cref="InvalidDataException">The model is missing, damaged, or belongs to another base model.</exception>
    public static Judge Load(ModelFile baseModel, int width)
    {
        using Stream stream = typeof(Judge).Assembly.GetManifestResourceStream("factuality.hsm") ?? throw ReaderErrors.NoModel("factuality.hsm");
        ModelFile model = ModelFile.Read(stream, "models/en/factuality.hsm");
        return model.Words("base") == baseModel.Words("recipe") ? new Judge(model, width) : throw ReaderErrors.OtherBase(model.Sha256[..12], baseModel.Sha256[..12]);
    }

    /// <summary>True for a verb, and for whatever else a clause hangs on: "is a deal", "is ready".</summary>
    public static bool IsPredicate(int token, Words words, Dependencies syntax) => words[token] switch
    {
        PartOfSpeech.Verb => true,
        PartOfSpeech.Noun or PartOfSpeech.Adj or PartOfSpeech.Propn or PartOfSpeech.Pron or PartOfSpeech.Aux or PartOfSpeech.Adv or PartOfSpeech.Num or PartOfSpeech.Adp =>
            syntax.Relation(token) is DependencyRelation.Root or DependencyRelation.Ccomp or DependencyRelation.Xcomp or DependencyRelation.Advcl or DependencyRelation.AclRelcl or DependencyRelation.Parataxis || syntax.Dependent(token, DependencyRelation.Cop) >= 0 || syntax.Dependent(token, DependencyRelation.Nsubj) >= 0,
        _ => false,
    };

    /// <summary>Judges the predicates among the first <paramref name="limit"/> tokens; the base encoder's vectors of them must lie in <see cref="Workspace.Encoded"/>, the hashes of words in <see cref="Workspace.Hashes"/>.</summary>
    public Happenings Find(Tokens tokens, Sentences sentences, Words words, Dependencies syntax, int limit, Workspace workspace)
    {
        limit = Math.Min(limit, tokens.Count);
        if (limit == 0)
        {
            return Happenings.None;
        }

        float[] scores = new float[tokens.Count];
        scores.AsSpan().Fill(float.NaN);
        Span<ulong> hashes = workspace.Hashes(2 * tokens.Count);
        Span<ulong> lemmas = hashes[..tokens.Count];
        Span<ulong> forms = hashes[tokens.Count..];
        Span<int> batch = stackalloc int[Batch];
        Span<int> sentenceOf = stackalloc int[Batch];
        int waiting = 0;
        for (int sentence = 0; sentence < sentences.Count && sentences[sentence].Start < limit; sentence++)
        {
            TokenRange range = sentences[sentence];
            for (int token = range.Start; token < Math.Min(range.End, limit); token++)
            {
                if (!IsPredicate(token, words, syntax))
                {
                    continue;
                }

                (batch[waiting], sentenceOf[waiting]) = (token, sentence);
                if (++waiting == Batch)
                {
                    Score(batch, sentenceOf, sentences, words, syntax, lemmas, forms, limit, workspace, scores);
                    waiting = 0;
                }
            }
        }

        Score(batch[..waiting], sentenceOf, sentences, words, syntax, lemmas, forms, limit, workspace, scores);
        return new Happenings(scores);
    }

    private void Score(ReadOnlySpan<int> predicates, ReadOnlySpan<int> sentenceOf, Sentences sentences, Words words, Dependencies syntax, ReadOnlySpan<ulong> lemmas, ReadOnlySpan<ulong> forms, int limit, Workspace workspace, float[] scores)
    {
        int count = predicates.Length;
        ReadOnlySpan<float> encoded = workspace.Encoded(limit * _width);
        Span<float> inputs = workspace.Vectors(count * Vectors * _width);
        for (int i = 0; i < count; i++)
        {
            Span<float> to = inputs.Slice(i * Vectors * _width, Vectors * _width);
            encoded.Slice(predicates[i] * _width, _width).CopyTo(to);
            int governor = PredicateFeatures.Governor(predicates[i], syntax);
            if (governor < 0)
            {
                to[_width..].Clear();
            }
            else
            {
                encoded.Slice(governor * _width, _width).CopyTo(to[_width..]);
            }
        }

        Span<float> sums = workspace.Scratch(count * (_project.PaddedOutputs + _hidden.PaddedOutputs));
        Span<float> narrow = sums[(count * Hidden)..];
        _project.Multiply(inputs, Vectors * _width, 1, 0, count, sums);
        Span<int> features = stackalloc int[PredicateFeatures.Count];
        for (int i = 0; i < count; i++)
        {
            PredicateFeatures.Describe(predicates[i], sentences[sentenceOf[i]], words, syntax, lemmas, forms, features);
            Span<float> sum = sums.Slice(i * Hidden, Hidden);
            _features.AddTo(features, sum);
            Rectify(sum);
        }

        _hidden.Multiply(sums, Hidden, 1, 0, count, narrow);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> last = narrow.Slice(i * _hidden.PaddedOutputs, _weights.Length);
            float score = _bias;
            for (int k = 0; k < last.Length; k++)
            {
                score = MathF.FusedMultiplyAdd(MathF.Max(last[k], 0), _weights[k], score);
            }

            scores[predicates[i]] = Math.Clamp(score, -Highest, Highest);
        }
    }

    /// <summary>Sets what lies below zero to zero; the length must be a multiple of eight.</summary>
    public static void Rectify(Span<float> x)
    {
        foreach (ref Vector256<float> part in MemoryMarshal.Cast<float, Vector256<float>>(x))
        {
            part = Vector256.Max(part, Vector256<float>.Zero);
        }
    }
}
