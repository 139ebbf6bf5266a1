namespace Hearsay.Cli.Work;

/// <summary>
/// Where results go: standard output, or a file that appears only when it is whole. It is written beside its final place and moved there by
/// <see cref="CompleteAsync"/>; without that nothing is left behind, and an older file of that name stays.
/// </summary>
internal sealed class OutputTarget : IAsyncDisposable
{
    private readonly BufferedStream _stream;
    private readonly string? _partial;
    private readonly string? _path;

    private OutputTarget(Stream stream, string? path, string? partial)
    {
        _stream = new BufferedStream(stream, 1 << 16);
        _path = path;
        _partial = partial;
    }

    /// <summary>True once the reader of a pipe has gone: nothing more is wanted.</summary>
    public bool Closed { get; private set; }

    /// <summary>Opens the target.</summary>
    /// <param name="terminal">Gives standard output.</param>
    /// <param name="path">File to write, or null or "-" for standard output.</param>
    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public static OutputTarget Open(Terminal terminal, string? path)
    {
        if (path is null or "-")
        {
            return new OutputTarget(terminal.Output, null, null);
        }

        try
        {
            // A device, a pipe or a link is written to where it stands: replacing it would not be what was asked for.
            bool plain = !File.Exists(path) || IsPlain(path);
            string partial = plain ? path + ".partial" : path;
            return new OutputTarget(new FileStream(partial, plain ? FileMode.Create : FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0), path, plain ? partial : null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailure(CliErrors.CannotWrite, path, failure.Message);
        }
    }

    /// <summary>True for the file itself and for its unfinished form: neither is an input.</summary>
    public bool IsSame(string path) => _path is not null && Path.GetFullPath(path) is var full && (full == Path.GetFullPath(_path) || full == Path.GetFullPath(_path) + ".partial");

    /// <summary>Writes bytes, to the end of the wire when <paramref name="flush"/> says so.</summary>
    /// <exception cref="CommandFailure">The disk is full, or the like.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool flush, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(bytes, cancellationToken);
            if (flush)
            {
                await _stream.FlushAsync(cancellationToken);
            }
        }
        catch (IOException failure) when (_path is null && IsBrokenPipe(failure))
        {
            Closed = true;
        }
        catch (IOException failure)
        {
            throw new CommandFailure(CliErrors.CannotWrite, _path ?? "standard output", failure.Message);
        }
    }

    /// <summary>Everything has been written: puts the file in its place.</summary>
    /// <exception cref="CommandFailure">It cannot be put there.</exception>
    public async ValueTask CompleteAsync()
    {
        await WriteAsync(ReadOnlyMemory<byte>.Empty, flush: true, CancellationToken.None);
        if (_path is null)
        {
            return;
        }

        await _stream.DisposeAsync();
        if (_partial is not null)
        {
            try
            {
                File.Move(_partial, _path, overwrite: true);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                throw new CommandFailure(CliErrors.CannotWrite, _path, failure.Message);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_path is null)
        {
            return;
        }

        try
        {
            await _stream.DisposeAsync();
        }
        catch (IOException)
        {
            // What could not be written was reported when it was tried.
        }

        if (_partial is not null)
        {
            File.Delete(_partial);
        }
    }

    private static bool IsPlain(string path)
    {
        var file = new FileInfo(path);
        return file.LinkTarget is null && !Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal) && !Path.GetFullPath(path).StartsWith("/proc/", StringComparison.Ordinal);
    }

    /// <summary>EPIPE, or its two names on Windows (ERROR_BROKEN_PIPE, ERROR_NO_DATA).</summary>
    private static bool IsBrokenPipe(IOException failure) => failure.HResult is 32 or unchecked((int)0x8007006D) or unchecked((int)0x800700E8);
}
