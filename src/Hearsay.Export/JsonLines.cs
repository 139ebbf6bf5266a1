using System.Buffers;
using System.Text.Json;
using Hearsay.Claims.Formats;

namespace Hearsay.Export;

/// <summary>Writes JSON objects to a stream, one per line or parted by commas, in pieces that are small enough to keep memory flat.</summary>
internal sealed class JsonLines : IAsyncDisposable
{
    /// <summary>Bytes held before they go to the stream.</summary>
    private const int Piece = 1 << 16;

    private readonly Stream _to;
    private readonly ArrayBufferWriter<byte> _held = new(Piece);
    private readonly Utf8JsonWriter _json;
    private readonly bool _commas;
    private bool _first = true;

    public JsonLines(Stream to, bool commas = false)
    {
        _to = to;
        _commas = commas;
        _json = new Utf8JsonWriter(_held, ClaimJson.Options);
    }

    /// <summary>Writes bytes as they stand.</summary>
    public void Raw(ReadOnlySpan<byte> bytes) => _held.Write(bytes);

    /// <summary>Opens an object.</summary>
    public Utf8JsonWriter Begin()
    {
        if (_commas && !_first)
        {
            Raw(",\n"u8);
        }

        _first = false;
        _json.Reset();
        _json.WriteStartObject();
        return _json;
    }

    /// <summary>Closes it.</summary>
    public void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        if (!_commas)
        {
            Raw("\n"u8);
        }
    }

    /// <summary>Closes it and the object around it, whose beginning was written as it stands.</summary>
    public void EndWithin()
    {
        _json.WriteEndObject();
        _json.Flush();
        Raw("}\n"u8);
    }

    /// <summary>Writes what is held once there is enough of it.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_held.WrittenCount >= Piece)
        {
            await WriteAsync(cancellationToken);
        }
    }

    /// <summary>Writes what is held. The stream stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        await WriteAsync(CancellationToken.None);
        await _json.DisposeAsync();
    }

    private async ValueTask WriteAsync(CancellationToken cancellationToken)
    {
        await _to.WriteAsync(_held.WrittenMemory, cancellationToken);
        _held.ResetWrittenCount();
    }
}
