/** What Cloudflare counts, gives and charges: its list prices and its free plan as of November 2026. */

export interface Meter {
  /** A day of the free plan. */
  free: number
  /** A month of the paid plan, which costs `PLAN`. */
  included: number
  /** Dollars for a million more. */
  price: number
}

const DAYS = 30
const MILLION = 1_000_000

export const PLAN = 5

export const METERS = {
  requests: { free: 100_000, included: 10 * MILLION, price: 0.3 },
  kvReads: { free: 100_000, included: 10 * MILLION, price: 0.5 },
  kvWrites: { free: 1_000, included: MILLION, price: 5 },
  /** Calls of the Durable Object, and its alarms. */
  calls: { free: 100_000, included: MILLION, price: 0.15 },
  rowsRead: { free: 5 * MILLION, included: 25_000 * MILLION, price: 0.001 },
  rowsWritten: { free: 100_000, included: 50 * MILLION, price: 1 },
  /** Class B and class A. What R2 gives by the month is a thirtieth of it a day. */
  r2Reads: { free: (10 * MILLION) / DAYS, included: 10 * MILLION, price: 0.36 },
  r2Writes: { free: MILLION / DAYS, included: MILLION, price: 4.5 },
} satisfies Record<string, Meter>

/** How much of each something takes. */
export type Costs = Record<keyof typeof METERS, number>

const each = <Value>(make: (meter: Meter, name: keyof Costs) => Value): Value[] =>
  Object.entries(METERS).map(([name, meter]) => make(meter, name as keyof Costs))

/** How often a day the free plan allows it. */
export const timesADay = (costs: Costs): number =>
  Math.floor(Math.min(...each(({ free }, name) => free / costs[name])))

/** Dollars a month when it happens so often a day. A million that is begun counts as one. */
export function monthly(costs: Costs, timesADay: number): number {
  const beyond = each(({ included, price }, name) => {
    const more = Math.max(costs[name] * timesADay * DAYS - included, 0)
    return Math.ceil(more / MILLION) * price
  })
  return beyond.reduce((sum, dollars) => sum + dollars, PLAN)
}
