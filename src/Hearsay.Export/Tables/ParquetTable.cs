using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Hearsay.Export.Tables;

/// <summary>
/// Rows as a Parquet file: text columns in UTF-8, and numbers where a column holds nothing else; every cell may be null. Rows are written in groups, so that memory is bounded. A Parquet file ends with
/// its directory and says in it where everything stands, so it is made beside its place and copied.
/// </summary>
internal sealed class ParquetTable : ITable
{
    /// <summary>Characters held before a group of rows is written: 4 Mi, some 8 MB. Larger groups pack a little better and cost their size several times.</summary>
    private const long GroupCharacters = 4 << 20;

    /// <summary>Bytes that the library may keep for its next file: none to speak of.</summary>
    private const int KeptBytes = 1 << 20;

    /// <summary>Rows of a group at most: Parquet readers take one group at a time.</summary>
    private const int GroupRows = 50_000;

    private static readonly string[] Whole = ["sentence", "credibility", "link", "proposition", "start", "end"];

    private static readonly string[] Fractions = ["confidence", "min", "max"];

    private readonly Stream _to;
    private readonly FileStream _beside;
    private readonly List<string?[]> _rows = [];
    private readonly bool _lists;
    private DataField[] _fields = [];
    private ParquetWriter? _writer;
    private long _held;

    /// <summary>Begins a table.</summary>
    /// <param name="to">Receives the file; not closed.</param>
    /// <param name="lists">True when "start" and "end" hold several numbers each, as text.</param>
    public ParquetTable(Stream to, bool lists)
    {
        _to = to;
        _lists = lists;
        _beside = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
    }

    /// <inheritdoc/>
    public void Row(params ReadOnlySpan<string?> cells)
    {
        if (_fields.Length == 0)
        {
            var fields = new DataField[cells.Length];
            for (int at = 0; at < cells.Length; at++)
            {
                string name = cells[at]!;
                fields[at] = Whole.Contains(name, StringComparer.Ordinal) && !(_lists && name is "start" or "end") ? new DataField<int?>(name)
                    : Fractions.Contains(name, StringComparer.Ordinal) ? new DataField<double?>(name)
                    : new DataField<string>(name);
            }

            _fields = fields;
            return;
        }

        string?[] row = new string?[_fields.Length];
        for (int at = 0; at < row.Length; at++)
        {
            row[at] = string.IsNullOrEmpty(cells[at]) ? null : cells[at];
            _held += cells[at]?.Length ?? 0;
        }

        _rows.Add(row);
    }

    /// <inheritdoc/>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_held >= GroupCharacters || _rows.Count >= GroupRows)
        {
            await WriteGroupAsync(cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await using (_beside)
        {
            await WriteGroupAsync(CancellationToken.None);
            await _writer!.DisposeAsync();
            await _beside.FlushAsync(CancellationToken.None);
            _beside.Seek(0, SeekOrigin.Begin);
            await _beside.CopyToAsync(_to, CancellationToken.None);
        }
    }

    private async Task WriteGroupAsync(CancellationToken cancellationToken)
    {
        _writer ??= await ParquetWriter.CreateAsync(new ParquetSchema(_fields), _beside, new ParquetOptions { CompressionMethod = CompressionMethod.Zstd, MaximumSmallPoolFreeBytes = KeptBytes, MaximumLargePoolFreeBytes = KeptBytes }, cancellationToken: cancellationToken);
        if (_rows.Count == 0)
        {
            return;
        }

        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        for (int at = 0; at < _fields.Length; at++)
        {
            int column = at;
            if (_fields[at].ClrType == typeof(int))
            {
                int?[] cells = [.. _rows.Select(row => row[column] is { } cell ? int.Parse(cell, CultureInfo.InvariantCulture) : (int?)null)];
                await group.WriteAsync<int>(_fields[at], cells.AsMemory(), cancellationToken: cancellationToken);
            }
            else if (_fields[at].ClrType == typeof(double))
            {
                double?[] cells = [.. _rows.Select(row => row[column] is { } cell ? double.Parse(cell, CultureInfo.InvariantCulture) : (double?)null)];
                await group.WriteAsync<double>(_fields[at], cells.AsMemory(), cancellationToken: cancellationToken);
            }
            else
            {
                string?[] cells = [.. _rows.Select(row => row[column])];
                await group.WriteAsync(_fields[at], cells!);
            }
        }

        _rows.Clear();
        _held = 0;
    }
}
