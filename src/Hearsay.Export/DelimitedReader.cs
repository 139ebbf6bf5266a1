using System.Text;

namespace Hearsay.Export;

/// <summary>
/// Reads rows of delimited text as RFC 4180 has them, and as programs write them: comma, semicolon or tab, line ends of any kind, a byte order mark, spaces before a quotation mark. It never throws
/// for content: a quotation mark that stands in the wrong place is a character. One row is held at a time. Not safe to share between threads.
/// </summary>
public sealed class DelimitedReader
{
    /// <summary>Longest row: a document's text is read up to 64 MiB.</summary>
    public const int LongestRow = 128 << 20;

    private readonly TextReader _from;
    private readonly StringBuilder _cell = new();
    private readonly char[] _buffer = new char[1 << 14];
    private char? _by;
    private int _at;
    private int _end;

    /// <summary>Begins to read.</summary>
    /// <param name="from">The text; not closed.</param>
    /// <param name="by">What parts cells, or null to see from the first line.</param>
    public DelimitedReader(TextReader from, char? by = null)
    {
        ArgumentNullException.ThrowIfNull(from);
        _from = from;
        _by = by;
    }

    /// <summary>Line on which the row last read began, from 1.</summary>
    public int Line { get; private set; }

    private int NextLine { get; set; } = 1;

    /// <summary>Reads the next row.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>Its cells, or null at the end. An empty line is a row of one empty cell.</returns>
    /// <exception cref="InvalidDataException">A row is longer than <see cref="LongestRow"/>.</exception>
    public async ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (await PeekAsync(cancellationToken) < 0)
        {
            return null;
        }

        _by ??= By();
        Line = NextLine;
        List<string> row = [];
        bool quoted = false;
        long length = 0;
        _cell.Clear();
        while (true)
        {
            int next = await PeekAsync(cancellationToken);
            if (next >= 0)
            {
                _at++;
            }

            if (++length > LongestRow)
            {
                throw new InvalidDataException($"the row that begins on line {Line} is longer than {LongestRow} characters");
            }

            char letter = (char)next;
            if (next < 0)
            {
                row.Add(_cell.ToString());
                return [.. row];
            }

            if (quoted)
            {
                if (letter == '"')
                {
                    if (await PeekAsync(cancellationToken) == '"')
                    {
                        _at++;
                        _cell.Append('"');
                    }
                    else
                    {
                        quoted = false;
                    }
                }
                else
                {
                    NextLine += letter == '\n' ? 1 : 0;
                    _cell.Append(letter);
                }
            }
            else if (letter == _by)
            {
                row.Add(_cell.ToString());
                _cell.Clear();
            }
            else if (letter is '\n' or '\r')
            {
                if (letter == '\r' && await PeekAsync(cancellationToken) == '\n')
                {
                    _at++;
                }

                NextLine++;
                row.Add(_cell.ToString());
                return [.. row];
            }
            else if (letter == '"' && _by != '\t' && IsBlank())
            {
                _cell.Clear();
                quoted = true;
            }
            else
            {
                _cell.Append(letter);
            }
        }
    }

    private bool IsBlank()
    {
        for (int i = 0; i < _cell.Length; i++)
        {
            if (_cell[i] is not ' ')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What parts the cells of the first line most often, outside quotation marks.</summary>
    private char By()
    {
        Dictionary<char, int> counts = new() { [','] = 0, [';'] = 0, ['\t'] = 0 };
        bool quoted = false;
        for (int i = _at; i < _end && (quoted || _buffer[i] is not ('\n' or '\r')); i++)
        {
            quoted ^= _buffer[i] == '"';
            if (!quoted && counts.TryGetValue(_buffer[i], out int count))
            {
                counts[_buffer[i]] = count + 1;
            }
        }

        return counts.MaxBy(pair => pair.Value).Key;
    }

    private async ValueTask<int> PeekAsync(CancellationToken cancellationToken)
    {
        if (_at == _end)
        {
            bool first = _end == 0 && NextLine == 1;
            _end = await _from.ReadAsync(_buffer, cancellationToken);
            _at = first && _end > 0 && _buffer[0] == '\uFEFF' ? 1 : 0;
            if (_at == _end)
            {
                return -1;
            }
        }

        return _buffer[_at];
    }
}
