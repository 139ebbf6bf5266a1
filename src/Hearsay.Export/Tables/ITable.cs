namespace Hearsay.Export.Tables;

/// <summary>A table that takes its rows one after the other, the header first: delimited text, or Parquet.</summary>
internal interface ITable : IAsyncDisposable
{
    /// <summary>Adds a row; null is an empty cell.</summary>
    public void Row(params ReadOnlySpan<string?> cells);

    /// <summary>Writes what is held once there is enough of it.</summary>
    public ValueTask FlushAsync(CancellationToken cancellationToken);
}
