import { asking } from './asking.ts'
import { base } from './base.ts'
import { dark, light, type Colours } from './colours.ts'
import { accentFor, type Accent } from './contrast.ts'
import { packed } from './css.ts'
import { facts } from './facts.ts'
import { frame } from './frame.ts'
import { map } from './map.ts'
import { pieces } from './pieces.ts'
import { print } from './print.ts'
import { rows } from './rows.ts'

/** The one style sheet of the page. Of the operator there is only the accent in it. */
export function stylesheet(accent: string): string {
  const accents = accentFor(accent)
  return packed(`
    :root { color-scheme: light dark; ${names(light, accents.light)} }
    @media (prefers-color-scheme: dark) { :root { ${names(dark, accents.dark)} } }
    ${Object.keys(light.levels).map(levelClass).join(' ')}
    ${base} ${frame} ${pieces} ${facts} ${map} ${rows} ${asking}
    @media print { :root { ${names(light, accents.light)} } ${print} }
  `)
}

function names({ levels, ...plain }: Colours, accent: Accent): string {
  const colours = [
    ...Object.entries(plain),
    ...Object.entries(levels).flatMap(([level, { solid, word, tint }]) => [
      [level, solid],
      [`${level}-word`, word],
      [`${level}-tint`, tint],
    ]),
    ['accent', accent.word],
    ['fill', accent.fill],
    ['on-fill', accent.onFill],
  ]
  return colours.map(([name, colour]) => `--${name}: ${colour};`).join(' ')
}

function levelClass(level: string): string {
  return `.${level} { --solid: var(--${level}); --word: var(--${level}-word); --tint: var(--${level}-tint) }`
}
