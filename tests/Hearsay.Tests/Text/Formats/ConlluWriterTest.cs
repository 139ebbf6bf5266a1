using System.Buffers;
using System.Text;
using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Text.Formats;

/// <summary>CoNLL-U of a document written out by hand.</summary>
public sealed class ConlluWriterTest
{
    [Fact]
    public void Writes_comments_ten_columns_and_offsets_in_code_points()
    {
        // 𝐀 is one code point and two UTF-16 characters; U+200B is a gap without white space.
        string written = Write("𝐀 said:\u200B \"go\"\n\nB\u200Bc.", "my doc", [0, 3, 7, 10, 11, 13, 16, 18, 19], [2, 7, 8, 11, 13, 14, 17, 19, 20], [0, 6], [0, 1]);
        Assert.Equal(
            "# newdoc id = my_doc\n# newpar\n# sent_id = my_doc-s1\n# text = 𝐀 said: \"go\"\n" +
            "1\t𝐀\t_\t_\t_\t_\t_\t_\t_\tTokenRange=0:1\n" +
            "2\tsaid\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=2:6\n" +
            "3\t:\t_\t_\t_\t_\t_\t_\t_\tTokenRange=6:7\n" +
            "4\t\"\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=9:10\n" +
            "5\tgo\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=10:12\n" +
            "6\t\"\t_\t_\t_\t_\t_\t_\t_\tTokenRange=12:13\n\n" +
            "# newpar\n# sent_id = my_doc-s2\n# text = Bc.\n" +
            "1\tB\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=15:16\n" +
            "2\tc\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|TokenRange=17:18\n" +
            "3\t.\t_\t_\t_\t_\t_\t_\t_\tTokenRange=18:19\n\n",
            written);
    }

    [Fact]
    public void A_form_never_breaks_a_line_or_a_column() =>
        Assert.Contains("\n1\ta\uFFFDb\uFFFDc\uFFFD\t_", Write("a\tb\u2028c\uD800", "d", [0], [6], [0], [0]), StringComparison.Ordinal);

    [Fact]
    public void A_document_without_sentences_gives_nothing() => Assert.Equal("", Write("", "d", [], [], [], []));

    private static string Write(string words, string id, int[] starts, int[] ends, int[] sentences, int[] paragraphs)
    {
        var text = new RawText(words);
        var doc = new Document(new Article(id, text), new Tokens(text, starts, ends), new Sentences(sentences, paragraphs, starts.Length), new Quotations([], new byte[starts.Length]), Attributions.None, new ReaderVersion("0", "0"), []);
        var to = new ArrayBufferWriter<byte>();
        ConlluWriter.Write(to, doc);
        return Encoding.UTF8.GetString(to.WrittenSpan);
    }
}
