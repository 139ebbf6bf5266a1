using System.Buffers;
using System.Text;
using Hearsay.Cli.Tables;

namespace Hearsay.Cli.Work;

/// <summary>A table of claims per article, for people.</summary>
/// <param name="width">Columns of the screen.</param>
/// <param name="colour">Whether to colour.</param>
internal sealed class TableFormat(int width, bool colour) : IOutputFormat
{
    private readonly ClaimTable _table = new(width, new Palette(colour));

    /// <inheritdoc/>
    public Depth Needs => Depth.Claims;

    /// <inheritdoc/>
    public void Write(IBufferWriter<byte> to, ReadArticle reading)
    {
        var lines = new StringBuilder();
        _table.Append(lines, reading.Article, reading.Claims, reading.Document?.Inferred);
        Encoding.UTF8.GetBytes(lines.ToString(), to);
    }
}
