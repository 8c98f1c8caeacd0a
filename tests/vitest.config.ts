/** How the tests run: once the bundle is built, two files at a time, each in a process of its own. */

import { defineConfig } from 'vitest/config'
import { Closing } from './closing.ts'

export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    globalSetup: 'tests/build.ts',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: false,
    reporters: ['default', new Closing()],
    // Faults made on purpose fill the Workers' logs: they are shown where a test fails.
    silent: 'passed-only',
    env: { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
  },
})
