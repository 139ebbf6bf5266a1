using System.Net;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Storage;

namespace Hearsay.Workbench.Access;

/// <summary>Whether people must log in: as soon as there are accounts or a token, or others can reach the server.</summary>
internal sealed class Doors(WorkbenchSettings settings)
{
    /// <summary>How long it may take until accounts that another process makes close the doors.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private readonly byte[]? _token = settings.Token is { Length: > 0 } token ? Hash(token) : null;
    private long _looked;
    private volatile bool _accounts;

    /// <summary>Whether somebody must log in to see anything.</summary>
    public async ValueTask<bool> AreClosedAsync(CancellationToken cancellationToken)
    {
        if (_token is not null || settings.OpenId is not null || settings.PublicAddress is not null || !IPAddress.IsLoopback(settings.Listen.Address) || _accounts)
        {
            return true;
        }

        long looked = Interlocked.Read(ref _looked);
        if (looked == 0 || settings.Clock.GetElapsedTime(looked) > Interval)
        {
            _accounts = (await settings.Ledger.AccountsAsync(cancellationToken)).Any(account => account.Disabled is null);
            Interlocked.Exchange(ref _looked, Math.Max(1, settings.Clock.GetTimestamp()));
        }

        return _accounts;
    }

    /// <summary>Looks for accounts anew: one was made here.</summary>
    public void LookAgain() => Interlocked.Exchange(ref _looked, 0);

    /// <summary>Whether these words are the token. Takes as long for wrong ones as for right ones.</summary>
    public bool IsToken(string words) => _token is not null && CryptographicOperations.FixedTimeEquals(Hash(words), _token);

    private static byte[] Hash(string words) => SHA256.HashData(Encoding.UTF8.GetBytes(words));
}
