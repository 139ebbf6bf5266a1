using System.Buffers;
using System.Globalization;
using System.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Text.Formats;

/// <summary>
/// Writes the base reading of a document as CoNLL-U (universaldependencies.org/format.html), since 0.1: ten columns, tab-separated,
/// "_" for layers that are not read. MISC holds <c>SpaceAfter=No</c> where no white space follows, and <c>TokenRange=start:end</c>,
/// the token's place in the stored text in Unicode code points, half-open.
/// </summary>
public static class ConlluWriter
{
    /// <summary>Columns of one token line that are not read: LEMMA, UPOS, XPOS, FEATS, HEAD, DEPREL and DEPS.</summary>
    private const string Unread = "\t_\t_\t_\t_\t_\t_\t_\t";

    /// <summary>
    /// Writes <paramref name="doc"/> as one "newdoc" with UTF-8 and LF, an empty line after each sentence. A sentence's <c># text</c> is its tokens
    /// with one space wherever white space stood; <c>sent_id</c> is the document's id, "-s" and the number of the sentence from 1.
    /// A document without sentences gives nothing, for CoNLL-U has no place for it.
    /// </summary>
    /// <param name="to">Takes the bytes.</param>
    /// <param name="doc">The document.</param>
    public static void Write(IBufferWriter<byte> to, Document doc)
    {
        ArgumentNullException.ThrowIfNull(to);
        ArgumentNullException.ThrowIfNull(doc);
        string id = Id(doc.Article.Id);
        var lines = new StringBuilder();
        for (int sentence = 0; sentence < doc.Sentences.Count; sentence++)
        {
            lines.Clear();
            if (sentence == 0)
            {
                lines.Append("# newdoc id = ").Append(id).Append('\n');
            }

            if (sentence == 0 || doc.Sentences.Paragraphs[sentence] != doc.Sentences.Paragraphs[sentence - 1])
            {
                lines.Append("# newpar\n");
            }

            lines.Append("# sent_id = ").Append(id).Append("-s").Append(Number(sentence + 1)).Append('\n');
            AppendSentence(lines, doc, doc.Sentences[sentence]);
            lines.Append('\n');
            Encoding.UTF8.GetBytes(lines.ToString(), to);
        }
    }

    private static void AppendSentence(StringBuilder lines, Document doc, TokenRange range)
    {
        Tokens tokens = doc.Tokens;
        CodePoints points = doc.Article.Text.CodePoints;
        lines.Append("# text = ");
        for (int token = range.Start; token < range.End; token++)
        {
            AppendForm(lines, tokens[token]);
            if (token + 1 < range.End && SpaceAfter(tokens, token))
            {
                lines.Append(' ');
            }
        }

        lines.Append('\n');
        for (int token = range.Start; token < range.End; token++)
        {
            lines.Append(Number(token - range.Start + 1)).Append('\t');
            AppendForm(lines, tokens[token]);
            lines.Append(Unread);
            if (!SpaceAfter(tokens, token))
            {
                lines.Append("SpaceAfter=No|");
            }

            TextSpan span = tokens.Span(token);
            lines.Append("TokenRange=").Append(Number(points.FromUtf16(span.Start))).Append(':').Append(Number(points.FromUtf16(span.End))).Append('\n');
        }
    }

    /// <summary>White space follows the token, or the text ends.</summary>
    private static bool SpaceAfter(Tokens tokens, int token)
    {
        if (token + 1 == tokens.Count)
        {
            return true;
        }

        foreach (char between in tokens.Text[new TextSpan(tokens.Ends[token], tokens.Starts[token + 1])])
        {
            if (char.IsWhiteSpace(between))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A form holds no line break, tab, outer space or unpaired surrogate: each such character becomes U+FFFD, and TokenRange leads to what stood there.</summary>
    private static void AppendForm(StringBuilder lines, ReadOnlySpan<char> form)
    {
        if (form.IsEmpty)
        {
            lines.Append('_');
        }

        while (!form.IsEmpty)
        {
            // An unpaired surrogate decodes as U+FFFD.
            Rune.DecodeFromUtf16(form, out Rune rune, out int used);
            bool unfit = Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.SpaceSeparator;
            lines.Append((unfit ? Rune.ReplacementChar : rune).ToString());
            form = form[used..];
        }
    }

    /// <summary>Ids stand in comments and may hold no white space: it becomes "_".</summary>
    private static string Id(string id) => string.Create(id.Length, id, static (to, from) =>
    {
        for (int at = 0; at < to.Length; at++)
        {
            to[at] = char.IsWhiteSpace(from[at]) || char.IsControl(from[at]) ? '_' : from[at];
        }
    });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
