import { basename, dirname, resolve } from 'node:path'
import type { Plugin } from 'vite'

const source = resolve(import.meta.dirname, '../..')
/** Where the words of each page lie, one file for each language. */
const folders: Readonly<Record<string, string>> = {
  portal: resolve(source, 'portal/messages'),
  calculator: resolve(source, 'calculator/languages'),
}

/**
 * Names every language's file in the page, so that the server can leave the one that the visitor reads: it then comes together with the
 * script that would otherwise ask for it a whole round later.
 */
export function languagePlugin(): Plugin {
  return {
    name: 'pulih-languages',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle, path }) {
        const folder = folders[basename(path, '.html')]
        const files = Object.values(bundle ?? {}).flatMap(each =>
          each.type === 'chunk' && each.facadeModuleId !== null && dirname(each.facadeModuleId) === folder
            ? [{ language: basename(each.facadeModuleId, '.ts'), href: `/${each.fileName}` }]
            : [],
        )
        return files
          .filter(({ language }) => /^[a-z]{2}$/.test(language))
          .map(({ language, href }) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href, 'data-language': language },
            injectTo: 'head' as const,
          }))
      },
    },
  }
}
