using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Cli.Evaluating;

/// <summary>Words, sentences, tags and trees of one treebank, summed over its documents.</summary>
/// <param name="corpus">Names it in the report.</param>
internal sealed class TreebankScore(string corpus)
{
    private readonly SpanScore _words = new();
    private readonly SpanScore _tokens = new();
    private readonly SpanScore _sentences = new();

    /// <summary>Names it in the report.</summary>
    public string Corpus => corpus;

    /// <summary>Number of documents.</summary>
    public int Documents { get; private set; }

    /// <summary>F1 of syntactic words from raw text.</summary>
    public double Words => _words.F1;

    /// <summary>F1 of surface tokens, "don't", from raw text.</summary>
    public double Tokens => _tokens.F1;

    /// <summary>F1 of sentences from raw text.</summary>
    public double Sentences => _sentences.F1;

    /// <summary>Tags and trees over the treebank's own words and sentences.</summary>
    public SyntaxScore OnGoldTokens { get; } = new();

    /// <summary>Tags and trees from raw text.</summary>
    public SyntaxScore FromRawText { get; } = new();

    /// <summary>Adds one document.</summary>
    /// <param name="gold">The treebank.</param>
    /// <param name="raw">What was read from its text.</param>
    /// <param name="given">What was read over its words and sentences.</param>
    public void Add(ConlluDocument gold, Document raw, Document given)
    {
        Documents++;
        List<TextSpan> found = [.. Enumerable.Range(0, raw.Tokens.Count).Select(raw.Tokens.Span)];
        _words.Add(Enumerable.Range(0, gold.Tokens.Count).Select(gold.Tokens.Span), found);
        _tokens.Add(gold.Surface, Surface(raw));
        _sentences.Add(
            Enumerable.Range(0, gold.Sentences.Count).Select(sentence => gold.Tokens.Span(gold.Sentences[sentence])),
            Enumerable.Range(0, raw.Sentences.Count).Select(sentence => raw.Tokens.Span(raw.Sentences[sentence])));
        OnGoldTokens.Add(gold, given.Tokens, given.Words, given.Syntax);
        FromRawText.Add(gold, raw.Tokens, raw.Words, raw.Syntax);
    }

    /// <summary>Written words: "don't" is one.</summary>
    private static List<TextSpan> Surface(Document doc)
    {
        List<TextSpan> spans = [];
        for (int token = 0; token < doc.Tokens.Count; token++)
        {
            TextSpan span = doc.Tokens.Span(token);
            if (MultiwordTokens.Continues(doc.Tokens, doc.Words, token))
            {
                spans[^1] = spans[^1] with { End = span.End };
            }
            else
            {
                spans.Add(span);
            }
        }

        return spans;
    }
}
