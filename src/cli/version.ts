/** The command's own version: that of the package it came in. */

import { readFileSync } from 'node:fs'
import { findPackageJSON } from 'node:module'

export function readVersion(): string {
  const file = findPackageJSON('..', import.meta.url)
  return file ? String(JSON.parse(readFileSync(file, 'utf8')).version) : 'unknown'
}
