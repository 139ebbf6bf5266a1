using Hearsay.Storage;
using Hearsay.Text;
using Microsoft.Extensions.Caching.Memory;

namespace Hearsay.Workbench.Queue;

/// <summary>Texts of the ledger, kept at hand: a screen shows many claims of few texts, again and again. Safe to share between threads.</summary>
internal sealed class StoredTexts(Ledger ledger) : IDisposable
{
    /// <summary>Characters kept: some 64 MB.</summary>
    private const long Most = 32 << 20;

    private readonly MemoryCache _texts = new(new MemoryCacheOptions { SizeLimit = Most });

    /// <summary>The text of a hash, or null when the ledger has none.</summary>
    public async ValueTask<RawText?> GetAsync(string sha256, CancellationToken cancellationToken)
    {
        if (_texts.TryGetValue(sha256, out RawText? text))
        {
            return text;
        }

        text = await ledger.TextAsync(sha256, cancellationToken);
        if (text is not null)
        {
            _texts.Set(sha256, text, new MemoryCacheEntryOptions { Size = text.Length + 256 });
        }

        return text;
    }

    /// <inheritdoc/>
    public void Dispose() => _texts.Dispose();
}
