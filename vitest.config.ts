import { defineConfig } from 'vitest/config'

const shared = {
  // Legal days are computed in explicit zones; a test that only passes in the zone of its author fails here.
  env: { TZ: 'Pacific/Auckland' },
  testTimeout: 30_000,
  restoreMocks: true,
}

export default defineConfig({
  test: {
    // The JSON report is what `.ci/run` counts its totals from.
    reporters: ['default', ['json', { outputFile: 'out/test/report.json' }]],
    projects: [
      {
        test: {
          ...shared,
          name: 'pure',
          include: [
            '{kernel,engine,rulebooks,phrases,explanations,contracts,proofs,seed,batch,cli,bench,statuspage,tools}/**/*.test.ts',
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
    ],
  },
})
