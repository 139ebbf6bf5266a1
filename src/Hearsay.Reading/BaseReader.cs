using Hearsay.Reading.Network;
using Hearsay.Reading.Parsing;
using Hearsay.Reading.Tagging;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Reading;

/// <summary>
/// The layers that come out of one encoding of the text: words and dependencies. A document goes through in stretches of whole sentences, so memory is
/// bounded and the result does not depend on the cut.
/// </summary>
internal sealed class BaseReader
{
    /// <summary>Tokens encoded in one go, about: the vectors of a stretch fit the second-level cache.</summary>
    private const int StretchLength = 768;

    private static readonly LemmaScript Lower = LemmaScript.Parse("lower-0+");

    private readonly Encoder _encoder;
    private readonly Tagger _tagger;
    private readonly Parser _parser;

    public BaseReader(ModelFile model)
    {
        _encoder = new Encoder(model);
        _tagger = new Tagger(model);
        _parser = new Parser(model);
    }

    /// <summary>Numbers per token of what the encoder leaves in <see cref="Workspace.Encoded"/>.</summary>
    public int Width => _encoder.Width;

    /// <summary>
    /// Reads the first <paramref name="limit"/> tokens; those beyond are X, on their own, with lower-case lemma. The encoded tokens stay in
    /// <see cref="Workspace.Encoded"/>, <see cref="Width"/> numbers each.
    /// </summary>
    public (Words Words, Dependencies Syntax) Read(Tokens tokens, Sentences sentences, int limit, Workspace workspace)
    {
        int count = tokens.Count;
        limit = Math.Min(limit, count);
        var words = new WordColumns(count, tokens.Text.Length, _tagger.FeatureNames);
        int[] heads = new int[count];
        byte[] relations = new byte[count];
        List<TokenRange> pieces = workspace.Pieces;
        Span<float> encoded = workspace.Encoded(limit * _encoder.Width);
        int sentence = 0;
        int start = 0;
        while (start < limit)
        {
            pieces.Clear();
            int end = start;
            while (end < limit && (end == start || end + sentences[sentence].Length - start <= StretchLength))
            {
                // A sentence that is longer than a stretch is taken up piece by piece.
                int sentenceEnd = Math.Min(limit, sentences[sentence].End);
                int pieceEnd = Math.Min(sentenceEnd, end + Parser.LongestSentence);
                pieces.Add(new TokenRange(end, pieceEnd));
                end = pieceEnd;
                sentence += end == sentences[sentence].End ? 1 : 0;
            }

            ReadStretch(new TokenRange(start, end), limit, tokens, words, heads, relations, encoded, workspace);
            start = end;
        }

        for (int token = limit; token < count; token++)
        {
            words.Set(token, PartOfSpeech.X, 0);
            words.AppendLemma(token, tokens[token], Lower);
            heads[token] = Dependencies.Root;
            relations[token] = (byte)DependencyRelation.Root;
        }

        JoinPieces(sentences, heads, relations);
        return (words.Finish(), new Dependencies(heads, relations));
    }

    private void ReadStretch(TokenRange core, int limit, Tokens tokens, WordColumns words, int[] heads, byte[] relations, Span<float> encoded, Workspace workspace)
    {
        var stretch = new TokenRange(Math.Max(0, core.Start - _encoder.Reach), Math.Min(limit, core.End + _encoder.Reach));
        Span<float> vectors = workspace.Vectors(stretch.Length * _encoder.Width);
        Span<float> scratch = workspace.Scratch(Math.Max(Math.Max(_encoder.Scratch(stretch.Length), _tagger.Scratch), _parser.Scratch(core.Length)));
        _encoder.Encode(workspace.Features, stretch.Start, stretch.End, vectors, scratch);
        vectors = vectors.Slice((core.Start - stretch.Start) * _encoder.Width, core.Length * _encoder.Width);
        vectors.CopyTo(encoded[(core.Start * _encoder.Width)..]);
        var bytes = new ByteRows(workspace.Bytes(ByteRows.Room(core.Length, _encoder.Width)), core.Length, _encoder.Width);
        bytes.Set(0, vectors, core.Length);
        _tagger.Tag(vectors, bytes, core, tokens, words, scratch);
        ReadOnlySpan<TokenRange> pieces = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(workspace.Pieces);
        _parser.Parse(bytes, core, pieces, workspace.Tree, heads, relations, scratch);
    }

    /// <summary>A sentence has one root: the roots of later pieces stand beside the first.</summary>
    private static void JoinPieces(Sentences sentences, int[] heads, byte[] relations)
    {
        for (int sentence = 0; sentence < sentences.Count; sentence++)
        {
            TokenRange range = sentences[sentence];
            if (range.Length <= Parser.LongestSentence)
            {
                continue;
            }

            int root = -1;
            for (int token = range.Start; token < range.End; token++)
            {
                if (heads[token] != Dependencies.Root)
                {
                    continue;
                }

                if (root < 0)
                {
                    root = token;
                }
                else
                {
                    heads[token] = root;
                    relations[token] = (byte)DependencyRelation.Parataxis;
                }
            }
        }
    }
}
