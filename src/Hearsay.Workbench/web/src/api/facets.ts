import { get } from "./client";
import type { FacetCount, Page } from "./types";

/** How many claims of a query have each value of a facet; those without one are left out. */
export async function counts(by: string, q: string, asOf = "", signal?: AbortSignal): Promise<{ value: string; count: number }[]> {
  const { items } = await get<Page<FacetCount>>("facets", { by, q, asOf }, signal);
  return items.filter((one): one is { value: string; count: number } => !!one.value);
}
