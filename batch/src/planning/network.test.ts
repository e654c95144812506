import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { flatNetwork, readNetwork } from './network.ts'

const folder = mkdtempSync(join(tmpdir(), 'pulih-network-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(content: string) {
  const file = join(folder, 'network.csv')
  writeFileSync(file, content)
  const { network, refused } = await readNetwork(file)
  const parentOf = network.elements.map(
    (element, index) => `${element}<${network.elements[network.parent[index] ?? -1] ?? ''}`,
  )
  return {
    network,
    parentOf,
    refused: refused.map(({ row, column, reason, value }) => `${row} ${column} ${reason} ${value}`),
  }
}

describe('a network', () => {
  test('puts parents before their children, however the file orders them', async () => {
    const { parentOf, refused } = await read('element,parent\nleaf,branch\nbranch,root\nroot,\n')

    expect(parentOf).toEqual(['root<', 'branch<root', 'leaf<branch'])
    expect(refused).toEqual([])
  })

  test('gives an element without an area that of the nearest one above', async () => {
    const { network } = await read('element,parent,area\nroot,,14\nbranch,root,\nleaf,branch,32.1\nbud,leaf,\n')

    expect(network.area).toEqual(['14', '14', '32.1', '32.1'])
  })

  test('refuses circles, and all that hangs on them', async () => {
    const { parentOf, refused } = await read('element,parent\na,b\nb,a\nc,b\nself,self\nroot,\n')

    expect(parentOf).toEqual(['root<'])
    expect(refused).toEqual(['2 parent circle b', '3 parent circle a', '4 parent circle b', '5 parent circle self'])
  })

  test('refuses unknown parents, nameless elements and elements listed twice', async () => {
    const { parentOf, refused } = await read('element,parent\na,gone\n,a\nroot,\nroot,\n')

    expect(parentOf).toEqual(['root<'])
    expect(refused.toSorted()).toEqual([
      '2 parent unknown-element gone',
      '3 element missing-value ',
      '5 element duplicate root',
    ])
  })

  test('without a column of elements is none', async () => {
    await expect(read('name,parent\na,\n')).rejects.toThrow('element missing-column')
    await expect(read('')).rejects.toThrow('empty-file')
  })

  test('may be a plain list, if the services name the very elements that fail', () => {
    expect([...flatNetwork(['a', 'b']).parent]).toEqual([-1, -1])
  })
})
