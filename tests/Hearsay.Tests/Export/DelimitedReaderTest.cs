using System.Text;
using Hearsay.Export;

namespace Hearsay.Tests.Export;

/// <summary>Rows as programs write them, read back.</summary>
public sealed class DelimitedReaderTest
{
    [Theory]
    [InlineData("a,b\n1,2\n", "a|b\n1|2")]
    [InlineData("\uFEFFa;b\r\n1;2", "a|b\n1|2")]
    [InlineData("a\tb\n\"x\"\ty\n", "a|b\n\"x\"|y")]
    [InlineData("\"a, \"\"b\"\"\",\"c\r\nd\",\n,,\n", "a, \"b\"|c\r\nd|\n||")]
    [InlineData("a, \"b\",c\"d\ne,f,g", "a|b|c\"d\ne|f|g")]
    [InlineData("a,\"never ended\nb", "a|never ended\nb")]
    [InlineData("", "")]
    public async Task Rows_are_read(string text, string expected)
    {
        var reader = new DelimitedReader(new StringReader(text));
        List<string> rows = [];
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } row)
        {
            rows.Add(string.Join('|', row));
        }

        Assert.Equal(expected, string.Join('\n', rows));
    }

    [Fact]
    public async Task What_is_written_is_read()
    {
        var random = new Random(9);
        string[] letters = ["a", ",", "\"", "\n", "\r\n", " ", "😀", "ع", "e\u0301", ";", "\t", "\0", "\u2028"];
        for (int run = 0; run < 200; run++)
        {
            string[][] rows = [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Enumerable.Range(0, 3).Select(_ => string.Concat(Enumerable.Range(0, random.Next(0, 6)).Select(_ => letters[random.Next(letters.Length)]))).ToArray())];
            var to = new MemoryStream();
            await using (var written = new Delimited(to, ','))
            {
                foreach (string[] row in rows)
                {
                    written.Row(row);
                }
            }

            var reader = new DelimitedReader(new StringReader(Encoding.UTF8.GetString(to.ToArray())), ',');
            foreach (string[] row in rows)
            {
                Assert.Equal(row, await reader.ReadAsync(TestContext.Current.CancellationToken));
            }

            Assert.Null(await reader.ReadAsync(TestContext.Current.CancellationToken));
        }
    }
}
