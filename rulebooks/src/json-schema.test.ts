import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { caseForm, jsonSchemaOf, schemeForm } from '@pulih/engine'
import { describe, expect, test } from 'vitest'
import { caseFilesOf, jurisdictionFolders, policyFolder, readJson, schemeFiles } from './load.ts'

const ajv = new Ajv2020({ strict: false, allErrors: true })
addFormats.default(ajv)

describe('the printed JSON Schema', () => {
  const files = [...jurisdictionFolders(), policyFolder].flatMap(schemeFiles)

  test('accepts every scheme and policy that we accept', () => {
    const validate = ajv.compile(jsonSchemaOf(schemeForm, 'scheme'))

    expect(refused(validate, files)).toEqual([])
  })

  test('accepts every worked case', () => {
    const validate = ajv.compile(jsonSchemaOf(caseForm, 'case'))

    expect(refused(validate, files.flatMap(caseFilesOf))).toEqual([])
  })

  test('refuses a scheme with a word that does not exist', () => {
    const validate = ajv.compile(jsonSchemaOf(schemeForm, 'scheme'))
    const [file = ''] = files
    const scheme = readJson(file) as Record<string, unknown>

    expect(validate({ ...scheme, status: 'perhaps' })).toBe(false)
    expect(validate({ ...scheme, surprise: true })).toBe(false)
  })
})

function refused(validate: ValidateFunction, files: readonly string[]): string[] {
  return files.filter(file => !validate(readJson(file)))
}
