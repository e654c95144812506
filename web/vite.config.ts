import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { languagePlugin } from './src/calculator/build/language-plugin.ts'
import { calculatorPlugin } from './src/calculator/build/vite-plugin.ts'

/**
 * Three applications in one build, served by the same server: the operator's console (React, Mantine), the subscriber's portal
 * and the public calculator (Preact, small enough for a phone on a slow line). Which JSX a folder speaks stands in the nearest
 * tsconfig.json. One that has no page yet is left out.
 */
const pages = ['console', 'portal', 'calculator'].filter(name => existsSync(at(`${name}.html`)))

export default defineConfig({
  root: at('.'),
  base: '/',
  publicDir: false,
  plugins: [calculatorPlugin(), languagePlugin(), react({ include: /\/src\/(?:console|ui|api)\/.*\.tsx$/u })],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: 'assets',
    // Safari 16.4 and what is of its age; older phones get the status page, which needs no script.
    target: ['chrome111', 'edge111', 'firefox114', 'safari16.4'],
    // A data: font or image would need a wider Content-Security-Policy than we send.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 600,
    rolldownOptions: { input: Object.fromEntries(pages.map(name => [name, at(`${name}.html`)])) },
  },
})

function at(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url))
}
