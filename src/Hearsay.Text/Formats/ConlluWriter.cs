using System.Buffers;
using System.Globalization;
using System.Text;
using Hearsay.Text.Layers;

namespace Hearsay.Text.Formats;

/// <summary>
/// Writes the base reading of a document as CoNLL-U (universaldependencies.org/format.html), since 0.1: ten columns, tab-separated. LEMMA, UPOS and FEATS are there when
/// <see cref="Document.Words"/> is, HEAD and DEPREL when <see cref="Document.Syntax"/> is; XPOS, DEPS and what was not read are "_".
/// What is written as one word and read as several (<see cref="MultiwordTokens"/>) has a line of its own before its words, "1-2 don't".
/// MISC holds, in this order: <c>Entity=(e1-person-2</c> … <c>e1)</c>, brackets around the mentions of each entity as CorefUD has them; <c>NER=B-ORG</c> or <c>NER=I-ORG</c> on the first and the further words of a name (PER person, ORG organisation, LOC place, NAT nationality, WEAPON, EVENT, WORK);
/// <c>Time=B-date:2022-11-05</c> and <c>Quantity=B-count:[22,)</c> on the first word and <c>Time=I</c>, <c>Quantity=I</c> on the others;
/// <c>SpaceAfter=No</c> where no white space follows, on the line of the written word; and <c>TokenRange=start:end</c>, the place in the stored text in Unicode code points, half-open.
/// </summary>
public static class ConlluWriter
{
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
        StringBuilder?[] marks = MiscMarks.Of(doc);
        for (int sentence = 0; sentence < doc.Sentences.Count; sentence++)
        {
            lines.Clear();
            if (sentence == 0)
            {
                lines.Append("# newdoc id = ").Append(id).Append('\n');
                if (doc.Coreference.Mentions.Length > 0)
                {
                    lines.Append("# global.Entity = eid-etype-head\n");
                }
            }

            if (sentence == 0 || doc.Sentences.Paragraphs[sentence] != doc.Sentences.Paragraphs[sentence - 1])
            {
                lines.Append("# newpar\n");
            }

            lines.Append("# sent_id = ").Append(id).Append("-s").Append(Number(sentence + 1)).Append('\n');
            AppendSentence(lines, doc, doc.Sentences[sentence], marks);
            lines.Append('\n');
            Encoding.UTF8.GetBytes(lines.ToString(), to);
        }
    }

    private static void AppendSentence(StringBuilder lines, Document doc, TokenRange range, StringBuilder?[] marks)
    {
        Tokens tokens = doc.Tokens;
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
        int written = range.Start;
        for (int token = range.Start; token < range.End; token++)
        {
            bool part = token < written;
            if (!part)
            {
                written = token + 1;
                while (written < range.End && MultiwordTokens.Continues(tokens, doc.Words, written))
                {
                    written++;
                }

                part = written > token + 1;
                if (part)
                {
                    AppendMultiword(lines, doc, new TokenRange(token, written), range.Start);
                }
            }

            lines.Append(Number(token - range.Start + 1)).Append('\t');
            AppendForm(lines, tokens[token]);
            AppendWord(lines, doc.Words, token);
            AppendArc(lines, doc.Syntax, token, range.Start);
            lines.Append(marks[token]);
            AppendPlace(lines, doc, new TokenRange(token, token + 1), !part && !SpaceAfter(tokens, token));
        }
    }

    private static void AppendMultiword(StringBuilder lines, Document doc, TokenRange parts, int first)
    {
        lines.Append(Number(parts.Start - first + 1)).Append('-').Append(Number(parts.End - first)).Append('\t');
        for (int part = parts.Start; part < parts.End; part++)
        {
            AppendForm(lines, doc.Tokens[part]);
        }

        lines.Append("\t_\t_\t_\t_\t_\t_\t_\t");
        AppendPlace(lines, doc, parts, !SpaceAfter(doc.Tokens, parts.End - 1));
    }

    /// <summary>Columns LEMMA, UPOS, XPOS and FEATS, and the tab after them.</summary>
    private static void AppendWord(StringBuilder lines, Words words, int token)
    {
        if (token >= words.Count)
        {
            lines.Append("\t_\t_\t_\t_\t");
            return;
        }

        lines.Append('\t');
        AppendForm(lines, words.Lemma(token));
        lines.Append('\t').Append(UniversalNames.Of(words[token])).Append("\t_\t");
        string features = words.Features(token);
        lines.Append(features.Length > 0 ? features : "_").Append('\t');
    }

    /// <summary>Columns HEAD, DEPREL and DEPS, and the tab after them.</summary>
    private static void AppendArc(StringBuilder lines, Dependencies syntax, int token, int first)
    {
        if (token >= syntax.Count)
        {
            lines.Append("_\t_\t_\t");
            return;
        }

        int head = syntax.Heads[token];
        lines.Append(Number(head == Dependencies.Root ? 0 : head - first + 1)).Append('\t').Append(UniversalNames.Of(syntax.Relation(token))).Append("\t_\t");
    }

    private static void AppendPlace(StringBuilder lines, Document doc, TokenRange range, bool attached)
    {
        if (attached)
        {
            lines.Append("SpaceAfter=No|");
        }

        TextSpan span = doc.Tokens.Span(range);
        CodePoints points = doc.Article.Text.CodePoints;
        lines.Append("TokenRange=").Append(Number(points.FromUtf16(span.Start))).Append(':').Append(Number(points.FromUtf16(span.End))).Append('\n');
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

    /// <summary>A form or lemma holds no line break, tab, space or unpaired surrogate: each such character becomes U+FFFD, and TokenRange leads to what stood there.</summary>
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

    /// <summary>Ids stand in comments and may hold no white space; UD reserves the slash. Both become "_".</summary>
    private static string Id(string id) => string.Create(id.Length, id, static (to, from) =>
    {
        for (int at = 0; at < to.Length; at++)
        {
            to[at] = char.IsWhiteSpace(from[at]) || char.IsControl(from[at]) || from[at] == '/' ? '_' : from[at];
        }
    });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
