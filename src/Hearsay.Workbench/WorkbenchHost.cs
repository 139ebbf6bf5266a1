using System.Net;
using Hearsay.Storage;
using Hearsay.Workbench.Access;
using Hearsay.Workbench.ClaimPages;
using Hearsay.Workbench.Disputes;
using Hearsay.Workbench.Documents;
using Hearsay.Workbench.Hosting;
using Hearsay.Workbench.Intake;
using Hearsay.Workbench.Operations;
using Hearsay.Workbench.Parties;
using Hearsay.Workbench.Queue;
using Hearsay.Workbench.Registers;
using Hearsay.Workbench.Searches;
using Hearsay.Workbench.Timelines;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Hearsay.Workbench;

/// <summary>The workbench's server. Runs until it is disposed. It reads nothing but its settings: neither environment nor configuration files can open it to others.</summary>
public sealed class WorkbenchHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private WorkbenchHost(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Starts a server.</summary>
    /// <param name="settings">How it is run. The ledger is not closed with it.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="WorkbenchException">It may not listen there without accounts, or cannot.</exception>
    public static async Task<WorkbenchHost> StartAsync(WorkbenchSettings settings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        bool reachable = !IPAddress.IsLoopback(settings.Listen.Address) || settings.PublicAddress is not null;
        if (reachable && settings.Token is null && settings.OpenId is null && !(await settings.Ledger.AccountsAsync(cancellationToken)).Any(account => account.Disabled is null))
        {
            throw new WorkbenchException(
                WorkbenchErrors.Open, 500, $"others could reach {settings.PublicAddress?.AbsoluteUri ?? settings.Listen.ToString()} and everything in the ledger",
                "Make accounts first ('hearsay users add NAME --role admin'), or set a token or an OpenID Connect provider.");
        }

        WebApplication app = Build(settings);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or InvalidOperationException { InnerException: System.Net.Sockets.SocketException })
        {
            await app.DisposeAsync();
            throw new WorkbenchException(WorkbenchErrors.Listen, 500, $"it cannot listen on {settings.Listen}: {failure.Message}", "Another program may listen there; name another port with --port.");
        }

        string address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return new WorkbenchHost(app, new Uri(address));
    }

    /// <summary>Puts the articles that come with Hearsay into a ledger's inbox.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="by">Who adds them.</param>
    /// <param name="cancellationToken">Ends the call before anything is kept.</param>
    public static Task AddSamplesAsync(Ledger ledger, string by, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        return ledger.SubmitAsync([.. IntakeRoutes.Samples(by)], cancellationToken);
    }

    /// <summary>Says that somebody else in this process changed the ledger: screens look at once.</summary>
    public void Tell() => _app.Services.GetRequiredService<Live>().Tell();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(stop.Token);
        await _app.DisposeAsync();
    }

    private static WebApplication Build(WorkbenchSettings settings)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Hearsay.Workbench", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(settings.Listen);
            kestrel.Limits.MaxRequestBodySize = Limits.LargestBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 << 10;
            kestrel.Limits.MaxRequestLineSize = 8 << 10;
            kestrel.Limits.MaxConcurrentConnections = 2000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        IServiceCollection parts = builder.Services;
        parts.AddSingleton(settings).AddSingleton(settings.Ledger).AddSingleton(settings.Clock);
        parts.AddSingleton<StoredTexts>().AddSingleton<ClaimRows>().AddSingleton<Citations>().AddSingleton<Doors>().AddSingleton<Logins>().AddSingleton<Live>().AddSingleton<Pages>();
        parts.AddSingleton<Remembered>().AddSingleton<Checks>().AddSingleton<Watch>().AddHostedService(services => services.GetRequiredService<Watch>());
        parts.AddRouting();
        parts.AddExceptionHandler<Problems>();
        parts.AddProblemDetails();
        parts.ConfigureHttpJsonOptions(json => WorkbenchJson.Set(json.SerializerOptions));
        parts.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        parts.AddOpenApi("v1", ApiDocument.Set);
        parts.AddRateLimiter(options => Limits.Set(options, settings));
        IDataProtectionBuilder keys = parts.AddDataProtection().SetApplicationName("hearsay");
        if (settings.KeyFolder is { } folder)
        {
            keys.PersistKeysToFileSystem(Directory.CreateDirectory(folder));
        }
        else
        {
            parts.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        }

        bool secure = settings.PublicAddress?.Scheme == Uri.UriSchemeHttps;
        parts.AddAntiforgery(options =>
        {
            options.HeaderName = Guard.CsrfHeader;
            options.Cookie.Name = "hearsay-csrf";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.SuppressXFrameOptionsHeader = true;
            options.SuppressReadingTokenFromFormBody = true;
        });
        AuthenticationBuilder access = parts.AddAuthentication(Gate.SchemeName).AddScheme<AuthenticationSchemeOptions, Gate>(Gate.SchemeName, null).AddCookie(options =>
        {
            options.Cookie.Name = secure ? "__Host-hearsay" : "hearsay";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = Logins.Longest;
            options.SlidingExpiration = false;
            options.Events.OnValidatePrincipal = context => context.HttpContext.Of<Logins>().ValidateAsync(context);
        });
        if (settings.OpenId is { } provider)
        {
            access.AddOpenIdConnect(options => OpenId.Set(options, provider));
        }

        parts.AddAuthorization(Person.Policies);
        if (settings.PublicAddress is not null)
        {
            // Only a proxy on this machine is believed: that is the framework's default.
            parts.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost);
        }

        WebApplication app = builder.Build();
        if (settings.PublicAddress is not null)
        {
            app.UseForwardedHeaders();
        }

        app.Use(Guard.ProtectAsync);
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true, StatusCodeSelector = _ => 500 });
        app.UseStatusCodePages(context => context.HttpContext.Response.HasStarted ? Task.CompletedTask : Problems.WriteStatusAsync(context.HttpContext));
        app.Use(Guard.CheckHostAsync);
        app.UseRouting();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.Use(Guard.CheckOriginAsync);
        app.UseAuthorization();
        app.Use(Guard.AuditAsync);
        app.Use(Versions.AddAsync);
        Map(app, settings);
        return app;
    }

    private static void Map(WebApplication app, WorkbenchSettings settings)
    {
        RouteGroupBuilder api = app.MapGroup("/api/v1");
        AccessRoutes.Map(api);
        ClaimRoutes.Map(api);
        ReviewRoutes.Map(api);
        DocumentRoutes.Map(api);
        DisputeRoutes.Map(api);
        TimelineRoutes.Map(api);
        RegisterRoutes.Map(api);
        PartyRoutes.Map(api);
        OperationsRoutes.Map(api);
        IntakeRoutes.Map(api, settings);
        SearchRoutes.Map(api);
        EventRoutes.Map(api);
        DocumentRoutes.MapPages(app);
        ClaimPage.Map(app);
        app.MapOpenApi("/api/{documentName}/openapi.json").ExcludeFromDescription();
        app.MapGet("/healthz", async (WorkbenchSettings running, CancellationToken cancellationToken) =>
        {
            await running.Ledger.NewestReviewAsync(cancellationToken);
            return TypedResults.Text("ok\n");
        }).AllowAnonymous().ExcludeFromDescription();
        app.Services.GetRequiredService<Pages>().Map(app);
    }
}
