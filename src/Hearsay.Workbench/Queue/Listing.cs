using System.Globalization;
using Hearsay.Storage.Queries;
using Hearsay.Text;
using Microsoft.AspNetCore.Mvc;

namespace Hearsay.Workbench.Queue;

/// <summary>What every list can be asked.</summary>
/// <param name="Q">The query, with the operators of the command line; none finds everything.</param>
/// <param name="AsOf">The state of the ledger at a moment, or at the end of a day (UTC).</param>
/// <param name="Limit">At most so many, 1 to 500.</param>
/// <param name="Cursor">Where to go on: next of the page before.</param>
internal sealed record Listing([FromQuery(Name = "q")] string? Q, [FromQuery(Name = "asOf")] string? AsOf, [FromQuery(Name = "limit")] int? Limit, [FromQuery(Name = "cursor")] string? Cursor)
{
    /// <summary>Most items of a page.</summary>
    public const int Largest = 500;

    /// <summary>Longest query that is taken: nobody types more.</summary>
    public const int LongestQuery = 4000;

    /// <summary>The query, understood.</summary>
    public Query Query => Understand(Q, AsOf);

    /// <summary>How many at most.</summary>
    public int Most => Limit switch
    {
        null => 50,
        >= 1 and <= Largest => Limit.Value,
        _ => throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"limit={Limit} is out of range", "Ask for 1 to 500."),
    };

    /// <summary>The cursor, or null.</summary>
    public string? From => string.IsNullOrEmpty(Cursor) ? null : Cursor;

    /// <summary>Understands a query as of a moment.</summary>
    public static Query Understand(string? q, string? asOf)
    {
        if (q?.Length > LongestQuery)
        {
            throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"the query is longer than {LongestQuery.ToString(CultureInfo.InvariantCulture)} characters", "Shorten it.");
        }

        return Query.Parse(q ?? "") with { AsOf = Moment(asOf) };
    }

    /// <summary>"2022-12-25" as the last moment of that day, UTC, or an exact moment.</summary>
    public static DateTimeOffset? Moment(string? asOf)
    {
        if (string.IsNullOrEmpty(asOf))
        {
            return null;
        }

        return PublicationDate.TryParse(asOf) is { } date
            ? date.Moment ?? new DateTimeOffset(date.Day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).AddDays(1).AddTicks(-1)
            : throw new WorkbenchException(WorkbenchErrors.Malformed, 400, $"asOf={asOf} is no date", "Write 2022-12-25 or 2022-12-25T14:05:00Z.");
    }
}
