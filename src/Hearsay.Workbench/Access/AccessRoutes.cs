using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Hearsay.Storage.Queries;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Queue;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Hearsay.Workbench.Access;

/// <summary>Logging in and out, accounts, audit.</summary>
internal static class AccessRoutes
{
    private const int LongestName = 100;

    /// <summary>A hash of nothing anybody knows: checked when there is no such account, so that the answer takes as long.</summary>
    private static readonly string Nobody = Passwords.Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>Maps the routes.</summary>
    public static void Map(RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("").WithTags("access");
        group.MapGet("/me", MeAsync).WithSummary("Who asks, and the token for changes.").ProducesProblem(401);
        group.MapPost("/login", LoginAsync).AllowAnonymous().RequireRateLimiting(Limits.Login).WithSummary("Logs in; the answer sets a cookie.").ProducesProblem(401);
        group.MapPost("/logout", LogoutAsync).WithSummary("Logs out: the session ends here, too, not only in the browser.");
        group.MapGet("/login/openid", (WorkbenchSettings settings) => settings.OpenId is null
                ? throw new WorkbenchException(WorkbenchErrors.NotFound, 404, "no OpenID Connect provider is set up", "Start the server with --openid.")
                : (IResult)TypedResults.Challenge(new AuthenticationProperties { RedirectUri = "/" }, [OpenIdConnectDefaults.AuthenticationScheme]))
            .AllowAnonymous().RequireRateLimiting(Limits.Login).WithSummary("Sends the browser to the OpenID Connect provider.").Produces(302).ProducesProblem(404);
        group.MapList(
            "/users", "Accounts.", async (_, context, cancellationToken) => new ItemPage<UserRow>([.. (await context.Ledger().AccountsAsync(cancellationToken)).Select(UserRow.Of)], null), Role.Admin);
        group.MapPost("/users", AddAsync).RequireRole(Role.Admin).WithSummary("Makes an account.").ProducesProblem(400);
        group.MapPatch("/users/{name}", ChangeAsync).RequireRole(Role.Admin).WithSummary("Changes role, password or identity of an account, or closes it.").ProducesProblem(400).ProducesProblem(404);
        group.MapList("/audit", "Who changed what, newest first.", async (listing, context, cancellationToken) =>
        {
            long? before = listing.From is { } from ? long.TryParse(from, out long number) ? number : throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"'{from}' is no place to go on from") : null;
            IReadOnlyList<AuditEntry> entries = await context.Ledger().AuditAsync(before, listing.Most + 1, cancellationToken);
            return new ItemPage<AuditEntry>([.. entries.Take(listing.Most)], entries.Count > listing.Most ? entries[listing.Most - 1].Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : null);
        }, Role.Admin);
    }

    /// <summary>Logs somebody in whose identity is certain.</summary>
    public static async Task<ClaimsPrincipal> BeginAsync(HttpContext context, string name, Role role, bool account, CancellationToken cancellationToken)
    {
        string secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        ClaimsPrincipal who = Person.Of(name, role, CookieAuthenticationDefaults.AuthenticationScheme);
        var identity = (ClaimsIdentity)who.Identity!;
        if (account)
        {
            identity.AddClaim(new Claim(Logins.SessionClaim, secret));
            await context.Ledger().BeginSessionAsync(Logins.IdOf(secret), name, context.Of<WorkbenchSettings>().Clock.GetUtcNow() + Logins.Longest, cancellationToken);
        }
        else
        {
            identity.AddClaim(new Claim(Logins.TokenClaim, context.Of<Logins>().TokenMark));
        }

        return who;
    }

    private static async Task<Ok<Me>> MeAsync(HttpContext context, IAntiforgery antiforgery, Doors doors, WorkbenchSettings settings, CancellationToken cancellationToken)
    {
        bool empty = (await settings.Ledger.DocumentsAsync(Query.Everything, 1, cancellationToken: cancellationToken)).Items.Count == 0;
        return TypedResults.Ok(new Me(
            context.User.Name(), context.User.Role().ToString().ToLowerInvariant(), !await doors.AreClosedAsync(cancellationToken), antiforgery.GetAndStoreTokens(context).RequestToken!, settings.Version,
            Path.GetFileName(settings.Ledger.Place), empty));
    }

    private static async Task<NoContent> LoginAsync(LoginRequest request, HttpContext context, Doors doors, Logins logins, WorkbenchSettings settings, CancellationToken cancellationToken)
    {
        string name = request.User?.Trim() ?? "";
        string password = request.Password ?? "";
        if (name.Length is 0 or > LongestName || password.Length > Passwords.Longest)
        {
            throw Refused();
        }

        logins.Allow(name);
        Account? account = await settings.Ledger.AccountAsync(name, cancellationToken);
        bool fits = Passwords.Fits(account?.Password ?? Nobody, password) && account is { Password: not null, Disabled: null };
        bool token = !fits && account is null && doors.IsToken(password);
        if (!fits && !token)
        {
            logins.Failed(name);
            await settings.Ledger.AuditAsync(name, "login failed", null, null, context.Source(), cancellationToken);
            throw Refused();
        }

        logins.Worked(name);
        await settings.Ledger.AuditAsync(name, token ? "login with the token" : "login", null, null, context.Source(), cancellationToken);
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, await BeginAsync(context, name, token ? Role.Editor : account!.Role, !token, cancellationToken));
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> LogoutAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.User.FindFirstValue(Logins.SessionClaim) is { } secret)
        {
            await context.Ledger().EndSessionAsync(Logins.IdOf(secret), cancellationToken);
        }

        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.NoContent();
    }

    private static async Task<Created<UserRow>> AddAsync(UserRequest request, HttpContext context, Doors doors, CancellationToken cancellationToken)
    {
        string name = request.Name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            throw Malformed("an account needs a name of 1 to 100 characters", null);
        }

        if (await context.Ledger().AccountAsync(name, cancellationToken) is not null)
        {
            throw Malformed($"there is an account '{name}' already", "Change it instead.");
        }

        bool first = !(await context.Ledger().AccountsAsync(cancellationToken)).Any(account => account is { Disabled: null, Role: Role.Admin });
        if (first && request.Role != "admin")
        {
            throw Malformed("the first account must be an administrator's: as soon as there are accounts, everybody logs in", "Send \"role\": \"admin\".");
        }

        Account made = await context.Ledger().SetAccountAsync(new Account(name, RoleOf(request.Role ?? "reader"), Hashed(request.Password), Subject(request.Subject), default, null), cancellationToken);
        doors.LookAgain();
        return TypedResults.Created($"/api/v1/users/{Uri.EscapeDataString(name)}", UserRow.Of(made));
    }

    private static async Task<Ok<UserRow>> ChangeAsync(string name, UserRequest request, HttpContext context, Doors doors, WorkbenchSettings settings, CancellationToken cancellationToken)
    {
        Account account = await settings.Ledger.AccountAsync(name, cancellationToken) ?? throw new WorkbenchException(WorkbenchErrors.NotFound, 404, $"there is no account '{name}'");
        account = account with
        {
            Role = request.Role is null ? account.Role : RoleOf(request.Role),
            Password = request.Password is null ? account.Password : Hashed(request.Password),
            Subject = request.Subject is null ? account.Subject : Subject(request.Subject),
            Disabled = request.Disabled switch { null => account.Disabled, true => account.Disabled ?? settings.Clock.GetUtcNow(), false => null },
        };
        account = await settings.Ledger.SetAccountAsync(account, cancellationToken);
        doors.LookAgain();
        return TypedResults.Ok(UserRow.Of(account));
    }

    private static string? Hashed(string? password) => password switch
    {
        null or "" => null,
        { Length: < Passwords.Shortest or > Passwords.Longest } => throw Malformed($"a password has {Passwords.Shortest} to {Passwords.Longest} characters", "A few words that nobody else strings together are easy to keep in mind."),
        _ => Passwords.Hash(password),
    };

    private static string? Subject(string? subject) => string.IsNullOrWhiteSpace(subject) ? null : subject.Trim();

    private static Role RoleOf(string name) => Enum.TryParse(name, ignoreCase: true, out Role role) && Enum.IsDefined(role) ? role : throw Malformed($"'{name}' is no role", "There are reader, analyst, editor and admin.");

    private static WorkbenchException Malformed(string message, string? fix) => new(WorkbenchErrors.Malformed, 400, message, fix);

    private static WorkbenchException Refused() => new(WorkbenchErrors.Login, 401, "user and password do not fit", "Try again; an administrator can set a new password.");
}
