using Hearsay.Text;
using Hearsay.Text.Formats;
using Hearsay.Text.Layers;

namespace Hearsay.Tests.Text.Formats;

public sealed class ConlluReaderTest
{
    private const string Corpus =
        "# newdoc id = one\n# newpar\n# text = Don't go.\n1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tDo\tdo\tAUX\t_\tMood=Imp|VerbForm=Fin\t3\taux\t_\t_\n2\tn't\tnot\tPART\t_\tPolarity=Neg\t3\tadvmod\t_\t_\n" +
        "3\tgo\tgo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n3.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_\n\n" +
        "1\tYes\tyes\tINTJ\t_\t_\t0\troot\t_\tEntity=(a)\n\n# newpar_block = p\n# newpar\n1\tNew\tnew\tADJ\t_\t_\t0\troot:odd\t_\t_\n\n# newdoc id = two\n1\tB\tb\t_\t_\t_\t_\t_\t_\t_\n";

    [Fact]
    public void Raw_text_is_rebuilt_with_its_spans()
    {
        ConlluDocument[] docs = [.. ConlluReader.Read(new StringReader(Corpus))];
        Assert.Equal(["one", "two"], docs.Select(doc => doc.Id));
        Tokens tokens = docs[0].Tokens;
        Assert.Equal("Don't go. Yes\n\nNew", tokens.Text.ToString());
        Assert.Equal(["Don't", "go", ".", "Yes", "New"], docs[0].Surface.Select(span => tokens.Text[span].ToString()));
        Assert.Equal(["Do", "n't", "go", ".", "Yes", "New"], Enumerable.Range(0, tokens.Count).Select(token => tokens[token].ToString()));
        Assert.Equal(["Don't go.", "Yes", "New"], Enumerable.Range(0, docs[0].Sentences.Count).Select(sentence => tokens.Text[tokens.Span(docs[0].Sentences[sentence])].ToString()));
        Assert.Equal([0, 0, 1], docs[0].Sentences.Paragraphs.ToArray());
    }

    [Fact]
    public void Columns_are_read()
    {
        ConlluDocument doc = ConlluReader.Read(new StringReader(Corpus)).First();
        Assert.Equal([2, 2, Dependencies.Root, 2, Dependencies.Root, Dependencies.Root], doc.Syntax.Heads.ToArray());
        Assert.Equal(DependencyRelation.Advmod, doc.Syntax.Relation(1));
        Assert.Equal(DependencyRelation.Root, doc.Syntax.Relation(5));
        Assert.Equal(PartOfSpeech.Part, doc.Words[1]);
        Assert.Equal("not", doc.Words.Lemma(1).ToString());
        Assert.Equal("do", doc.Words.Lemma(0).ToString());
        Assert.True(doc.Words.Has(0, "VerbForm=Fin"));
        Assert.False(doc.Words.Has(0, "Form=Fin"));
        Assert.Equal("", doc.Words.Features(2));
        Assert.Equal("Entity=(a)", doc.Misc[4]);
    }

    [Theory]
    [InlineData("1\tA\n\n", "line 1 has 2 columns")]
    [InlineData("1\tA\ta\tX\t_\t_\tno\tdep\t_\t_\n\n", "\"no\" is no number")]
    [InlineData("1-2\tdu\t_\t_\t_\t_\t_\t_\t_\t_\n1\tde\ta\tX\t_\t_\t0\tdep\t_\t_\n2\tle\ta\tX\t_\t_\t1\tdep\t_\t_\n\n", "not spelt like it")]
    public void Damaged_lines_are_named(string corpus, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => ConlluReader.Read(new StringReader(corpus)).ToArray()).Message, StringComparison.Ordinal);

    [Fact]
    public void Treebanks_can_be_rebuilt()
    {
        Assert.SkipWhen(Shared.Folder is null, Shared.Missing);
        using var packed = File.OpenRead(Path.Combine(Shared.Folder!, "data", "ud", "en_ewt-dev.conllu.gz"));
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress));
        ConlluDocument[] docs = [.. ConlluReader.Read(reader)];
        Assert.Equal(2001, docs.Sum(doc => doc.Sentences.Count));
        Assert.Equal(25147, docs.Sum(doc => doc.Tokens.Count));
        Assert.All(docs, doc => Assert.Equal(doc.Tokens.Text.Length, doc.Tokens.Ends[^1]));
    }
}
