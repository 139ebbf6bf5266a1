using System.Data.Common;
using Hearsay.Storage.Access;

namespace Hearsay.Storage;

/// <content>Who may use the workbench, who is logged in, and what was done.</content>
public sealed partial class Ledger
{
    private const string AccountFields = "SELECT name, role, password, subject, added, disabled FROM account";

    /// <summary>All accounts by name, closed ones included.</summary>
    public Task<IReadOnlyList<Account>> AccountsAsync(CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<Account>>(async session => await session.ListAsync($"{AccountFields} ORDER BY name", [], AccountOf, cancellationToken), cancellationToken);

    /// <summary>The account of a name, or null.</summary>
    public Task<Account?> AccountAsync(string name, CancellationToken cancellationToken = default) =>
        ReadAsync(session => FirstAsync(session, $"{AccountFields} WHERE name = $1", [name], AccountOf, cancellationToken), cancellationToken);

    /// <summary>The account of an OpenID Connect identity, or null.</summary>
    /// <param name="subject">Issuer and subject, parted by a space.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<Account?> AccountOfAsync(string subject, CancellationToken cancellationToken = default) =>
        ReadAsync(session => FirstAsync(session, $"{AccountFields} WHERE subject = $1", [subject], AccountOf, cancellationToken), cancellationToken);

    /// <summary>Makes an account or changes one. Whoever uses it is logged out, unless nothing but its role was changed.</summary>
    /// <param name="account">As it shall be; when it was added is kept.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    /// <exception cref="LedgerException">Another account has the same OpenID Connect identity, or the last open account of an administrator would go.</exception>
    public Task<Account> SetAccountAsync(Account account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        return WriteAsync(
            async session =>
            {
                Account? before = await FirstAsync(session, $"{AccountFields} WHERE name = $1", [account.Name], AccountOf, cancellationToken);
                if (account.Subject is { } subject && await session.ScalarAsync("SELECT name FROM account WHERE subject = $1 AND name <> $2", [subject, account.Name], cancellationToken) is { } other)
                {
                    throw new LedgerException(StorageErrors.BadAccount, account.Name, $"the account '{other}' has the same OpenID Connect identity");
                }

                bool admin = account is { Role: Role.Admin, Disabled: null };
                if (before is { Role: Role.Admin, Disabled: null } && !admin
                    && await session.NumberAsync("SELECT COUNT(*) FROM account WHERE role = 'admin' AND disabled IS NULL AND name <> $1", [account.Name], cancellationToken) == 0)
                {
                    throw new LedgerException(StorageErrors.BadAccount, account.Name, "this is the last administrator; make another one first");
                }

                DateTimeOffset now = _clock.GetUtcNow();
                await session.ExecuteAsync(
                    "INSERT INTO account(name, role, password, subject, added, disabled) VALUES($1, $2, $3, $4, $5, $6) ON CONFLICT(name) DO UPDATE SET " +
                    "role = excluded.role, password = excluded.password, subject = excluded.subject, disabled = excluded.disabled",
                    [account.Name, account.Role.ToString().ToLowerInvariant(), account.Password, account.Subject, before?.Added ?? now, account.Disabled], cancellationToken);
                if (before is not null && (before.Password != account.Password || before.Subject != account.Subject || account.Disabled is not null))
                {
                    await session.ExecuteAsync("UPDATE session SET ended = $1 WHERE account = $2 AND ended IS NULL", [now, account.Name], cancellationToken);
                }

                return (await FirstAsync(session, $"{AccountFields} WHERE name = $1", [account.Name], AccountOf, cancellationToken))!;
            },
            cancellationToken);
    }

    /// <summary>Notes that somebody logged in.</summary>
    /// <param name="id">SHA-256 of the secret that the browser holds.</param>
    /// <param name="account">Whose account.</param>
    /// <param name="ends">When it ends by itself.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    public Task BeginSessionAsync(string id, string account, DateTimeOffset ends, CancellationToken cancellationToken = default) => WriteAsync(
        session => session.ExecuteAsync("INSERT INTO session(id, account, began, ends) VALUES($1, $2, $3, $4)", [id, account, _clock.GetUtcNow(), ends], cancellationToken), cancellationToken);

    /// <summary>Notes that somebody logged out.</summary>
    public Task EndSessionAsync(string id, CancellationToken cancellationToken = default) => WriteAsync(
        session => session.ExecuteAsync("UPDATE session SET ended = $1 WHERE id = $2 AND ended IS NULL", [_clock.GetUtcNow(), id], cancellationToken), cancellationToken);

    /// <summary>The account of somebody who is logged in, or null when the session has ended or the account was closed.</summary>
    public Task<Account?> SessionAsync(string id, CancellationToken cancellationToken = default) => ReadAsync(
        session => FirstAsync(
            session,
            "SELECT a.name, a.role, a.password, a.subject, a.added, a.disabled FROM session s JOIN account a ON a.name = s.account WHERE s.id = $1 AND s.ended IS NULL AND s.ends > $2 AND a.disabled IS NULL",
            [id, _clock.GetUtcNow()], AccountOf, cancellationToken),
        cancellationToken);

    /// <summary>Appends to the audit; durable when it returns.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="action">What.</param>
    /// <param name="subject">To what, or null.</param>
    /// <param name="detail">More of it, never a secret; or null.</param>
    /// <param name="source">Network address, or null.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    public Task AuditAsync(string actor, string action, string? subject, string? detail, string? source, CancellationToken cancellationToken = default) => WriteAsync(
        session => session.ExecuteAsync(
            "INSERT INTO audit(number, at, actor, action, subject, detail, source) VALUES((SELECT COALESCE(MAX(number), 0) + 1 FROM audit), $1, $2, $3, $4, $5, $6)",
            [_clock.GetUtcNow(), actor, action, subject, detail, source], cancellationToken),
        cancellationToken);

    /// <summary>The audit, newest entry first.</summary>
    /// <param name="before">Only entries with a lower number; null for the newest.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<IReadOnlyList<AuditEntry>> AuditAsync(long? before = null, int most = 100, CancellationToken cancellationToken = default) => ReadAsync<IReadOnlyList<AuditEntry>>(
        async session => await session.ListAsync(
            "SELECT number, at, actor, action, subject, detail, source FROM audit WHERE number < $1 ORDER BY number DESC LIMIT $2", [before ?? long.MaxValue, most],
            row => new AuditEntry(row.GetInt64(0), Instant.Read(row.GetString(1)), row.GetString(2), row.GetString(3), TextOf(row, 4), TextOf(row, 5), TextOf(row, 6)), cancellationToken),
        cancellationToken);

    private static Account AccountOf(DbDataReader row) => new(
        row.GetString(0), Enum.Parse<Role>(row.GetString(1), ignoreCase: true), TextOf(row, 2), TextOf(row, 3), Instant.Read(row.GetString(4)), TextOf(row, 5) is { } disabled ? Instant.Read(disabled) : null);
}
