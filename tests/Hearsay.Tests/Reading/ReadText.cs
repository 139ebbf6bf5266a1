using Hearsay.Reading.Quoting;
using Hearsay.Reading.Tokenizing;
using Hearsay.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Reading;

/// <summary>The layers below attribution, for a text given in a test.</summary>
internal sealed record ReadText(Tokens Tokens, Sentences Sentences, Quotations Quotations)
{
    public static ReadText Of(string text)
    {
        Tokens tokens = Tokenizer.Tokenize(new RawText(text));
        Sentences sentences = SentenceSplitter.Split(tokens);
        return new ReadText(tokens, sentences, QuotationFinder.Find(tokens, sentences));
    }

    /// <summary>Tokens divided by a bar.</summary>
    public string Cut => string.Join('|', Enumerable.Range(0, Tokens.Count).Select(i => Tokens[i].ToString()));

    public string[] SentenceTexts => [.. Enumerable.Range(0, Sentences.Count).Select(i => Tokens.Text.Words(Tokens.Span(Sentences[i])))];

    public string[] QuotationTexts => [.. Quotations.Ranges.Select(q => Tokens.Text.Words(Tokens.Span(q.Tokens)))];
}
