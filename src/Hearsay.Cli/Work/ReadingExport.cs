using System.Buffers;
using System.Text;
using Hearsay.Export;
using Hearsay.Export.Brat;
using Hearsay.Reading;
using Hearsay.Text;
using Hearsay.Text.Formats;

namespace Hearsay.Cli.Work;

/// <summary>Exports that are about documents, not single claims: the base reading as CoNLL-U, for which the stored text is read again, and claims as stand-off annotation of brat.</summary>
internal static class ReadingExport
{
    /// <summary>Labels of <see cref="BratWriter"/> as brat wants them declared.</summary>
    private const string BratConfiguration =
        """
        [entities]
        Source
        Attribution
        Content

        [relations]
        Answers	Arg1:Attribution, Arg2:Attribution

        [events]
        Attribution	Content:Content, Source?:Source

        [attributes]
        Stance	Arg:Attribution, Value:asserts|accuses|admits|denies|declines|pledges|threatens|urges|asks

        """;

    /// <summary>Writes the base reading of each document that has a claim of the query, once.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="to">Receives CoNLL-U.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteConlluAsync(IAsyncEnumerable<ExportedClaim> claims, Stream to, LossReport losses, CancellationToken cancellationToken)
    {
        losses.Never([new Loss("*", "the base reading of the texts: claims, speakers and stances are not in it")]);
        Reader? reader = null;
        HashSet<string> written = new(StringComparer.Ordinal);
        var bytes = new ArrayBufferWriter<byte>();
        await foreach (ExportedClaim claim in claims.WithCancellation(cancellationToken))
        {
            losses.Written();
            if (claim.Article.Language != "en" || !written.Add($"{claim.Document} {claim.Claim.Sha256}"))
            {
                continue;
            }

            reader ??= Commands.CommandLine.LoadReader();
            bytes.ResetWrittenCount();
            ConlluWriter.Write(bytes, reader.Read(claim.Article with { Id = claim.Document }));
            await to.WriteAsync(bytes.WrittenMemory, cancellationToken);
            await losses.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Writes a folder for brat: NAME.txt and NAME.ann for each document, and its configuration.</summary>
    /// <param name="claims">Gives the claims; called twice.</param>
    /// <param name="write">Takes a file's name and bytes.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteBratAsync(Func<LossReport, IAsyncEnumerable<ExportedClaim>> claims, Func<string, byte[], Task> write, LossReport losses, CancellationToken cancellationToken)
    {
        // Claims of one document may lie apart in the ledger: how many belong together is counted first, so that few are held.
        Dictionary<string, int> left = new(StringComparer.Ordinal);
        await using (var unheard = new LossReport(Stream.Null, "brat"))
        {
            await foreach (ExportedClaim claim in claims(unheard).WithCancellation(cancellationToken))
            {
                string name = NameOf(claim);
                left[name] = left.GetValueOrDefault(name) + 1;
            }
        }

        losses.Never(BratWriter.Never);
        Dictionary<string, List<ExportedClaim>> held = new(StringComparer.Ordinal);
        await foreach (ExportedClaim claim in claims(losses).WithCancellation(cancellationToken))
        {
            losses.Written();
            string name = NameOf(claim);
            if (!held.TryGetValue(name, out List<ExportedClaim>? of))
            {
                held[name] = of = [];
            }

            of.Add(claim);
            if (--left[name] <= 0)
            {
                held.Remove(name);
                RawText text = claim.Article.Text;
                await write(name + ".txt", Encoding.UTF8.GetBytes(text.ToString()));
                await write(name + ".ann", Encoding.UTF8.GetBytes(BratWriter.Annotations(text, of.Select(one => one.Claim))));
            }

            await losses.FlushAsync(cancellationToken);
        }

        if (left.Count > 0)
        {
            await write("annotation.conf", Encoding.UTF8.GetBytes(BratConfiguration));
        }
    }

    /// <summary>The document's id, and the beginning of its text's hash: two revisions are two texts.</summary>
    private static string NameOf(ExportedClaim claim) => $"{claim.Document}-{claim.Claim.Sha256[..8]}";
}
