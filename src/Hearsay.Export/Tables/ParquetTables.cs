namespace Hearsay.Export.Tables;

/// <summary>The tables of <see cref="CsvWriter"/> as Parquet files, with numbers as numbers.</summary>
public static class ParquetTables
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
        await using var rows = new ParquetTable(claimTable, lists: true);
        await using var facts = new ParquetTable(propositionTable, lists: false);
        await using var sources = new ParquetTable(sourceTable, lists: false);
        await using var documents = new ParquetTable(documentTable, lists: false);
        await TableWriter.WriteAsync(claims, rows, facts, sources, documents, losses, cancellationToken);
    }
}
