import { describe, expect, test } from 'vitest'
import { wantsDemonstration } from '../../src/app/first-start.ts'
import { readOptions } from '../../src/app/options.ts'
import { keptByNpm, readConfig } from '../../src/platform/index.ts'

describe('the command line', () => {
  test.each([
    [['--service', '5'], 'did you mean --services'],
    [['--emtpy'], 'did you mean --empty'],
    [['--services', 'abc'], 'a whole number from'],
    [['--services', '5'], 'a whole number from'],
    [['--services'], 'a whole number from'],
    [['--empty=no'], 'takes no value'],
    [['20000'], '"20000" belongs to no option'],
    [['--empty', '--services', '20000'], '--empty asks for no demonstration'],
    [['--backup', '--empty'], 'Name a folder'],
  ])('%j is refused with the list of options', (args, saying) => {
    expect(() => readOptions(args)).toThrow(saying)
    expect(() => readOptions(args)).toThrow('--begin-again')
  })

  test('is read', () => {
    expect(readOptions(['--services', '20000', '--demonstration'])).toMatchObject({
      services: 20_000,
      demonstration: true,
      empty: false,
    })
    expect(readOptions(['--backup', '/b'])).toMatchObject({ backup: '/b', restore: null })
  })

  test('finds what npm kept to itself', () => {
    const kept = (name: string) => keptByNpm({ npm_lifecycle_event: 'start', npm_config_fund: '', [name]: 'true' })

    expect(() => readOptions([], kept('npm_config_empty'))).toThrow('npm start -- --empty')
    expect(() => readOptions([], kept('npm_config_emtpy'))).toThrow('npm start -- --empty')
    expect(() => readOptions(['5'], kept('npm_config_services'))).toThrow('npm start -- --services …')
    expect(readOptions([], kept('npm_config_cache')).empty).toBe(false)
  })

  test('asks for a demonstration in a database of somebody else, or there is none', () => {
    const foreign = readConfig({ DATABASE_URL: 'postgres://db.example/pulih' })

    expect(wantsDemonstration(readConfig({}), readOptions([]))).toBe(true)
    expect(wantsDemonstration(foreign, readOptions([]))).toBe(false)
    expect(wantsDemonstration(foreign, readOptions(['--demonstration']))).toBe(true)
    expect(() => wantsDemonstration(foreign, readOptions(['--services', '20000']))).toThrow('only with --demonstration')
  })
})
