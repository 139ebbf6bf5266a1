namespace Hearsay.Claims.Origins;

/// <summary>Where a text names the agency it comes from. Stored as a number, since 0.2.</summary>
public enum CreditPlace
{
    /// <summary>The agency published it itself.</summary>
    Outlet,

    /// <summary>In or beside the dateline: "KYIV (AFP) –".</summary>
    Dateline,

    /// <summary>A line of its own above the text: "By Reuters".</summary>
    Byline,

    /// <summary>Below the text: "With inputs from PTI", "© AFP".</summary>
    Footer,
}
