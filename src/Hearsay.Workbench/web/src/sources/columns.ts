/** One column of a sheet: which member of the rows it shows, under what heading, and how. */
export interface Column {
  name: string;
  title: string;
  as?: "day" | "moment" | "number" | "code" | "bytes";
  /** Where the cell leads. */
  to?: (row: Record<string, unknown>) => string | null;
}
