using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Hearsay.Tests.Workbench;

/// <summary>An OpenID Connect provider on this machine that knows one person and asks nothing: discovery, keys, authorization code with PKCE.</summary>
internal sealed class OpenIdStub : IAsyncDisposable
{
    private static readonly string[] Code = ["code"];
    private static readonly string[] Public = ["public"];
    private static readonly string[] Algorithms = ["RS256"];

    private readonly WebApplication _app;
    private readonly RSA _key = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge)> _codes = new(StringComparer.Ordinal);

    private OpenIdStub(WebApplication app) => _app = app;

    public Uri Issuer { get; private set; } = null!;

    public static async Task<OpenIdStub> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRouting();
        WebApplication app = builder.Build();
        var stub = new OpenIdStub(app);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = stub.Name, authorization_endpoint = stub.Name + "/authorize", token_endpoint = stub.Name + "/token", jwks_uri = stub.Name + "/keys",
            response_types_supported = Code, subject_types_supported = Public, id_token_signing_alg_values_supported = Algorithms,
        }));
        app.MapGet("/keys", () =>
        {
            RSAParameters shown = stub._key.ExportParameters(false);
            return Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = "one", alg = "RS256", n = Base64UrlEncoder.Encode(shown.Modulus), e = Base64UrlEncoder.Encode(shown.Exponent) } } });
        });
        app.MapGet("/authorize", (HttpContext context) =>
        {
            IQueryCollection asked = context.Request.Query;
            string code = Convert.ToHexString(RandomNumberGenerator.GetBytes(8));
            stub._codes[code] = (asked["nonce"].ToString(), asked["code_challenge"].ToString());
            return Results.Redirect($"{asked["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(asked["state"].ToString())}");
        });
        app.MapPost("/token", async (HttpContext context) =>
        {
            IFormCollection form = await context.Request.ReadFormAsync();
            if (!stub._codes.TryRemove(form["code"].ToString(), out (string Nonce, string Challenge) asked)
                || Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge)
            {
                return Results.BadRequest(new { error = "invalid_grant" });
            }

            string token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = stub.Name,
                Audience = form["client_id"].ToString() is { Length: > 0 } client ? client : "hearsay",
                Claims = new Dictionary<string, object> { ["sub"] = "4711", ["preferred_username"] = "marta", ["nonce"] = asked.Nonce },
                IssuedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
                Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime,
                SigningCredentials = new SigningCredentials(new RsaSecurityKey(stub._key) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
            });
            return Results.Json(new { id_token = token, access_token = "none", token_type = "Bearer", expires_in = 300 });
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        stub.Issuer = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return stub;
    }

    private string Name => Issuer.AbsoluteUri.TrimEnd('/');

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _key.Dispose();
    }
}
