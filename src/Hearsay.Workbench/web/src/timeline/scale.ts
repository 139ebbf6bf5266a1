const dayLength = 86_400_000;

/** A tick of the axis of days. */
export interface Tick {
  at: number;
  label: string;
  strong: boolean;
}

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en-GB", { month: "short", timeZone: "UTC" });

export const ms = (iso: string): number => Date.parse(iso.slice(0, 10));
export const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Ticks for a stretch of time, at most one for each `room` pixels. */
export function ticks(from: number, to: number, width: number, room = 70): Tick[] {
  const days = (to - from) / dayLength;
  const most = Math.max(2, width / room);
  const start = new Date(from);
  const list: Tick[] = [];
  if (days <= most * 14) {
    const step = [1, 2, 7, 14].find((size) => days / size <= most) ?? 14;
    for (let at = Math.ceil(from / (step * dayLength)) * step * dayLength; at <= to; at += step * dayLength) {
      list.push({ at, label: day.format(at), strong: new Date(at).getUTCDate() <= step });
    }

    return list;
  }

  const months = days / 30.4;
  const step = [1, 3, 6].find((size) => months / size <= most);
  if (step) {
    for (let index = start.getUTCMonth() + 1; ; index++) {
      const at = Date.UTC(start.getUTCFullYear(), index, 1);
      if (at > to) {
        return list;
      }

      const which = new Date(at).getUTCMonth();
      if (which % step === 0) {
        list.push({ at, label: which === 0 || list.length === 0 ? `${month.format(at)} ${new Date(at).getUTCFullYear()}` : month.format(at), strong: which === 0 });
      }
    }
  }

  const years = days / 365.25;
  const stride = [1, 2, 5, 10, 20, 50, 100].find((size) => years / size <= most) ?? 500;
  for (let year = Math.ceil(start.getUTCFullYear() / stride) * stride; Date.UTC(year, 0, 1) <= to; year += stride) {
    if (Date.UTC(year, 0, 1) >= from) {
      list.push({ at: Date.UTC(year, 0, 1), label: String(year), strong: true });
    }
  }

  return list;
}
