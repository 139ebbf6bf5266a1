using System.Diagnostics;
using Hearsay.Storage;

namespace Hearsay.Tests.Storage;

/// <summary>Whoever wants to write next gets the turn, however long others go on.</summary>
public sealed class WriterTurnTest(PostgresServer server)
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_has_the_turn_at_a_time()
    {
        using var folder = new Cli.Folder();
        string place = folder.PathOf("a.db");
        WriterTurn first = await WriterTurn.TakeAsync(place, Long, Token);
        Task<WriterTurn> second = WriterTurn.TakeAsync(place, Long, Token);
        await Task.Delay(60, Token);
        Assert.False(second.IsCompleted);
        using (WriterTurn impatient = await WriterTurn.TakeAsync(place, TimeSpan.Zero, Token))
        {
            Assert.False(second.IsCompleted);
        }

        first.Dispose();
        (await second).Dispose();
        Assert.False(File.Exists(place + "-turn"));
    }

    [Fact]
    public async Task Where_there_can_be_no_file_there_is_no_wait()
    {
        Task<WriterTurn> taking = WriterTurn.TakeAsync("/no/such/folder/a.db", Long, Token);
        Assert.True(taking.IsCompletedSuccessfully);
        (await taking).Dispose();
    }

    /// <summary>Articles after which a writer that got no third turn is kept out.</summary>
    private const int MostArticles = 500;

    [Fact]
    public async Task A_process_that_writes_without_a_pause_keeps_nobody_out()
    {
        await using TestLedger test = await TestLedger.CreateAsync("sqlite", server);
        await using Ledger other = await Ledger.OpenAsync(test.Place, LedgerAccess.Write, test.Clock, Token);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        int busy = 0;
        var begins = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task writing = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await other.AddAsync(new Delivery([.. Enumerable.Range(0, 20).Select(at => TestLedger.Article($"b{busy}-{at}", $"Ada Quill asserts that crate {busy} of row {at} was moved.", "Post"))]), Token);
                    Interlocked.Increment(ref busy);
                    begins.TrySetResult();
                }
            },
            Token);
        await begins.Task.WaitAsync(Token);
        var waited = new List<TimeSpan>();
        for (int at = 0; at < 5 || (Volatile.Read(ref busy) < 3 && at < MostArticles); at++)
        {
            long begun = Stopwatch.GetTimestamp();
            await test.AddAsync(TestLedger.Article($"a{at}", $"Tor Lind asserts that boat {at} was sold.", "Lamp"));
            waited.Add(Stopwatch.GetElapsedTime(begun));
        }

        int written = Volatile.Read(ref busy);
        await stop.CancelAsync();
        await writing;
        Assert.True(written >= 3, $"{written} batches beside {waited.Count} articles");
        Assert.True(waited.Max() < TimeSpan.FromSeconds(10), string.Join(' ', waited));
    }
}
