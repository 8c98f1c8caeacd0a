/** How the tests run: once the bundle is built, three files at a time, in three processes that load each module once. */

import { defineConfig } from 'vitest/config'
import { Closing } from './closing.ts'

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: 'tests/build.ts',
    pool: 'forks',
    // Most files wait more than they work.
    maxWorkers: 3,
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    reporters: ['default', new Closing()],
    // Faults made on purpose fill the Workers' logs: they are shown where a test fails.
    silent: 'passed-only',
    env: { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
  },
})
