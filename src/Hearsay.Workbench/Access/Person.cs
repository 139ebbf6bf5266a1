using System.Security.Claims;
using Hearsay.Storage.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;

namespace Hearsay.Workbench.Access;

/// <summary>Whoever sends a request, as ASP.NET's identity has them.</summary>
internal static class Person
{
    /// <summary>An identity of somebody with a role.</summary>
    public static ClaimsPrincipal Of(string name, Role role, string scheme) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, name), new Claim(ClaimTypes.Role, role.ToString())], scheme, ClaimTypes.Name, ClaimTypes.Role));

    /// <summary>The name that stands in the log.</summary>
    public static string Name(this ClaimsPrincipal user) => user.Identity?.Name ?? throw new WorkbenchException(WorkbenchErrors.Anonymous, 401, "nobody is logged in", "Log in at /login, or send a token.");

    /// <summary>What they may do.</summary>
    public static Role Role(this ClaimsPrincipal user) => Enum.TryParse(user.FindFirstValue(ClaimTypes.Role), out Role role) ? role : Hearsay.Storage.Access.Role.Reader;

    /// <summary>Lets only people in who have a role, or more.</summary>
    public static TBuilder RequireRole<TBuilder>(this TBuilder builder, Role role)
        where TBuilder : IEndpointConventionBuilder => builder.RequireAuthorization(role.ToString());

    /// <summary>A policy for each role; what says nothing of roles takes a reader.</summary>
    public static void Policies(AuthorizationOptions options)
    {
        foreach (Role role in Enum.GetValues<Role>())
        {
            string[] enough = [.. Enum.GetValues<Role>().Where(other => other >= role).Select(other => other.ToString())];
            options.AddPolicy(role.ToString(), policy => policy.RequireAuthenticatedUser().RequireRole(enough));
        }

        options.FallbackPolicy = options.DefaultPolicy = options.GetPolicy(nameof(Hearsay.Storage.Access.Role.Reader))!;
    }
}
