using Hearsay.Reading.Judging;
using Hearsay.Reading.Network;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading.Eventing;

/// <summary>
/// Finds the words that tell events: a classifier over features of a verb or noun, of its tree and of the base encoder's vectors of the word, its governor and its object. Immutable and safe to share
/// between threads.
/// </summary>
internal sealed class TriggerFinder
{
    /// <summary>Vectors that count per word: its own, its governor's and its object's.</summary>
    public const int Vectors = 3;

    private const int Hidden = 64;
    private const int Batch = 64;

    private const int Classes = Triggers.Outcomes;

    /// <summary>Per row of a dictionary form: 1 for those that were seen often and hardly ever told an event, which are not looked at.</summary>
    private readonly float[] _quiet;

    private readonly SumTable _features;
    private readonly ByteMatrix _project;
    private readonly Matrix _hidden;
    private readonly Matrix _score;
    private readonly int _width;

    private TriggerFinder(ModelFile model, int width)
    {
        _features = model.SumTable("features", TriggerFeatures.Count);
        _project = model.ByteMatrix("project", Vectors);
        _hidden = model.Matrix("hidden");
        _score = model.Matrix("score");
        _quiet = model.Floats("quiet");
        _width = width;
        Model = model.Sha256;
        if (_features.Rows != TriggerFeatures.Rows || _features.Width != Hidden || _project.Inputs != Vectors * width || _project.Segments != Vectors || _project.PaddedOutputs != Hidden || _hidden.Inputs != Hidden || _hidden.PaddedOutputs != Hidden || _score.Inputs != Hidden || _score.Outputs != Classes || _quiet.Length != TriggerFeatures.Rows)
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
    public static TriggerFinder Load(ModelFile baseModel, int width)
    {
        using Stream stream = typeof(TriggerFinder).Assembly.GetManifestResourceStream("events.hsm") ?? throw ReaderErrors.NoModel("events.hsm");
        ModelFile model = ModelFile.Read(stream, "models/en/events.hsm");
        return model.Words("base") == baseModel.Words("recipe") ? new TriggerFinder(model, width) : throw ReaderErrors.OtherBase(model.Sha256[..12], baseModel.Sha256[..12]);
    }

    /// <summary>Looks at the verbs and nouns among the first <paramref name="limit"/> tokens; the base encoder's vectors of them must lie in <see cref="Workspace.Encoded"/>, the hashes of words in <see cref="Workspace.Hashes"/>.</summary>
    public Triggers Find(Tokens tokens, Sentences sentences, Words words, Dependencies syntax, Names names, int limit, Workspace workspace)
    {
        limit = Math.Min(limit, tokens.Count);
        if (limit == 0)
        {
            return Triggers.None;
        }

        Span<ulong> hashes = workspace.Hashes(2 * tokens.Count);
        Span<ulong> lemmas = hashes[..tokens.Count];
        Span<ulong> forms = hashes[tokens.Count..];
        int[] rowOf = new int[tokens.Count];
        int looked = 0;
        for (int token = 0; token < rowOf.Length; token++)
        {
            rowOf[token] = token < limit && TriggerFeatures.IsCandidate(token, words) && _quiet[TriggerFeatures.LemmaRow(lemmas[token])] == 0 ? looked++ : -1;
        }

        byte[] costs = new byte[looked * Classes];
        Span<byte> kinds = workspace.Kinds(tokens.Count);
        TriggerFeatures.Kinds(names, kinds);
        Span<int> batch = stackalloc int[Batch];
        Span<int> sentenceOf = stackalloc int[Batch];
        int waiting = 0;
        for (int sentence = 0; sentence < sentences.Count && sentences[sentence].Start < limit; sentence++)
        {
            TokenRange range = sentences[sentence];
            for (int token = range.Start; token < Math.Min(range.End, limit); token++)
            {
                if (rowOf[token] < 0)
                {
                    continue;
                }

                (batch[waiting], sentenceOf[waiting]) = (token, sentence);
                if (++waiting == Batch)
                {
                    Score(batch, sentenceOf, sentences, words, syntax, kinds, lemmas, forms, limit, workspace, rowOf, costs);
                    waiting = 0;
                }
            }
        }

        Score(batch[..waiting], sentenceOf, sentences, words, syntax, kinds, lemmas, forms, limit, workspace, rowOf, costs);
        return new Triggers(rowOf, costs);
    }

    private void Score(
        ReadOnlySpan<int> batch, ReadOnlySpan<int> sentenceOf, Sentences sentences, Words words, Dependencies syntax, ReadOnlySpan<byte> kinds, ReadOnlySpan<ulong> lemmas, ReadOnlySpan<ulong> forms, int limit, Workspace workspace, int[] rowOf, byte[] costs)
    {
        int count = batch.Length;
        ReadOnlySpan<float> encoded = workspace.Encoded(limit * _width);
        var inputs = new ByteRows(workspace.Vectors(ByteRows.Room(Vectors * Batch, _width)), Vectors * Batch, _width);
        for (int i = 0; i < count; i++)
        {
            inputs.Set(i, encoded[(batch[i] * _width)..], 1);
            Set(inputs, Batch + i, encoded, PredicateFeatures.Governor(batch[i], syntax));
            Set(inputs, (2 * Batch) + i, encoded, TriggerFeatures.Object(batch[i], syntax));
        }

        Span<float> sums = workspace.Scratch(count * (Hidden + Hidden + _score.PaddedOutputs));
        Span<float> narrow = sums[(count * Hidden)..];
        Span<float> scores = narrow[(count * Hidden)..];
        _project.Multiply(inputs, 0, Batch, count, sums);
        Span<int> features = stackalloc int[TriggerFeatures.Count];
        for (int i = 0; i < count; i++)
        {
            TriggerFeatures.Describe(batch[i], sentences[sentenceOf[i]], words, syntax, kinds, lemmas, forms, features);
            Span<float> sum = sums.Slice(i * Hidden, Hidden);
            _features.AddTo(features, sum);
            Judge.Rectify(sum);
        }

        _hidden.Multiply(sums, Hidden, 1, 0, count, narrow);
        Judge.Rectify(narrow[..(count * Hidden)]);
        _score.Multiply(narrow, Hidden, 1, 0, count, scores);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<float> score = scores.Slice(i * _score.PaddedOutputs, Classes);
            float highest = score[0];
            foreach (float one in score)
            {
                highest = MathF.Max(highest, one);
            }

            float sum = 0;
            foreach (float one in score)
            {
                sum += MathF.Exp(one - highest);
            }

            float all = highest + MathF.Log(sum);
            Span<byte> to = costs.AsSpan(rowOf[batch[i]] * Classes, Classes);
            for (int type = 0; type < Classes; type++)
            {
                to[type] = (byte)Math.Min(byte.MaxValue, MathF.Round((all - score[type]) * Triggers.Steps));
            }
        }
    }

    private void Set(in ByteRows inputs, int row, ReadOnlySpan<float> encoded, int token)
    {
        if (token < 0)
        {
            inputs.Clear(row, 1);
        }
        else
        {
            inputs.Set(row, encoded[(token * _width)..], 1);
        }
    }
}
