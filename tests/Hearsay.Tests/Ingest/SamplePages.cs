namespace Hearsay.Tests.Ingest;

/// <summary>Web pages written for the tests.</summary>
internal static class SamplePages
{
    public static readonly string[] Body =
    [
        "The defence ministry of Ruritania said on Monday that it had received no drones from its neighbour, and called the report “a fairy tale for children”.",
        "A spokesman, Rudolf Hentzau, told journalists in Strelsau that the aircraft seen at the port were “farm machines”. He did not say who had ordered them.",
        "The report, published last week by the Zenda Observer, had cited two officials who asked not to be named because they were not allowed to speak to the press.",
        "One of the officials said the shipment held at least 40 aircraft. The other put the number at “between 30 and 50”, and said a second ship was on its way.",
        "Grauzenstadt, which has denied selling weapons to any party in the conflict since 2019, did not answer a request for comment.",
    ];

    public const string Title = "Ruritania denies receiving drones";

    public static string Paragraphs => string.Concat(Body.Select(paragraph => $"<p>{paragraph}</p>\n"));

    public static string Furniture => string.Concat(Enumerable.Range(0, 30).Select(i => $"<li><a href=\"/s/{i}\">Section {i}</a></li>"));

    /// <summary>A page as news sites build them: metadata twice, menus, advertisements, captions, sign-ups, other headlines.</summary>
    public static string Full => $$"""
        <!DOCTYPE html>
        <html lang="en"><head><meta charset="utf-8">
        <title>{{Title}} | The Strelsau Gazette</title>
        <meta property="og:title" content="{{Title}} - The Strelsau Gazette"><meta property="og:site_name" content="The Strelsau Gazette">
        <meta property="article:published_time" content="2023-05-02T08:30:00+02:00"><link rel="canonical" href="https://gazette.example/2023/drones">
        <script>var p = "<p>Not text at all, said the script.</p>";</script><style>p { color: red }</style>
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"x"},{"@type":["NewsArticle"],"headline":"{{Title}}","datePublished":"2023-05-02T06:30:00Z","publisher":{"@type":"Organization","name":"Gazette Ltd"} }]}</script>
        </head><body>
        <nav><ul>{{Furniture}}</ul></nav>
        <div class="cookie-banner">We value your privacy. Accept all cookies.</div>
        <main><article><h1>{{Title}}</h1>
        <div class="byline">By A. Hope</div>
        <p>{{Body[0]}}</p>
        <div class="ad-slot">Advertisement</div>
        <figure><img src="http://127.0.0.1:9/x.jpg"><figcaption>The port of Strelsau, seen on Sunday. <span class="credit">Photo: A. Hope/Agency</span></figcaption></figure>
        <p>A <b>spokes</b>man, <a href="/hentzau"><em>Rudolf</em> Hentzau</a>, told journalists in Strelsau that the aircraft seen at the port were &ldquo;farm machines&#8221;.
           He did&nbsp;not say who had ordered them.</p>
        <p>Read more: <a href="/other">Another story about the port of Strelsau</a></p>
        <p>{{Body[2]}}</p>
        <div class="newsletter-signup"><p>Sign up for our daily newsletter and never miss a story.</p></div>
        <blockquote><p>{{Body[3]}}</p></blockquote>
        <p>{{Body[4]}}</p>
        <ul><li>The first drone was seen in March, the ministry said.</li><li>The second was seen in April, according to the Observer.</li></ul>
        </article></main>
        <aside><h2>Most read</h2><ul>{{Furniture}}</ul></aside>
        <footer>Copyright The Strelsau Gazette. All rights reserved.</footer>
        </body></html>
        """;
}
