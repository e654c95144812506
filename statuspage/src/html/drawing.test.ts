import { array, assert, double, property, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boxOf, height, projectionOf, scaleOf, shapesOf, width } from './drawing.ts'
import { centreOf, doubleArea, ringsOf, simplified, type Ring } from './outline.ts'

const ring = array(tuple(double({ min: -179, max: 179, noNaN: true }), double({ min: -85, max: 85, noNaN: true })), {
  minLength: 3,
  maxLength: 40,
})

describe('a drawing of outlines', () => {
  test('stays within its frame, whatever is drawn', () => {
    assert(
      property(array(ring, { minLength: 1, maxLength: 4 }), rings => {
        const projection = projectionOf(boxOf(rings) ?? [0, 0, 0, 0])
        for (const point of rings.flat()) {
          const [x, y] = projection.place(point)
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(width)
          expect(y).toBeGreaterThanOrEqual(0)
          expect(y).toBeLessThanOrEqual(height)
        }
        const { units } = scaleOf(projection)
        expect(units).toBeGreaterThan(width / 11)
        expect(units).toBeLessThanOrEqual(width / 4)
      }),
    )
  })

  test('has north at the top', () => {
    const projection = projectionOf([20, 50, 22, 52])
    expect(projection.place([21, 52])[1]).toBeLessThan(projection.place([21, 50])[1])
  })

  test('of a coast of fifty thousand points is small', () => {
    const coast: Ring = Array.from({ length: 50_000 }, (_, index) => {
      const angle = (index / 50_000) * 2 * Math.PI
      return [20 + Math.cos(angle) * (1 + 0.01 * Math.sin(index)), 52 + Math.sin(angle)]
    })
    const [shape] = shapesOf([[coast]], projectionOf(boxOf([coast]) ?? [0, 0, 0, 0]))
    expect(shape?.way.length).toBeLessThanOrEqual(8_000)
  })

  test('of one point, or of what is no point, does not fail', () => {
    const rings = ringsOf({ type: 'Polygon', coordinates: [[[20, 52], [Number.NaN, 1], []]] })
    expect(rings).toEqual([[[20, 52]]])
    const [shape, none] = shapesOf([rings, []], projectionOf(boxOf(rings) ?? [0, 0, 0, 0]))
    expect(shape?.way).toBe(`M${width / 2} ${height / 2}z`)
    expect(none).toBeNull()
    expect(boxOf([[]])).toBeNull()
  })
})

describe('an outline', () => {
  test('keeps its ends, and only points that it had', () => {
    assert(
      property(ring, points => {
        const fewer = simplified(points, 5)
        expect(fewer[0]).toBe(points[0])
        expect(fewer.at(-1)).toBe(points.at(-1))
        expect(fewer.every(point => points.includes(point as [number, number]))).toBe(true)
      }),
    )
  })

  test('has an area and a middle', () => {
    const square: Ring = [
      [0, 0],
      [2, 0],
      [2, 2],
      [0, 2],
    ]
    expect(doubleArea(square)).toBe(8)
    expect(centreOf(square)).toEqual([1, 1])
  })
})
