/** One column of a sheet: which member of the rows it shows, under what heading, and how. */
export interface Column {
  name: string;
  title: string;
  as?: "day" | "moment" | "number" | "code" | "counts";
  /** The member that is shown where this one is empty. */
  or?: string;
  /** Where the cell leads. */
  to?: (row: Record<string, unknown>) => string | null;
}
