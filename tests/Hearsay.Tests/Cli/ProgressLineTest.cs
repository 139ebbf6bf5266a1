using Hearsay.Cli;
using Hearsay.Cli.Work;

namespace Hearsay.Tests.Cli;

/// <summary>The line that says how far the work is.</summary>
public sealed class ProgressLineTest
{
    [Fact]
    public void It_tells_share_files_rate_and_time_left()
    {
        using var terminal = new Terminal { Input = Stream.Null, Output = Stream.Null, Error = TextWriter.Null };
        var line = new ProgressLine(terminal, 4, 1000);
        line.Count(250);
        line.Count(new Result(default, [], 30, 0, 0, LastOfFile: true));
        Assert.Equal("[███████·······················]   25 %  1/4 files  30 articles  3/s  0:30 left", line.Line(TimeSpan.FromSeconds(10), 120));
        Assert.All(Enumerable.Range(10, 110), width => Assert.True(line.Line(TimeSpan.FromSeconds(10), width).Length < width));
    }

    [Fact]
    public void Without_sizes_there_is_no_bar()
    {
        using var terminal = new Terminal { Input = Stream.Null, Output = Stream.Null, Error = TextWriter.Null };
        Assert.Equal("0/1 file  0 articles  0/s", new ProgressLine(terminal, 1, null).Line(TimeSpan.FromSeconds(1), 80));
    }
}
