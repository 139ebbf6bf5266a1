namespace Hearsay.Export.Tables;

/// <summary>Claims, propositions and speakers as comma-separated tables (RFC 4180, UTF-8, header first) that join by claim id. Columns are described in MAPPING.md beside this file.</summary>
public static class CsvWriter
{
    /// <summary>Writes four tables.</summary>
    /// <param name="claims">Claims in any order.</param>
    /// <param name="claimTable">Receives one row per claim.</param>
    /// <param name="propositionTable">Receives one row per proposition.</param>
    /// <param name="sourceTable">Receives one row per link of a source chain.</param>
    /// <param name="documentTable">Receives one row per document, with its text.</param>
    /// <param name="losses">Hears what is lost.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task WriteAsync(IAsyncEnumerable<ExportedClaim> claims, Stream claimTable, Stream propositionTable, Stream sourceTable, Stream documentTable, LossReport losses, CancellationToken cancellationToken = default)
    {
        await using var rows = new Delimited(claimTable, ',');
        await using var facts = new Delimited(propositionTable, ',');
        await using var sources = new Delimited(sourceTable, ',');
        await using var documents = new Delimited(documentTable, ',');
        await TableWriter.WriteAsync(claims, rows, facts, sources, documents, losses, cancellationToken);
    }
}
