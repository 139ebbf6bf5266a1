using System.Globalization;
using System.Text;
using Hearsay.Export.Tables;

namespace Hearsay.Export;

/// <summary>Rows of delimited text to a stream, in UTF-8: comma with quotes as RFC 4180 asks, or tab with white space inside cells turned into spaces. Not safe to share between threads.</summary>
public sealed class Delimited : ITable
{
    private const int Piece = 1 << 15;

    private readonly Stream _to;
    private readonly StringBuilder _held = new(Piece);
    private readonly char _by;

    /// <summary>Begins a table.</summary>
    /// <param name="to">Receives it; not closed.</param>
    /// <param name="by">What parts cells: comma or tab.</param>
    public Delimited(Stream to, char by)
    {
        ArgumentNullException.ThrowIfNull(to);
        _to = to;
        _by = by;
    }

    /// <summary>A number as every program reads it, or an empty cell.</summary>
    public static string Number(decimal? number) => number?.ToString("0.##########", CultureInfo.InvariantCulture) ?? "";

    /// <summary>Adds a row; null is an empty cell.</summary>
    public void Row(params ReadOnlySpan<string?> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
            {
                _held.Append(_by);
            }

            Cell(cells[i] ?? "");
        }

        _held.Append(_by == '\t' ? "\n" : "\r\n");
    }

    /// <summary>Writes what is held in memory once there is enough of it.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_held.Length >= Piece)
        {
            await WriteAsync(cancellationToken);
        }
    }

    /// <summary>Writes what is held in memory.</summary>
    public async ValueTask DisposeAsync() => await WriteAsync(CancellationToken.None);

    private void Cell(string words)
    {
        if (_by == '\t')
        {
            _held.Append(Wording.OneLine(words));
        }
        else if (words.AsSpan().ContainsAny(",\"\r\n") || words.Length > 0 && (char.IsWhiteSpace(words[0]) || char.IsWhiteSpace(words[^1])))
        {
            _held.Append('"').Append(words.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }
        else
        {
            _held.Append(words);
        }
    }

    private async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(_held.ToString());
        _held.Clear();
        await _to.WriteAsync(bytes, cancellationToken);
    }
}
