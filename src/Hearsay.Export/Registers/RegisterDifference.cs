namespace Hearsay.Export.Registers;

/// <summary>Where two registers differ.</summary>
/// <param name="Kind">"only-there", "only-here", or "differs" for a cell of a row that both have.</param>
/// <param name="Table">"main" or "alleged" when our register has the row, else null.</param>
/// <param name="Recipient">Who receives.</param>
/// <param name="Supplier">Who supplies.</param>
/// <param name="Designation">The weapon, as the row's own register has it; theirs where both have it.</param>
/// <param name="Column">The column that differs, or null for a whole row.</param>
/// <param name="Theirs">What the other register has; empty for nothing.</param>
/// <param name="Ours">What ours has; empty for nothing.</param>
/// <param name="Line">Line of the other register's file, or null.</param>
public sealed record RegisterDifference(string Kind, string? Table, string Recipient, string Supplier, string Designation, string? Column, string Theirs, string Ours, int? Line);
