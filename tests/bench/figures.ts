/** Medians with their spread, and how they are printed. */

export interface Figure {
  median: number
  /** The middle half of the values lies between these. */
  low: number
  high: number
}

export function summarise(values: number[]): Figure {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (part: number) => sorted[Math.round((sorted.length - 1) * part)] ?? Number.NaN
  return { median: at(0.5), low: at(0.25), high: at(0.75) }
}

/** `0.93 (0.91–0.95)`. */
export function show({ median, low, high }: Figure, digits = 2): string {
  return `${median.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`
}

/** One line of the report: what, the figure, and what it is measured in or against. */
export function line(what: string, figure: string, note: string): void {
  console.log(`${what.padEnd(34)} ${figure.padEnd(22)} ${note}`)
}
