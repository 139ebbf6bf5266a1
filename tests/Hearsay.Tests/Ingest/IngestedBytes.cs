using System.Text;
using Hearsay.Ingest;

namespace Hearsay.Tests.Ingest;

/// <summary>Runs the ingester over bytes as if they were a file.</summary>
internal static class IngestedBytes
{
    public static async Task<IReadOnlyList<Ingested>> All(byte[] bytes, string name, IngestOptions? options = null)
    {
        var items = new List<Ingested>();
        using var stream = new MemoryStream(bytes);
        await foreach (Ingested item in new Ingester(options ?? new IngestOptions()).ReadAsync(stream, name, "doc", TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        return items;
    }

    public static async Task<Ingested> One(byte[] bytes, string name = "a.txt", IngestOptions? options = null) => Assert.Single(await All(bytes, name, options));

    public static Task<Ingested> One(string text, string name = "a.txt", IngestOptions? options = null) => One(Encoding.UTF8.GetBytes(text), name, options);

    public static string[] Codes(this Ingested item) => [.. item.Defects.Select(defect => defect.Code)];

    public static string Text(this Ingested item) => item.Article?.Text.ToString() ?? throw new InvalidOperationException("no article: " + string.Join("; ", item.Defects.Select(defect => defect.Message)));
}
