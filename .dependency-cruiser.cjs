/**
 * Who may import whom. Imports point down; a workspace is entered through its door (`@pulih/x`, which is `x/src/index.ts`) and
 * nowhere else. Only `tools` may look inside. `tools/check-boundaries.ts` runs these rules and fails when a file was left out of them.
 */
const mayImport = {
  kernel: [],
  engine: ['kernel'],
  rulebooks: ['kernel', 'engine'],
  phrases: ['kernel'],
  explanations: ['kernel', 'engine', 'phrases'],
  statuspage: ['kernel', 'phrases'],
  notices: ['kernel', 'phrases'],
  rehearsal: ['kernel', 'phrases', 'notices', 'contracts', 'seed'],
  batch: ['kernel', 'engine'],
  contracts: ['kernel', 'engine'],
  proofs: ['kernel'],
  seed: ['kernel'],
  server: [
    'kernel',
    'engine',
    'contracts',
    'proofs',
    'rulebooks',
    'phrases',
    'explanations',
    'statuspage',
    'notices',
    'batch',
    'seed',
    'rehearsal',
  ],
  cli: ['kernel', 'engine', 'rulebooks', 'phrases', 'explanations', 'batch', 'contracts', 'proofs', 'seed'],
  web: ['kernel', 'engine', 'rulebooks', 'contracts', 'phrases', 'explanations', 'notices'],
  bench: [
    'notices',
    'rehearsal',
    'kernel',
    'engine',
    'rulebooks',
    'phrases',
    'statuspage',
    'batch',
    'contracts',
    'proofs',
    'seed',
    'server',
    'cli',
  ],
  e2e: [],
}

const rooms = Object.keys(mayImport)
const below = names => `^(${names.join('|')})/`

const directions = rooms.map(room => ({
  name: `${room}-looks-down-only`,
  comment: `${room} may import ${mayImport[room].join(', ') || 'nothing of ours'}.`,
  severity: 'error',
  from: { path: `^${room}/` },
  to: {
    path: below([...rooms.filter(other => other !== room && !mayImport[room].includes(other)), 'tools']),
  },
}))

module.exports = {
  forbidden: [
    ...directions,
    {
      name: 'through-the-door',
      // `@pulih/notices/clocks` reads files, which a browser has not; its other door is for both.
      comment: "Another workspace's inside is its own business: import `@pulih/x`, and export there what you need.",
      severity: 'error',
      from: { path: `^(${rooms.join('|')})/` },
      to: { path: below(rooms), pathNot: ['^$1/', '^[^/]+/src/index\\.ts$', '^notices/src/pace/clocks\\.ts$'] },
    },
    {
      name: 'by-its-name',
      comment: 'Write `@pulih/x`, not a path that climbs out of the workspace.',
      severity: 'error',
      from: { path: `^(${rooms.join('|')})/` },
      to: { path: below(rooms), pathNot: '^$1/', dependencyTypes: ['local'] },
    },
    {
      name: 'no-circles',
      comment: 'Two files that need each other at run time are one file, or three. Types may point both ways.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'The import leads nowhere.',
      severity: 'error',
      from: {},
      // What Vite's plugins make up at build time is declared in `virtual.d.ts` and checked by the compiler.
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'pure-is-pure',
      comment:
        'kernel, engine, rulebooks, phrases and contracts read no file, no clock and no network, so that a decision can be replayed years later. ' +
        'The one exception is `rulebooks/src/load.ts`, which reads the regulations.',
      severity: 'error',
      from: {
        path: '^(kernel|engine|rulebooks|phrases|contracts)/',
        pathNot: ['\\.test\\.ts$', '^rulebooks/src/load\\.ts$'],
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'proofs-only-digest',
      comment:
        'proofs verifies what an auditor holds in his hands: no file, no clock, no network, and of Node only its digests.',
      severity: 'error',
      from: { path: '^proofs/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^crypto$' },
    },
    {
      name: 'rehearsed-only',
      comment: 'What plays the outside world is for tests and rehearsals; the product does not need it.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['\\.test\\.ts$', '/testing/'] },
      to: { path: '^rehearsal/' },
    },
    {
      name: 'tests-are-leaves',
      comment: 'A test is imported by nobody; share a factory instead.',
      severity: 'error',
      from: {},
      to: { path: '\\.test\\.ts$' },
    },
    {
      name: 'development-only',
      comment: 'What ships may not need a development dependency.',
      severity: 'error',
      from: { path: '^[^/]+/src/', pathNot: ['\\.test\\.ts$', '^(bench|e2e)/', '^batch/src/differential/'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@types/',
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^batch/assembly/(?!build\\.ts)', '^out/', '^web/dist'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
