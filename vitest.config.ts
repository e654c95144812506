import { defineConfig } from 'vitest/config'

const shared = {
  // Legal days are computed in explicit zones; a test that only passes in the zone of its author fails here.
  env: { TZ: 'Pacific/Auckland' },
  testTimeout: 30_000,
  restoreMocks: true,
}

export default defineConfig({
  test: {
    // The JSON report is what `.ci/run` counts its totals from; the journeys name another file.
    reporters: ['default', 'json'],
    outputFile: { json: 'out/test/report.json' },
    projects: [
      {
        test: {
          ...shared,
          name: 'pure',
          include: [
            '{kernel,engine,rulebooks,phrases,explanations,contracts,proofs,seed,batch,cli,bench,statuspage,notices,rehearsal,tools}/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          ...shared,
          name: 'web',
          include: ['web/src/**/*.test.{ts,tsx}'],
        },
      },
      {
        test: {
          ...shared,
          name: 'server',
          include: ['server/**/*.test.ts'],
          globalSetup: ['server/test/database.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...shared,
          name: 'e2e',
          include: ['e2e/src/**/*.test.ts'],
          globalSetup: ['e2e/src/global-setup.ts'],
          // One Pulih and one browser at a time, on a machine that may have much else to do.
          fileParallelism: false,
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
