import { describe, expect, test } from 'vitest'
import { cornersIn, polygonsOf, shapesOf, textOf } from './shapes.ts'

const hole = [
  [21.2, 52.2],
  [21.3, 52.2],
  [21.2, 52.3],
  [21.2, 52.2],
]
const polygon = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [21, 52],
      [22, 52],
      [22, 53],
      [21, 52],
    ],
    hole,
  ],
}

describe('a drawn area', () => {
  test('comes back as it went in, with its holes', () => {
    expect(polygonsOf(shapesOf([polygon]))).toEqual([polygon])
  })

  test('is written as corners with the latitude first, and read again', () => {
    const [shape] = shapesOf([polygon])

    expect(textOf(shape?.corners ?? [])).toBe('52, 21\n52, 22\n53, 22')
    expect(cornersIn('52, 21\n\n 52;22 \n53 22\n52, 21')).toEqual({ corners: shape?.corners })
  })

  test.each(['52.1', '52,1, 21,0', '91, 20', '20, 181', 'here'])('does not take %j for a corner', line => {
    expect(cornersIn(`52, 21\n${line}`)).toEqual({ badLine: 2 })
  })

  test('with fewer than three corners is none', () => {
    expect(polygonsOf([{ corners: [[21, 52]], holes: [] }])).toEqual([])
  })
})
