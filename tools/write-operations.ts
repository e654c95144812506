/** Writes `.env.example` and docs/operations/configuration.md from the list of variables. With `--check` it only compares. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { secrets, variables } from '../server/src/platform/config.ts'
import { root } from './files.ts'

const example = `# What the environment may say to Pulih. Written by \`npm run generate\`; docs/operations/configuration.md explains.
# Copy it to .env, take the marks away where you want something else, and start with: ./node_modules/.bin/node --env-file=.env server/src/main.ts

${variables.map(({ name, says, example: value, otherwise }) => `# ${says}${otherwise === '' ? '' : ` Without it: ${otherwise}.`}\n# ${name}=${quoted(otherwise || value)}\n`).join('\n')}
# Secrets. Keep them where the backup of the database is not.
${secrets.map(({ name, says }) => `\n# ${says}\n# ${name}=\n`).join('')}
# For compose.yaml alone: the password of its database.
# POSTGRES_PASSWORD=
`

const page = `# Configuration

Everything comes from the environment and is read once, at the start. A mistake stops the start with exit code 2, and all mistakes are
told at once, each with an example; a name that begins with \`PULIH_\` and is not listed here is a mistake too. An empty variable counts as
one that is not set. This file and [.env.example](../../.env.example) are written from the program by \`npm run generate\`.

## Variables

| variable | what it says | example | without it |
|---|---|---|---|
${variables.map(({ name, says, example: value, otherwise }) => `| \`${name}\` | ${says} | \`${value}\` | ${otherwise === '' ? '–' : `\`${otherwise}\``} |`).join('\n')}

## Secrets

Secrets never stand in the database or in a log. The database refers to them by name.

| variable | what it is for |
|---|---|
${secrets.map(({ name, says }) => `| \`${name}\` | ${says} |`).join('\n')}

The three for encryption are any long random text, for example from \`openssl rand -base64 32\`. Without them what they would encrypt stands in the
database as it is. Every process needs the same ones, and so does a restored backup: keep them, but apart from the backup.

## Files instead of variables

\`./node_modules/.bin/node --env-file=.env server/src/main.ts\` reads a file in the form of \`.env.example\`. Give it the mode 0600. What the environment
already has wins over the file.
`

for (const [file, text] of [
  ['.env.example', example],
  ['docs/operations/configuration.md', page],
] as const) {
  const path = join(root, file)
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error(`${file} is not what server/src/platform/config.ts says: run "npm run generate".`)
    process.exitCode = 1
  }
}

function quoted(value: string): string {
  return value.includes(' ') ? `'${value}'` : value
}
