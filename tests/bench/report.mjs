// Figures to tables: medians, percentiles, ratios, and whether a bar is held. What is over its bar is said, not hidden.

const sorted = (values) => [...values].sort((one, other) => one - other);

/** The value below which this share of the values lies (nearest rank). */
export function percentile(values, share) {
  const all = sorted(values);
  return all[Math.min(all.length - 1, Math.max(0, Math.ceil(share * all.length) - 1))];
}

export function median(values) {
  const all = sorted(values);
  const middle = all.length / 2;
  return all.length % 2 ? all[Math.floor(middle)] : (all[middle - 1] + all[middle]) / 2;
}

export const summary = (values) => ({ median: median(values), p95: percentile(values, 0.95), values });

export const thousands = (number) => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ",");
export const ms = (value) => (value === null || value === undefined || Number.isNaN(value) ? "–" : value < 100 ? value.toFixed(1) : thousands(value));

/** «1.08» or «1.31 over». */
export const against = (value, bar, digits = 2) => `${value.toFixed(digits)}${value > bar ? " **over**" : ""}`;

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, column) => (column === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
