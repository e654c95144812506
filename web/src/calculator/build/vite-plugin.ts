import { readFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { languages } from '@pulih/kernel'
import { loadRulebook } from '@pulih/rulebooks'
import type { Plugin } from 'vite'
import { rulebookPart } from './rulebook-part.ts'

const repository = resolve(import.meta.dirname, '../../../..')
const calculator = join(repository, 'web/src/calculator/')
const phrases = join(repository, 'phrases/src/')
const explanations = join(repository, 'explanations/src/')

/** Marks a copy of a module that is the calculator's own, apart from the one that the console shares. */
const own = '?one-language'
const prefix = 'virtual:pulih/'
const inside = '\0'

/**
 * Keeps the calculator small enough for a phone on a slow line: the sentences of one language instead of all three, and the rules of
 * one country instead of all twenty-four, each a file of its own that is loaded when it is asked for.
 */
export function calculatorPlugin(): Plugin {
  const rulebook = loadRulebook()
  return {
    name: 'pulih-calculator',
    enforce: 'pre',
    async resolveId(source, importer) {
      if (source.startsWith(prefix)) return inside + source
      if (importer === undefined || !isOwn(importer)) return null
      if (source === 'node:util') return `${inside}${prefix}terminal`
      const found = await this.resolve(source, importer.replace(own, ''), { skipSelf: true })
      const path = found?.id ?? ''
      return path.startsWith(phrases) || path.startsWith(explanations) ? path + own : null
    },
    load(id) {
      if (id.startsWith(inside + prefix)) return virtual(id.slice((inside + prefix).length))
      if (!id.endsWith(own)) return null
      const path = id.slice(0, -own.length)
      const code = path === join(phrases, 'catalogue.ts') ? catalogue : readFileSync(path, 'utf8')
      return { code, moduleType: 'ts' }
    },
    transformIndexHtml: {
      order: 'post',
      // The page's first script only looks whether the browser will do: what comes after it need not wait for that.
      handler(html, { bundle }) {
        const chunks = Object.values(bundle ?? {}).filter(each => each.type === 'chunk')
        const needsStart = chunks.some(
          each => each.isEntry && each.name === 'calculator' && html.includes(each.fileName),
        )
        const start = chunks.find(each => each.facadeModuleId === join(calculator, 'page/start.tsx'))
        if (!needsStart || !start) return []
        const files = [start.fileName, ...start.imports].filter(file => !html.includes(file))
        return files.map(file => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
          injectTo: 'head' as const,
        }))
      },
    },
  }

  function virtual(name: string): string {
    const [kind, value = ''] = name.split('/')
    switch (kind) {
      case 'rulebooks':
        return moduleOfLoaders(rulebook.jurisdictions(), 'rulebook')
      case 'rulebook':
        return `export const part = JSON.parse(${JSON.stringify(JSON.stringify(rulebookPart(rulebook, value)))})`
      // Explanations measure lines for terminals, which nothing here has.
      case 'terminal':
        return 'export const stripVTControlCharacters = text => text; export const styleText = (style, text) => text'
      case 'learn':
        return `export { learn } from ${JSON.stringify(join(phrases, 'catalogue.ts') + own)}`
      case 'phrases':
        if (!languages.some(language => language === value)) throw new Error(`there is no language "${value}"`)
        return ['explanation', 'scheme', 'cli']
          .map(file => `import { ${file} } from ${JSON.stringify(join(phrases, value, `${file}.ts`))}`)
          .concat('export const phrases = { ...explanation, ...scheme, ...cli }')
          .join('\n')
      default:
        throw new Error(`nothing is made for "${name}"`)
    }
  }
}

/** Those who stand on the sentences: the calculator itself, and its copies of phrases and explanations. */
function isOwn(importer: string): boolean {
  return (
    importer.endsWith(own) || (importer.startsWith(calculator) && !relative(calculator, importer).startsWith('build'))
  )
}

function moduleOfLoaders(names: readonly string[], kind: string): string {
  const entries = names.map(name => `${name}: () => import(${JSON.stringify(`${prefix}${kind}/${name}`)})`)
  return `export const loaders = { ${entries.join(', ')} }`
}

/** Stands in for `phrases/src/catalogue.ts`: knows what it was taught. */
const catalogue = `
export const catalogue = { en: {}, id: {}, pl: {} }
export function isKey(text) {
  return Object.values(catalogue).some(messages => Object.hasOwn(messages, text))
}
export function learn(language, messages) {
  catalogue[language] = messages
}
`
