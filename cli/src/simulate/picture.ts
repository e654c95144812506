/** A column of the picture: a heading above a plot that is drawn already. */
export interface Part {
  readonly heading: string
  readonly unit: string
  readonly x: number
  readonly height: number
  readonly body: string
  /** Lines below the plot. */
  readonly notes?: readonly string[]
}

export interface Picture {
  readonly width: number
  readonly edge: number
  readonly title: string
  readonly subtitle: string
  /** The same facts in words, for those who do not see the picture. */
  readonly description: string
  readonly rows: readonly (readonly Part[])[]
}

const headingHeight = 34
const noteHeight = 17

/** Puts the parts on one sheet with title, legend and a style that follows the reader's light or dark mode. */
export function picture({ width, edge, title, subtitle, description, rows }: Picture): string {
  const legend = legendAt(edge, 82, width)
  let y = 82 + legend.height
  const parts = rows.map(row => {
    const top = y
    y += headingHeight + Math.max(...row.map(({ height, notes }) => height + (notes?.length ?? 0) * noteHeight))
    return row.map(part => partAt(part, top)).join('')
  })
  const height = y + 8
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title description" font-family="system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif" font-size="13">
<title id="title">${escape(title)}</title>
<desc id="description">${escape(description)}</desc>
<style>${style}</style>
<defs>${hatch}</defs>
<rect class="paper" width="${width}" height="${height}" fill="#ffffff"/>
<g class="ink" fill="currentColor">
<text x="${edge}" y="34" font-size="${width < 600 ? 17 : 20}" font-weight="bold">${escape(title)}</text>
<text x="${edge}" y="56">${escape(subtitle)}</text>
${legend.body}
${parts.join('\n')}
</g>
</svg>
`
}

/** Shape and hatching tell the parts of a bar apart; colour only helps. */
const hatch = `<pattern id="goodwill" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="paper" width="7" height="7" fill="#ffffff"/><rect class="stripe" width="2.5" height="7" fill="#1b1f24"/></pattern>`

const style = `
.ink { color: #1b1f24; }
text { white-space: pre; font-variant-numeric: tabular-nums; }
@media (prefers-color-scheme: dark) {
  .ink { color: #e8eaed; }
  .paper { fill: #16191d; }
  .stripe { fill: #e8eaed; }
  .owed, .owed rect { fill: #3d6c93; stroke: #e8eaed; }
  .halo { stroke: #16191d; }
  .goodwill, .goodwill rect { stroke: #e8eaed; }
}
`

function partAt({ heading, unit, x, body, height, notes = [] }: Part, y: number): string {
  return `<g transform="translate(${x},${y})">
<text y="20" font-size="14"><tspan font-weight="bold">${escape(heading)}</tspan><tspan fill-opacity="0.8">  ${escape(unit)}</tspan></text>
<g transform="translate(0,${headingHeight})">${body}</g>
${notes.map((note, line) => `<text y="${headingHeight + height + 6 + line * noteHeight}" font-size="12" fill-opacity="0.8">${escape(note)}</text>`).join('')}
</g>`
}

const legendItems: readonly { readonly mark: string; readonly label: string }[] = [
  {
    mark: '<rect class="owed" width="26" height="12" y="-10" fill="#7fa8c9" stroke="#1b1f24"/>',
    label: 'owed, as recommended',
  },
  {
    mark: '<rect class="goodwill" width="26" height="12" y="-10" fill="url(#goodwill)" stroke="#1b1f24"/>',
    label: 'goodwill, not owed',
  },
  {
    mark: '<path d="M1,-9v10M25,-9v10M1,-4h24" fill="none" stroke="currentColor" stroke-width="2"/>',
    label: 'owed, from minimum to maximum',
  },
]

/** Side by side where they fit, below each other where not. */
function legendAt(x: number, y: number, width: number): { readonly body: string; readonly height: number } {
  const stacked = width < 600
  let left = x
  const items = legendItems.map(({ mark, label }, index) => {
    const at = stacked ? `${x},${y + index * 20}` : `${left},${y}`
    left += 34 + label.length * 7.4 + 22
    return `<g transform="translate(${at})">${mark}<text x="34">${escape(label)}</text></g>`
  })
  return { body: items.join('\n'), height: stacked ? legendItems.length * 20 : 16 }
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
