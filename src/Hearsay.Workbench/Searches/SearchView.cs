namespace Hearsay.Workbench.Searches;

/// <summary>A saved search.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Q">The query.</param>
/// <param name="Created">When it was saved.</param>
/// <param name="Seen">When its alerts were last looked at, or null.</param>
/// <param name="Fresh">Alerts since then.</param>
/// <param name="Alerts">Its alerts, newest first.</param>
internal sealed record SearchView(string Id, string Name, string Q, DateTimeOffset Created, DateTimeOffset? Seen, int Fresh, IReadOnlyList<SearchView.AlertView> Alerts)
{
    /// <summary>A claim that came in and fits.</summary>
    /// <param name="Claim">Its id.</param>
    /// <param name="At">When it was found.</param>
    /// <param name="Why">Which words fit which terms.</param>
    internal sealed record AlertView(string Claim, DateTimeOffset At, string Why);
}
