using System.Text;
using Hearsay.Claims.Parties;
using Hearsay.Text;

namespace Hearsay.Cli.Work;

/// <summary>The user's own party files and registers of titles: read whole before the first article, and written to after the last.</summary>
internal static class PartyFiles
{
    /// <summary>Defects of one file that are told; a file of another kind has one on every line.</summary>
    private const int MostMessages = 20;

    /// <summary>Our registry with the user's file over it.</summary>
    /// <exception cref="CommandFailure">The file cannot be read, or a line of it is wrong: nothing is read with half of a registry.</exception>
    public static PartyRegistry Registry(string? path, Terminal terminal)
    {
        if (path is null)
        {
            return PartyRegistry.Standard;
        }

        PartyRegistry registry = PartyRegistry.Standard.With(Text(path), out IReadOnlyList<Defect> defects);
        Refuse(path, defects, terminal);
        return registry;
    }

    /// <summary>The register of titles in a file as it stands when the run begins; empty where there is no such file yet.</summary>
    /// <exception cref="CommandFailure">The file cannot be read, or a line of it is wrong.</exception>
    public static TitleRegister Titles(string? path, Terminal terminal)
    {
        if (path is null || !File.Exists(path))
        {
            return TitleRegister.Empty;
        }

        TitleRegister titles = TitleRegister.Read(Text(path), out IReadOnlyList<Defect> defects);
        Refuse(path, defects, terminal);
        return titles;
    }

    /// <summary>Adds what a run learnt at the end of the file, in the order of the input; what it holds already is not written again.</summary>
    /// <exception cref="CommandFailure">The file cannot be written.</exception>
    public static async Task AppendAsync(string path, TitleRegister before, IEnumerable<LearntTitle> learnt, CancellationToken cancellationToken)
    {
        TitleRegister after = before.With(learnt);
        var lines = new StringBuilder();
        if (!File.Exists(path))
        {
            lines.Append("# Titles learnt from texts: person, title, whose, state, day seen, where, words. Format: docs/parties.md\n");
        }

        foreach (LearntTitle title in after.Titles.AsSpan()[before.Titles.Length..])
        {
            lines.Append(TitleRegister.Line(title));
        }

        try
        {
            await File.AppendAllTextAsync(path, lines.ToString(), new UTF8Encoding(false), cancellationToken);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new CommandFailure(CliErrors.CannotWrite, path, $"the titles cannot be written: {reason.Message}");
        }
    }

    private static string Text(string path)
    {
        try
        {
            if (new FileInfo(path).Length > PartyRegistry.LongestFile)
            {
                throw new CommandFailure(CliErrors.PartyFileUnreadable, path, $"larger than {PartyRegistry.LongestFile >> 20} MiB: this is no list of parties");
            }

            return File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException or DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            throw new CommandFailure(CliErrors.PartyFileUnreadable, path, reason is DecoderFallbackException ? "not UTF-8; save it as UTF-8 text" : $"cannot be read: {reason.Message}");
        }
    }

    private static void Refuse(string path, IReadOnlyList<Defect> defects, Terminal terminal)
    {
        if (defects.Count == 0)
        {
            return;
        }

        foreach (Defect defect in defects.Take(MostMessages))
        {
            Notice notice = Notice.Of(path, defect);
            terminal.Report(true, notice.Code, notice.Origin, notice.Message);
        }

        throw new CommandFailure(CliErrors.PartyFileWrong, path, $"{defects.Count} {(defects.Count == 1 ? "line" : "lines")} cannot be used; nothing was read (docs/parties.md has the format)");
    }
}
