/** Numbers as counts are written: `1,234`. */

export const group = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',')
