/** Writes the JSON Schemas of scheme and case files from the forms that check them. With `--check` it only compares. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { caseForm, jsonSchemaOf, schemeForm } from '@pulih/engine'
import { root } from './files.ts'

const schemas = [
  { file: 'docs/schemas/scheme.schema.json', form: schemeForm, title: 'Pulih scheme' },
  { file: 'docs/schemas/case.schema.json', form: caseForm, title: 'Pulih case' },
]

for (const { file, form, title } of schemas) {
  const path = join(root, file)
  const text = `${JSON.stringify(jsonSchemaOf(form, title), null, 2)}\n`
  if (!process.argv.includes('--check')) writeFileSync(path, text)
  else if (readFileSync(path, 'utf8') !== text) {
    console.error(`${file} is not what the forms say: run "npm run generate".`)
    process.exitCode = 1
  }
}
