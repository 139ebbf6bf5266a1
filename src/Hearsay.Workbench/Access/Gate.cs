using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Hearsay.Storage;
using Hearsay.Storage.Access;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Hearsay.Workbench.Access;

/// <summary>
/// Says who sends a request. A token: its bearer. Accounts or a token set up, or the server open to other machines: whoever logged in. None of these: the one who sits at the machine.
/// </summary>
internal sealed class Gate(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Doors doors, WorkbenchSettings settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public const string SchemeName = "Gate";

    /// <summary>Marks an identity that came with each request by itself, so that no other site can have sent it.</summary>
    public const string Bearer = "Bearer";

    /// <summary>Name of somebody who came with the token and did not say who they are.</summary>
    private const string TokenUser = "token";

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is { Length: > 0 } header)
        {
            return header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) && doors.IsToken(header[7..].Trim())
                ? Yes(Person.Of(TokenUser, Role.Editor, Bearer))
                : AuthenticateResult.Fail("the token is not ours");
        }

        if (!await doors.AreClosedAsync(Context.RequestAborted))
        {
            return Yes(Person.Of(settings.LocalUser, Role.Admin, "Local"));
        }

        AuthenticateResult cookie = await Context.AuthenticateAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return cookie.Succeeded ? Yes(cookie.Principal!) : AuthenticateResult.NoResult();
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    private AuthenticateResult Yes(ClaimsPrincipal who) => AuthenticateResult.Success(new AuthenticationTicket(who, Scheme.Name));
}
