using System.Text;
using System.Text.Json;
using Hearsay.Export;
using Hearsay.Storage.Queries;

namespace Hearsay.Workbench.Queue;

/// <summary>Cites claims, with what the exporters write.</summary>
internal sealed class Citations(WorkbenchSettings settings)
{
    /// <summary>How to cite a claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="row">The same, as lists show it.</param>
    /// <param name="address">Its permalink.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<Citation> OfAsync(FoundClaim claim, ClaimRow row, string address, CancellationToken cancellationToken)
    {
        string where = string.Join(", ", new[] { row.Title is { } title ? $"“{RecordView.OneLine(title)}”" : row.DocumentName, row.Outlet, row.Published }.OfType<string>());
        string text = $"{string.Join(" ← ", row.SpeakerChain)} {row.Stance}: “{row.Content}” ({where}). Claim {row.Id}, {address}";
        return new Citation(
            text, await WriteAsync("bibtex", claim, cancellationToken) ?? "", First(await WriteAsync("csl", claim, cancellationToken)), First(await WriteAsync("schema-org", claim, cancellationToken)));
    }

    private async Task<string?> WriteAsync(string format, FoundClaim claim, CancellationToken cancellationToken)
    {
        if (settings.Downloads.FirstOrDefault(download => download.Name == format) is not { } download)
        {
            return null;
        }

        using var to = new MemoryStream();
        var query = new Query([new QueryTerm(QueryField.Id, [claim.Id], false), new QueryTerm(QueryField.Document, [claim.Document], false)]);
        await download.WriteAsync(settings.Ledger, query, [to], new ExportSettings(settings.LocalUser), cancellationToken);
        return Encoding.UTF8.GetString(to.ToArray()).Trim();
    }

    private static JsonElement? First(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return null;
        }

        using JsonDocument parsed = JsonDocument.Parse(json);
        JsonElement root = parsed.RootElement.Clone();
        return root.ValueKind == JsonValueKind.Array ? root.GetArrayLength() > 0 ? root[0] : null : root;
    }
}
