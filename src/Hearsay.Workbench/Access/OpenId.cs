using System.Security.Claims;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Hearsay.Workbench.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Hearsay.Workbench.Access;

/// <summary>Logging in by OpenID Connect: authorization code with PKCE, as the framework does it.</summary>
internal static class OpenId
{
    /// <summary>Where the provider sends the browser back to.</summary>
    public const string Callback = "/login/openid/callback";

    /// <summary>Sets the framework's handler.</summary>
    public static void Set(OpenIdConnectOptions options, OpenIdProvider provider)
    {
        options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
        options.Authority = provider.Authority.AbsoluteUri;
        options.ClientId = provider.ClientId;
        options.ClientSecret = provider.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.RequireHttpsMetadata = !provider.AllowPlain;
        options.CallbackPath = Callback;
        options.MapInboundClaims = false;
        options.SaveTokens = false;
        // The provider sends the browser back by a link, with which cookies of our own site go along.
        options.CorrelationCookie.SameSite = options.NonceCookie.SameSite = SameSiteMode.Lax;
        options.CorrelationCookie.SecurePolicy = options.NonceCookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.Scope.Clear();
        options.Scope.Add("openid");
        options.Scope.Add("profile");
        options.TokenValidationParameters.NameClaimType = "preferred_username";
        options.Events.OnTicketReceived = context => EnterAsync(context, provider);
        options.Events.OnRemoteFailure = async context =>
        {
            context.HandleResponse();
            await context.HttpContext.Ledger().AuditAsync("openid", "login failed", null, null, context.HttpContext.Source());
            await Problems.WriteAsync(context.HttpContext, 401, WorkbenchErrors.Login, "the OpenID Connect login did not work", "Try again at /login; the server's output has the reason.");
            context.HttpContext.Of<WorkbenchSettings>().Log($"{WorkbenchErrors.Login}: OpenID Connect: {context.Failure?.Message}");
        };
    }

    /// <summary>Turns an identity of the provider into an account of ours.</summary>
    private static async Task EnterAsync(TicketReceivedContext context, OpenIdProvider provider)
    {
        ClaimsPrincipal? theirs = context.Principal;
        string? issuer = theirs?.FindFirstValue("iss") ?? theirs?.FindFirst("sub")?.Issuer;
        string? subject = theirs?.FindFirstValue("sub");
        HttpContext http = context.HttpContext;
        Ledger ledger = http.Ledger();
        Account? account = issuer is null || subject is null ? null : await ledger.AccountOfAsync($"{issuer} {subject}");
        if (account is null && issuer is not null && subject is not null && provider.NewAccounts is { } role)
        {
            string name = theirs!.FindFirstValue("preferred_username") ?? theirs!.FindFirstValue("email") ?? subject;
            name = await ledger.AccountAsync(name) is null ? name : $"{name} ({subject})";
            account = await ledger.SetAccountAsync(new Account(name, role, null, $"{issuer} {subject}", default, null));
            await ledger.AuditAsync(name, "account made by OpenID Connect", name, role.ToString().ToLowerInvariant(), http.Source());
        }

        if (account is not { Disabled: null })
        {
            await ledger.AuditAsync(subject ?? "openid", "login failed", account?.Name, "no account for this identity", http.Source());
            context.HandleResponse();
            await Problems.WriteAsync(http, 403, WorkbenchErrors.Login, "there is no account for this identity", "An administrator can name it in an account.");
            return;
        }

        await ledger.AuditAsync(account.Name, "login by OpenID Connect", null, null, http.Source());
        context.Principal = await AccessRoutes.BeginAsync(http, account.Name, account.Role, account: true, http.RequestAborted);
    }
}
