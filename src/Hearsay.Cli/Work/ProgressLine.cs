using System.Globalization;

namespace Hearsay.Cli.Work;

/// <summary>
/// One line on standard error that says how far the work is: files, articles a second, time left. Drawn only on a terminal, only for work
/// that takes a while, at most ten times a second; taken away whenever something else is printed.
/// </summary>
/// <param name="terminal">Where it is drawn.</param>
/// <param name="files">Number of files.</param>
/// <param name="bytes">Size of all inputs, or null when one of them is not known: then no time left can be told.</param>
internal sealed class ProgressLine(Terminal terminal, int files, long? bytes)
{
    /// <summary>Work that is over sooner needs no bar.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(700);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    private readonly long _start = terminal.Clock.GetTimestamp();
    private TimeSpan _drawn;
    private long _bytesDone;
    private int _filesDone;
    private int _articles;
    private bool _shown;

    /// <summary>Counts bytes read; from any thread.</summary>
    public void Count(int read) => Interlocked.Add(ref _bytesDone, read);

    /// <summary>Counts a result.</summary>
    public void Count(Result result) => Count(result.Articles, result.LastOfFile);

    /// <summary>Counts articles, and a file when they end it.</summary>
    public void Count(int articles, bool lastOfFile)
    {
        _articles += articles;
        _filesDone += lastOfFile ? 1 : 0;
    }

    /// <summary>Takes the line off the screen.</summary>
    public void Hide()
    {
        if (_shown)
        {
            terminal.Error.Write("\r\e[K");
            _shown = false;
        }
    }

    /// <summary>Draws the line if it is time.</summary>
    public void Draw()
    {
        TimeSpan now = terminal.Clock.GetElapsedTime(_start);
        if (now < Patience || (now - _drawn < Pause && _shown))
        {
            return;
        }

        _drawn = now;
        _shown = true;
        terminal.Error.Write("\r" + Line(now, terminal.Width) + "\e[K");
    }

    /// <summary>"[█████·····]  52 %  3/12 files  1240 articles  61/s  0:12 left", at most <paramref name="width"/> columns.</summary>
    internal string Line(TimeSpan elapsed, int width)
    {
        double? part = bytes is > 0 ? Math.Min(1.0, (double)Interlocked.Read(ref _bytesDone) / bytes.Value) : null;
        double rate = elapsed > TimeSpan.Zero ? _articles / elapsed.TotalSeconds : 0;
        List<string> facts = [];
        if (part is { } share)
        {
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"{(int)(share * 100),3} %"));
        }

        facts.Add(string.Create(CultureInfo.InvariantCulture, $"{_filesDone}/{files} file{(files == 1 ? "" : "s")}"));
        facts.Add(string.Create(CultureInfo.InvariantCulture, $"{_articles} articles"));
        facts.Add(string.Create(CultureInfo.InvariantCulture, $"{rate:F0}/s"));
        if (part is > 0.01 and < 1)
        {
            TimeSpan left = elapsed * ((1 - part.Value) / part.Value);
            facts.Add(left.TotalHours >= 1
                ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left.Minutes:D2}:{left.Seconds:D2} left")
                : string.Create(CultureInfo.InvariantCulture, $"{left.Minutes}:{left.Seconds:D2} left"));
        }

        string told = string.Join("  ", facts);
        int room = width - told.Length - 5;
        if (part is null || room < 8)
        {
            return Tables.CellText.Fit(told, width - 1);
        }

        int bar = Math.Min(room, 30);
        int full = (int)(part.Value * bar);
        return $"[{new string('█', full)}{new string('·', bar - full)}]  {told}";
    }
}
