namespace Hearsay.Export.Registers;

/// <summary>A row of a register of arms transfers.</summary>
/// <param name="Line">Line of the file on which it begins, from 1.</param>
/// <param name="Recipient">Who receives.</param>
/// <param name="Supplier">Who supplies.</param>
/// <param name="Designation">The weapon.</param>
/// <param name="Ordered">Year of the order.</param>
/// <param name="NumberOrdered">How many are ordered.</param>
/// <param name="NumberDelivered">How many are delivered.</param>
/// <param name="Delivered">Years of delivery, parted by "; ".</param>
public sealed record RegisterEntry(int Line, string Recipient, string Supplier, string Designation, RegisterCell Ordered, RegisterCell NumberOrdered, RegisterCell NumberDelivered, RegisterCell Delivered);
